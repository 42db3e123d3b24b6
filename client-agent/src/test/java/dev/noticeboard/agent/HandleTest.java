package dev.noticeboard.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.simulation.LockedReader;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.agent.snapshot.ValueFormatException;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Typed handles: one look-up a read, one parse a value; a clear error for what is missing or of another kind. */
class HandleTest {
    private final LockedReader board = new LockedReader(new SimBoard());

    record Limits(int most, List<String> hosts) {}

    private AgentOptions.Builder options() {
        return AgentOptions.builder()
                .namespace(SimBoard.NAMESPACE)
                .agentId("host-1")
                .boardReader(board)
                .onDemand(Duration.ofHours(1));
    }

    private static String message(Class<? extends RuntimeException> type, Executable call) {
        RuntimeException e = assertThrows(type, call);
        assertNull(e.getCause(), "a cause may quote a value");
        return String.valueOf(e.getMessage());
    }

    @Test
    void get_ofEachType_isTheParsedValue() {
        board.commit(Map.of(
                "text",
                "hello",
                "int",
                "42",
                "long",
                "5000000000",
                "double",
                "0.5",
                "yes",
                "true",
                "list",
                "a,b",
                "json",
                "{\"most\":3,\"hosts\":[\"x\"],\"unknown\":1}",
                "wait",
                "PT5S"));
        try (ParameterAgent agent = ParameterAgent.start(options().build())) {
            assertEquals("hello", agent.parameter("/sim/prod/text").asText().get());
            assertEquals(42, agent.parameter("/sim/prod/int").asInteger().get());
            assertEquals(
                    5_000_000_000L, agent.parameter("/sim/prod/long").asLong().get());
            assertEquals(0.5, agent.parameter("/sim/prod/double").asDouble().get());
            assertEquals(true, agent.parameter("/sim/prod/yes").asBoolean().get());
            assertEquals(
                    List.of("a", "b"),
                    agent.parameter("/sim/prod/list").asList().get());
            assertEquals(
                    3,
                    agent.parameter("/sim/prod/json").asJson().get().get("most").intValue());
            assertEquals(
                    new Limits(3, List.of("x")),
                    agent.parameter("/sim/prod/json").asJson(Limits.class).get());
            Handle<Duration> wait = agent.parameter("/sim/prod/wait").as("an ISO 8601 duration", Duration::parse);
            assertEquals(Duration.ofSeconds(5), wait.get());
            assertEquals("/sim/prod/wait", wait.name());
            assertEquals("/sim/prod/wait", wait.toString(), "no value in a log");
        }
    }

    @Test
    void get_whenTheParameterIsMissing_namesItAndTheRemedy() {
        board.commit("other", "1");
        try (ParameterAgent agent = ParameterAgent.start(options().build())) {
            Handle<Integer> pool = agent.parameter("/sim/prod/pool").asInteger();
            assertEquals(
                    "/sim/prod/pool is not there at revision 1 of /sim/prod. Put it, correct the name, or read it with"
                            + " find() or orElse(default).",
                    message(MissingParameterException.class, pool::get));
            assertEquals(Optional.empty(), pool.find());
            assertEquals(20, pool.orElse(20));
            board.commit("pool", "30");
            agent.refreshNow();
            assertEquals(30, pool.orElse(20));
            assertEquals(Optional.of(30), pool.find());
        }
    }

    @Test
    void get_whenNothingIsServedYet_saysThatInstead() {
        board.down.set(true);
        try (ParameterAgent agent = ParameterAgent.start(
                options().whenNothingToServe(WhenNothingToServe.RETURN).build())) {
            Handle<String> text = agent.parameter("/sim/prod/text").asText();
            String message = message(MissingParameterException.class, text::get);
            assertTrue(message.contains("nothing of /sim/prod is served yet (the network is down)"), message);
        }
    }

    @Test
    void get_whenAGuardWithholdsTheFirstValue_saysThatInstead() {
        board.commit("other", "1");
        try (ParameterAgent agent = ParameterAgent.start(
                options().guard(change -> Guard.veto("not today")).build())) {
            board.commit("pool", "30");
            agent.refreshNow();
            Handle<Integer> pool = agent.parameter("/sim/prod/pool").asInteger();
            assertTrue(message(MissingParameterException.class, pool::get).contains("a guard withholds"));
        }
    }

