package dev.noticeboard.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.simulation.LockedReader;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.simulation.SimClock;
import dev.noticeboard.agent.simulation.SimReader;
import dev.noticeboard.agent.sync.Announcer;
import dev.noticeboard.agent.sync.Counters;
import dev.noticeboard.agent.sync.Sync;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** design.md section 4.4: what an agent does when it has not been confirmed current for too long. */
class StalenessPolicyTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final LockedReader board = new LockedReader(new SimBoard());
    private final SimClock clock = new SimClock();

    @TempDir
    Path directory;

    private AgentOptions.Builder options(StalenessPolicy policy) {
        return AgentOptions.builder()
                .namespace(SimBoard.NAMESPACE)
                .agentId("host-1")
                .boardReader(board)
                .clock(clock)
                .staleness(policy)
                .onDemand(Duration.ZERO);
    }

    @Test
    void limit_whenItIsNotMoreThanZero_isRefusedByName() {
        for (Duration bad : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> StalenessPolicy.warn(bad));
            assertTrue(String.valueOf(e.getMessage()).startsWith("staleness: "), e.getMessage());
            assertThrows(IllegalArgumentException.class, () -> StalenessPolicy.fail(bad));
        }
    }

    @Test
    void serve_howeverOld_serves() {
        board.commit("a", "1");
        try (ParameterAgent agent =
                ParameterAgent.start(options(StalenessPolicy.serve()).build())) {
            clock.advance(Duration.ofDays(365));
            assertEquals(Optional.of("1"), agent.get("/sim/prod/a"));
            assertEquals(AgentStatus.Freshness.UNLIMITED, agent.status().freshness());
        }
    }

    @Test
    void warn_beyondTheLimit_servesAndSaysSo() {
        board.commit("a", "1");
        try (ParameterAgent agent =
                ParameterAgent.start(options(StalenessPolicy.warn(LIMIT)).build())) {
            clock.advance(LIMIT);
            assertEquals(AgentStatus.Freshness.WITHIN_LIMIT, agent.status().freshness());
            clock.advance(Duration.ofNanos(1));
            assertEquals(AgentStatus.Freshness.WARNING, agent.status().freshness());
            assertEquals(Optional.of("1"), agent.get("/sim/prod/a"));
            agent.refreshNow();
            assertEquals(AgentStatus.Freshness.WITHIN_LIMIT, agent.status().freshness());
        }
    }

    @Test
    void fail_beyondTheLimit_failsEveryReadToTheNanosecondAndWorksAgainOnceConfirmed() {
        board.commit("a", "1");
        try (ParameterAgent agent =
                ParameterAgent.start(options(StalenessPolicy.fail(LIMIT)).build())) {
            Handle<Integer> a = agent.parameter("/sim/prod/a").asInteger();
            clock.advance(LIMIT);
            assertEquals(1, a.get());
            clock.advance(Duration.ofNanos(1));
            board.down.set(true);
            agent.refreshNow();
            StaleParametersException e = assertThrows(StaleParametersException.class, a::get);
            assertEquals(
                    "/sim/prod was confirmed current PT5M0.000000001S ago, and the staleness policy allows PT5M. The last"
                            + " read failed: the network is down. Mend the way to the table, or choose another staleness"
                            + " policy.",
                    e.getMessage());
            assertThrows(StaleParametersException.class, () -> a.orElse(3));
            assertThrows(StaleParametersException.class, a::find);
            assertThrows(StaleParametersException.class, agent::snapshot);
            assertThrows(StaleParametersException.class, () -> agent.underPrefix("/sim/prod"));
            assertThrows(StaleParametersException.class, () -> agent.getInteger("/sim/prod/a"));
            assertEquals(AgentStatus.Freshness.FAILING, agent.status().freshness());
            board.down.set(false);
            agent.refreshNow();
            assertEquals(1, a.get());
            assertEquals(AgentStatus.Freshness.WITHIN_LIMIT, agent.status().freshness());
        }
    }

    @Test
    void fail_whenNothingWasEverConfirmed_failsRatherThanSayThatNothingIsThere() {
        board.down.set(true);
        try (ParameterAgent agent = ParameterAgent.start(options(StalenessPolicy.fail(LIMIT))
                .whenNothingToServe(WhenNothingToServe.RETURN)
                .build())) {
            StaleParametersException e = assertThrows(StaleParametersException.class, () -> agent.get("/sim/prod/a"));
            assertTrue(String.valueOf(e.getMessage()).startsWith("/sim/prod was never confirmed current"));
        }
    }

    @Test
    void fail_afterARestartFromDisk_countsFromTheConfirmationBefore() {
        board.commit("a", "1");
        try (ParameterAgent agent = ParameterAgent.start(
                options(StalenessPolicy.serve()).directory(directory).build())) {
            board.commit("a", "2");
            agent.refreshNow();
        }
        board.down.set(true);
        clock.advance(LIMIT);
        try (ParameterAgent agent = ParameterAgent.start(
                options(StalenessPolicy.fail(LIMIT)).directory(directory).build())) {
            assertEquals(Optional.of("2"), agent.get("/sim/prod/a"));
            clock.advance(Duration.ofNanos(1));
            assertThrows(StaleParametersException.class, () -> agent.get("/sim/prod/a"));
        }
    }

    @Test
    void fail_whenTheDiskTellsOfAConfirmationInTheFuture_doesNotBelieveItAndIsNotStuckWithIt() {
        board.commit("a", "1");
        SimClock wrong = new SimClock();
        wrong.advance(Duration.ofDays(3650));
        try (ParameterAgent agent = ParameterAgent.start(options(StalenessPolicy.serve())
                .clock(wrong)
                .directory(directory)
                .build())) {
            board.commit("a", "2");
            agent.refreshNow();
        }
        board.down.set(true);
        try (ParameterAgent agent = ParameterAgent.start(
                options(StalenessPolicy.fail(LIMIT)).directory(directory).build())) {
            assertThrows(StaleParametersException.class, () -> agent.get("/sim/prod/a"));
            board.down.set(false);
            agent.refreshNow();
            assertEquals(clock.instant(), agent.status().confirmedAt());
            assertEquals(Optional.of("2"), agent.get("/sim/prod/a"));
        }
    }

    @Test
    void fail_whenTheClockIsSetBack_isNotFresher() {
        board.commit("a", "1");
        long[] tick = {0};
        Instant[] wall = {clock.instant()};
        java.time.Clock settable = new java.time.Clock() {
            @Override
            public Instant instant() {
                return wall[0];
            }

            @Override
            public java.time.ZoneId getZone() {
                return java.time.ZoneOffset.UTC;
            }

            @Override
            public java.time.Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
        try (ParameterAgent agent = ParameterAgent.start(options(StalenessPolicy.fail(LIMIT))
                .clock(settable, () -> tick[0])
                .build())) {
            tick[0] = LIMIT.toNanos();
            wall[0] = wall[0].minus(Duration.ofHours(1));
            assertEquals(Optional.of("1"), agent.get("/sim/prod/a"));
            tick[0]++;
            assertThrows(StaleParametersException.class, () -> agent.get("/sim/prod/a"));
            agent.refreshNow();
            assertEquals(Optional.of("1"), agent.get("/sim/prod/a"));
            assertEquals(Duration.ZERO, agent.status().staleness());
        }
    }

    /** What would be logged. */
    private static final class Lines extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1;
        private final transient List<String> lines = new ArrayList<>();

        @Override
        protected String getFullyQualifiedCallerName() {
            return "test";
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String message, Object[] arguments, Throwable throwable) {
            lines.add(level + " " + MessageFormatter.basicArrayFormat(message, arguments));
        }

        @Override
        public boolean isTraceEnabled() {
            return true;
        }

        @Override
        public boolean isDebugEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }

    @Test
    void observe_whileBeyondTheLimit_logsEachEpisodeOnce() {
        SimBoard one = new SimBoard();
        one.commit(java.util.Map.of("a", "s3cret"), true, 0);
        Counters counters = new Counters();
        Sync sync = new Sync(
                SimBoard.NAMESPACE,
                new SimReader(one),
                null,
                change -> Guard.accept(),
                new Announcer(counters),
                counters,
                clock);
        Lines log = new Lines();
        Freshness freshness = new Freshness(SimBoard.NAMESPACE, StalenessPolicy.warn(LIMIT), sync.health(), clock, log);
        sync.refresh(true);
        freshness.observe();
        assertEquals(List.of(), log.lines);
        clock.advance(LIMIT.plusSeconds(1));
        freshness.observe();
        freshness.observe();
        assertEquals(
                List.of("WARN /sim/prod was confirmed current PT5M1S ago, and the staleness policy allows PT5M."),
                log.lines);
        sync.refresh(true);
        freshness.observe();
        freshness.observe();
        assertEquals("INFO /sim/prod is confirmed current again", log.lines.get(1));
        clock.advance(LIMIT.plusSeconds(1));
        freshness.observe();
        assertEquals(3, log.lines.size());
    }
}
