package dev.noticeboard.agent.promises;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.refresh.Jitter;
import dev.noticeboard.agent.refresh.Refresher;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.simulation.SimTimer;
import dev.noticeboard.agent.simulation.Simulation;
import dev.noticeboard.agent.sync.NoticesResult;
import dev.noticeboard.schemas.board.ChangeSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** design.md section 4.8: catch-ups and polls are spread by jitter; a change set may ask for its own spread. */
class Promise8NoHerdTest {
    private static final Duration INTERVAL = Duration.ofSeconds(60);

    @Property(tries = 30)
    void polls_whenAFleetStartsTogether_areSpreadAndStaySpread(@ForAll long seed) {
        Simulation sim = served(seed);
        SimTimer timer = new SimTimer(sim.clock);
        Jitter jitter = new Jitter(sim.random);
        Instant start = sim.clock.instant();
        List<Instant> polls = new ArrayList<>();
        sim.reader.meanwhile = () -> polls.add(sim.clock.instant());
        for (int i = 0; i < 200; i++) {
            new Refresher(sim.agent(), timer, jitter, INTERVAL, () -> {}).start();
        }
        timer.runUntil(start.plus(INTERVAL.multipliedBy(5)));
        for (int slice = 0; slice < 50; slice++) {
            Instant from = start.plus(INTERVAL.multipliedBy(slice).dividedBy(10));
            Instant to = from.plus(INTERVAL.dividedBy(10));
            long inSlice = polls.stream()
                    .filter(p -> !p.isBefore(from) && p.isBefore(to))
                    .count();
            // A tenth of an interval holds 20 polls on average, 23 once they come a little earlier than the interval.
            assertTrue(inSlice < 70, () -> inSlice + " of 200 agents polled within 6 s");
        }
        assertTrue(polls.size() >= 200 * 5 && polls.size() <= 200 * 7);
    }

    @Property
    void delays_whenDrawn_areWithinTheirBounds(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int failures) {
        Jitter jitter = new Jitter(new java.util.Random(seed));
        Set<Duration> polls =
                Stream.generate(() -> jitter.poll(INTERVAL)).limit(20).collect(Collectors.toSet());
        assertTrue(polls.size() > 10, () -> "hardly random: " + polls);
        Duration poll = jitter.poll(INTERVAL);
        assertTrue(poll.compareTo(Duration.ofSeconds(45)) >= 0 && poll.compareTo(INTERVAL) <= 0);
        Duration within = jitter.within(INTERVAL);
        assertTrue(!within.isNegative() && within.compareTo(INTERVAL) <= 0);
        Duration backoff = jitter.backoff(failures, Duration.ofSeconds(1), INTERVAL);
        assertTrue(!backoff.isNegative() && backoff.compareTo(INTERVAL) <= 0);
        Duration most = Duration.ofSeconds(1L << Math.min(failures - 1, 10));
        assertTrue(backoff.compareTo(most) <= 0);
    }

    @Property(tries = 100)
    void catchUp_whenAChangeSetAsksForASpread_readsLaterWithinIt(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 30_000) int spreadMillis) {
        Simulation sim = served(seed);
        SimTimer timer = new SimTimer(sim.clock);
        Refresher refresher = new Refresher(sim.agent(), timer, new Jitter(sim.random), INTERVAL, () -> {});
        ChangeSet large = sim.board.commit(Map.of("a", "large"), false, spreadMillis);
        int reads = sim.reader.calls;
        NoticesResult result = sim.agent().onNotices(List.of(SimBoard.notice(large)));
        assertEquals(reads, sim.reader.calls, "nothing is read at once");
        assertTrue(result.handled().contains(0));
        Duration within = result.readWithin().orElseThrow();
        assertEquals(Duration.ofMillis(spreadMillis), within);
        refresher.readWithin(within);
        refresher.readWithin(within);
        assertEquals(1, timer.waiting(), "a read that is owed does for both");
        timer.runUntil(sim.clock.instant().plus(within));
        assertEquals("large", sim.served().orElseThrow().get("/sim/prod/a").orElseThrow());
    }

    @Example
    void catchUp_whenItIsUrgent_readsAtOnce() {
        Simulation sim = served(1);
        ChangeSet urgent = sim.board.commit(Map.of("a", "urgent"), false, 0);
        NoticesResult result = sim.agent().onNotices(List.of(SimBoard.notice(urgent)));
        assertTrue(result.readWithin().isEmpty());
        assertEquals("urgent", sim.served().orElseThrow().get("/sim/prod/a").orElseThrow());
    }

    @Example
    void owedRead_whenASoonerOneIsAskedFor_isNotWaitedFor() {
        Simulation sim = served(1);
        SimTimer timer = new SimTimer(sim.clock);
        Refresher refresher = new Refresher(sim.agent(), timer, new Jitter(sim.random), INTERVAL, () -> {});
        refresher.readWithin(Duration.ofSeconds(50));
        sim.board.commit(Map.of("a", "soon"), true, 0);
        refresher.readWithin(Duration.ZERO);
        timer.runUntil(sim.clock.instant());
        assertEquals("soon", sim.served().orElseThrow().get("/sim/prod/a").orElseThrow());
    }

    @Example
    void firstRead_whenTheBoardCannotBeRead_isRepeatedSoonerThanThePollInterval() {
        Simulation sim = new Simulation(1);
        SimTimer timer = new SimTimer(sim.clock);
        new Refresher(sim.agent(), timer, new Jitter(sim.random), INTERVAL, () -> {}).start();
        timer.runUntil(sim.clock.instant().plusSeconds(5));
        assertFalse(sim.served().isPresent());
        sim.board.commit(Map.of("a", "first"), true, 0);
        timer.runUntil(sim.clock.instant().plusSeconds(30));
        assertTrue(sim.served().isPresent());
    }

    private static Simulation served(long seed) {
        Simulation sim = new Simulation(seed);
        sim.board.commit(Map.of("a", "1"), true, 0);
        sim.boot();
        return sim;
    }
}