    @Test
    void get_whenTheValueIsOfAnotherKind_namesTheParameterAndNotTheValue() {
        board.commit(Map.of("pool", "s3cret", "wait", "s3cret"));
        try (ParameterAgent agent = ParameterAgent.start(options().build())) {
            Handle<Integer> pool = agent.parameter("/sim/prod/pool").asInteger();
            String message = message(ValueFormatException.class, pool::get);
            assertTrue(message.startsWith("/sim/prod/pool is not a whole number"), message);
            message(ValueFormatException.class, () -> pool.orElse(1));
            Handle<Duration> wait = agent.parameter("/sim/prod/wait").as("a duration", Duration::parse);
            message = message(ValueFormatException.class, wait::get);
            assertTrue(message.startsWith("/sim/prod/wait is not a duration"), message);
            assertFalse(message.contains("s3cret"));
        }
    }

    @Test
    void parameter_whenItsNameIsOfAnotherNamespaceOrNone_isRefusedAtOnce() {
        board.commit("a", "1");
        try (ParameterAgents agents = ParameterAgents.start(List.of(options().build()))) {
            ParameterAgent agent = agents.all().get(0);
            String message =
                    message(IllegalArgumentException.class, () -> agent.parameter("/billing/prod/db/pool-size"));
            assertTrue(
                    message.startsWith("name: /billing/prod/db/pool-size lives in /billing/prod, and this agent keeps"
                            + " /sim/prod."),
                    message);
            message(IllegalArgumentException.class, () -> agent.parameter("sim/prod/a"));
            message(IllegalArgumentException.class, () -> agents.parameter("/billing/prod/db/pool-size"));
            message(IllegalArgumentException.class, () -> agents.parameter(""));
            assertEquals(1, agents.parameter("/sim/prod/a").asInteger().get());
            assertEquals(Map.of(new Namespace("/sim/prod"), new RefreshOutcome.NotDue()), agents.refreshIfStale());
        }
    }

    @Test
    void get_whileTheParameterStays_parsesOnceHoweverOthersChange() {
        board.commit(Map.of("wait", "PT5S", "other", "1"));
        AtomicInteger parsed = new AtomicInteger();
        try (ParameterAgent agent = ParameterAgent.start(options().build())) {
            Handle<Duration> wait = agent.parameter("/sim/prod/wait").as("a duration", text -> {
                parsed.incrementAndGet();
                return Duration.parse(text);
            });
            Duration first = wait.get();
            board.commit("other", "2");
            agent.refreshNow();
            assertEquals(2, agent.status().revision());
            assertSame(first, wait.get());
            assertEquals(1, parsed.get());
            board.commit("wait", "PT6S");
            agent.refreshNow();
            assertEquals(2, parsed.get(), "asked whether the new value can be read");
            assertEquals(Duration.ofSeconds(6), wait.get());
            assertEquals(3, parsed.get());
        }
    }

    private static Snapshot snapshot(long revision, Value value) {
        return new Snapshot(
                SimBoard.NAMESPACE, "e1", revision, Map.of(value.name().text(), value), List.of());
    }

    private static Value number(long version, String text) {
        return new Value(SimBoard.name("n"), version, version, ParameterType.STRING, DataType.TEXT, text);
    }

    @Test
    void get_whateverSnapshotIsServed_asksForItOnceAndParsesEachValueOnce() {
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger parsed = new AtomicInteger();
        Snapshot first = snapshot(1, number(1, "7"));
        AtomicReference<Snapshot> served = new AtomicReference<>(first);
        Handle<Integer> handle = new Handle<>(
                "/sim/prod/n",
                () -> {
                    asked.incrementAndGet();
                    return served.get();
                },
                (from, name) -> {
                    parsed.incrementAndGet();
                    return from.getInteger(name);
                },
                () -> {
                    throw new AssertionError("it is there");
                });
        for (int i = 1; i <= 3; i++) {
            assertEquals(7, handle.get());
            assertEquals(i, asked.get());
        }
        served.set(first.atRevision(2));
        assertEquals(7, handle.get());
        assertEquals(1, parsed.get(), "the value is the same");
        served.set(snapshot(3, number(2, "8")));
        assertEquals(8, handle.get());
        served.set(snapshot(1, number(1, "7")));
        assertEquals(7, handle.get(), "another epoch may bring an older value");
        assertEquals(3, parsed.get());
    }
}
