package dev.noticeboard.agent.promises;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.refresh.Jitter;
import dev.noticeboard.agent.refresh.Refresher;
import dev.noticeboard.agent.simulation.SimReader;
import dev.noticeboard.agent.simulation.SimTimer;
import dev.noticeboard.agent.simulation.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * design.md section 4.4: with the push path dead and the table reachable, an agent is at most one poll interval plus one read
 * behind; {@code confirmedAt} says when it last knew that it was current, and a failed refresh never renews it.
 */
class Promise4BoundedStalenessTest {
    private static final Duration INTERVAL = Duration.ofSeconds(60);
    private static final Duration LONGEST_READ = Duration.ofSeconds(3);

    /** When each revision was committed. */
    private final NavigableMap<Instant, Long> commits = new TreeMap<>();

    @Property(tries = 100)
    void staleness_whenPushIsDead_isAtMostAnIntervalAndARead(@ForAll long seed) {
        Simulation sim = prepared(seed);
        SimTimer timer = polling(sim);
        Instant end = sim.clock.instant().plus(INTERVAL.multipliedBy(30));
        while (sim.clock.instant().isBefore(end)) {
            timer.runUntil(sim.clock.instant().plusMillis(500));
            Instant bound = sim.clock.instant().minus(INTERVAL).minus(LONGEST_READ);
            long owed = Optional.ofNullable(commits.floorEntry(bound))
                    .map(Map.Entry::getValue)
                    .orElse(0L);
            long served = sim.served().orElseThrow().revision();
            assertTrue(
                    served >= owed,
                    () -> "at " + sim.clock.instant() + " revision " + served + " is served, " + owed + " was due");
        }
    }

    @Property(tries = 100)
    void confirmedAt_whenReadsFailAndLag_neverClaimsMoreThanIsTrue(@ForAll long seed) {
        Simulation sim = prepared(seed);
        sim.withFaults(0.4, 0);
        SimTimer timer = polling(sim);
        Instant end = sim.clock.instant().plus(INTERVAL.multipliedBy(20));
        while (sim.clock.instant().isBefore(end)) {
            Optional<Instant> before = sim.agent().health().confirmedAt();
            long failedBefore = sim.counters.read().failedReads();
            timer.runUntil(sim.clock.instant().plusMillis(500));
            Instant confirmed = sim.agent().health().confirmedAt().orElseThrow();
            long then = Optional.ofNullable(commits.floorEntry(confirmed))
                    .map(Map.Entry::getValue)
                    .orElse(0L);
            assertTrue(sim.served().orElseThrow().revision() >= then, "all that was committed by then is served");
            assertFalse(confirmed.isBefore(before.orElse(confirmed)), "it never goes back");
            if (sim.counters.read().failedReads() > failedBefore
                    && sim.agent().health().readError().isPresent()) {
                assertTrue(before.orElseThrow().equals(confirmed), "a failed refresh never renews it");
            }
        }
    }

    /** A board that is written to as time passes, whose reads take time, with an agent that serves its first revision. */
    private Simulation prepared(long seed) {
        commits.clear();
        Simulation sim = new Simulation(seed);
        commitNow(sim);
        sim.boot();
        // A read takes time before it looks at the board and after, and others write during both.
        Runnable pause = () -> {
            sim.clock.advance(LONGEST_READ
                    .dividedBy(2)
                    .multipliedBy(sim.random.nextInt(100))
                    .dividedBy(100));
            if (sim.random.nextInt(3) == 0) {
                commitNow(sim);
            }
        };
        sim.reader.meanwhile = pause;
        sim.reader.onTheWay = pause;
        return sim;
    }

    private SimTimer polling(Simulation sim) {
        SimTimer timer = new SimTimer(sim.clock);
        Refresher refresher = new Refresher(sim.agent(), timer, new Jitter(sim.random), INTERVAL, () -> {
            if (sim.random.nextBoolean()) {
                commitNow(sim);
            }
        });
        refresher.start();
        writeNowAndThen(sim, timer);
        return timer;
    }

    private void writeNowAndThen(Simulation sim, SimTimer timer) {
        timer.after(Duration.ofMillis(sim.random.nextInt(20_000)), () -> {
            commitNow(sim);
            writeNowAndThen(sim, timer);
        });
    }

    private void commitNow(Simulation sim) {
        // A commit is known by the moment after it.
        sim.clock.advance(Duration.ofMillis(1));
        sim.board.commit(Map.of("a", "at " + sim.clock.instant()), true, 0);
        commits.put(sim.clock.instant(), sim.board.revision());
        sim.clock.advance(Duration.ofMillis(1));
    }

    @Property(tries = 20)
    void confirmedAt_whenEveryReadFails_stays(@ForAll long seed) {
        Simulation sim = prepared(seed);
        Instant confirmed = sim.agent().health().confirmedAt().orElseThrow();
        SimReader.Fault[] kinds = {
            SimReader.Fault.FAIL, SimReader.Fault.EMPTY, SimReader.Fault.HEADLESS, SimReader.Fault.MALFORMED
        };
        sim.reader.faults = () -> kinds[sim.random.nextInt(kinds.length)];
        SimTimer timer = polling(sim);
        timer.runUntil(sim.clock.instant().plus(INTERVAL.multipliedBy(10)));
        assertTrue(sim.agent().health().confirmedAt().orElseThrow().equals(confirmed));
        assertTrue(sim.counters.read().failedReads() >= 9);
    }
}
