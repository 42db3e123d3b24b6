package dev.noticeboard.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.simulation.LockedReader;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.simulation.SimClock;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The agent in Micrometer: what it shows, when it is there, and that nothing is missed without Micrometer. */
@Timeout(60)
class AgentMetricsTest {
    private final LockedReader board = new LockedReader(new SimBoard());
    private final SimClock clock = new SimClock();

    private AgentOptions.Builder options() {
        return AgentOptions.builder()
                .namespace(SimBoard.NAMESPACE)
                .agentId("metered")
                .boardReader(board)
                .clock(clock)
                .staleness(StalenessPolicy.warn(Duration.ofSeconds(60)))
                .onDemand(Duration.ZERO);
    }

    private static double gauge(MeterRegistry registry, String name) {
        return registry.get("noticeboard.agent." + name)
                .tag("namespace", "/sim/prod")
                .tag("agent", "metered")
                .gauge()
                .value();
    }

    private static double counter(MeterRegistry registry, String name, String key, String word) {
        return registry.get("noticeboard.agent." + name)
                .tag(key, word)
                .functionCounter()
                .count();
    }

    private static Map<String, Double> states(MeterRegistry registry) {
        Map<String, Double> states = new TreeMap<>();
        registry.get("noticeboard.agent.state")
                .gauges()
                .forEach(g -> states.put(String.valueOf(g.getId().getTag("state")), g.value()));
        return states;
    }

    private static List<Meter> ofTheAgent(MeterRegistry registry) {
        return registry.getMeters().stream()
                .filter(m -> "metered".equals(m.getId().getTag("agent")))
                .toList();
    }

    @Test
    void meters_ofAnAgent_followItsStatus() {
        board.commit("a", "1");
        MeterRegistry registry = new SimpleMeterRegistry();
        try (ParameterAgent agent = ParameterAgent.start(options()
                .guard(Scope.name("/sim/prod/guarded"), change -> Guard.veto("no"))
                .build())) {
            new AgentMetrics(agent).bindTo(registry);
            board.commit("a", "2");
            board.commit("guarded", "1");
            agent.refreshNow();
            assertEquals(3, gauge(registry, "revision"));
            assertEquals(0, gauge(registry, "revision.lag"));
            assertEquals(1, gauge(registry, "parameters"));
            assertEquals(1, gauge(registry, "withheld"));
            assertEquals(0, gauge(registry, "registered"));
            assertEquals(0, gauge(registry, "staleness"));
            assertEquals(2, counter(registry, "updates", "by", "poll"));
            assertEquals(0, counter(registry, "updates", "by", "push"));
            assertTrue(counter(registry, "vetoes", "by", "guard") >= 1);
            assertEquals(1, counter(registry, "reads", "kind", "snapshot"));
            assertEquals(
                    Map.of("starting", 0.0, "offline", 0.0, "catching-up", 0.0, "stale", 0.0, "current", 1.0),
                    states(registry));
            board.down.set(true);
            clock.advance(Duration.ofMillis(60_500));
            agent.refreshNow();
            assertEquals(60.5, gauge(registry, "staleness"));
            assertEquals(1, gauge(registry, "stale"));
            assertEquals(1.0, states(registry).get("offline"));
            assertEquals(1, counter(registry, "failures", "of", "read"));
            assertEquals(
                    0, registry.get("noticeboard.agent.apply").functionTimer().count());
        }
        assertEquals(List.of(), ofTheAgent(registry), "a closed agent has no meters");
    }

    @Test
    void rollouts_thatAreOpen_areCountedAndThoseThatThisHostIsExposedTo() {
        board.commit("a", "1");
        MeterRegistry registry = new SimpleMeterRegistry();
        try (ParameterAgent agent = ParameterAgent.start(options().build())) {
            new AgentMetrics(agent).bindTo(registry);
            String one = board.change(b -> b.start(Map.of("a", "2"), true)).id();
            board.change(b -> b.start(Map.of("b", "2"), true));
            board.change(b -> b.open(one, 100_000, List.of()));
            agent.refreshNow();
            assertEquals(2, gauge(registry, "rollouts"));
            assertEquals(1, gauge(registry, "rollouts.exposed"));
        }
    }

    @Test
    void staleness_whenNeverConfirmed_isNoNumber() {
        board.down.set(true);
        MeterRegistry registry = new SimpleMeterRegistry();
        try (ParameterAgent agent = ParameterAgent.start(
                options().whenNothingToServe(WhenNothingToServe.RETURN).build())) {
            new AgentMetrics(agent).bindTo(registry);
            assertTrue(Double.isNaN(gauge(registry, "staleness")));
        }
    }

    @Test
    void apply_whenANoticeBringsAChange_isTimed() {
        board.commit("a", "1");
        MeterRegistry registry = new SimpleMeterRegistry();
        dev.noticeboard.agent.receive.InMemoryQueue queue = new dev.noticeboard.agent.receive.InMemoryQueue();
        try (ParameterAgent agent = ParameterAgent.start(AgentOptions.builder()
                .namespace(SimBoard.NAMESPACE)
                .agentId("metered")
                .boardReader(board)
                .registrar(new OneQueue())
                .noticeSources(url -> queue)
                .build())) {
            new AgentMetrics(agent).bindTo(registry);
            queue.send(SimBoard.notice(board.commit("a", "2")));
            FunctionTimer apply = registry.get("noticeboard.agent.apply").functionTimer();
            while (apply.totalTime(java.util.concurrent.TimeUnit.NANOSECONDS) == 0
                    && counter(registry, "updates", "by", "poll") == 0) {
                Thread.onSpinWait();
                assertFalse(Thread.currentThread().isInterrupted(), "it never came");
            }
            assertEquals(counter(registry, "updates", "by", "push"), apply.count());
        }
    }

    private static final class OneQueue implements dev.noticeboard.agent.register.Registrar {
        @Override
        public dev.noticeboard.schemas.api.Registration register(
                dev.noticeboard.schemas.name.Namespace namespace,
                String agentId,
                dev.noticeboard.schemas.api.Registration.Request request) {
            return new dev.noticeboard.schemas.api.Registration(
                    agentId, namespace, "queue", java.time.Instant.EPOCH, 3600, null);
        }

        @Override
        public void remove(dev.noticeboard.schemas.name.Namespace namespace, String agentId) {}
    }

    @Test
    void globalRegistry_whileAnAgentRuns_hasItsMetersUnlessToldOtherwise() {
        board.commit("a", "1");
        try (ParameterAgent agent = ParameterAgent.start(options().build())) {
            assertFalse(ofTheAgent(Metrics.globalRegistry).isEmpty());
            assertEquals(1, agent.status().revision());
        }
        assertEquals(List.of(), ofTheAgent(Metrics.globalRegistry));
        try (ParameterAgent agent =
                ParameterAgent.start(options().globalMetrics(false).build())) {
            assertEquals(List.of(), ofTheAgent(Metrics.globalRegistry));
            assertEquals(1, agent.status().revision());
        }
    }

    /** Loads the agent anew, as if Micrometer had been left out of the class path. */
    private static final class WithoutMicrometer extends ClassLoader {
        WithoutMicrometer() {
            super(AgentMetricsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.micrometer.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("dev.noticeboard.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known == null ? define(name) : known;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] code = in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    /** Run by the test below in that class loader. */
    public static final class Application {
        /** Starts an agent, reads and closes it. */
        public static String run() {
            LockedReader board = new LockedReader(new SimBoard());
            board.commit("a", "read without Micrometer");
            try (ParameterAgent agent = ParameterAgent.start(AgentOptions.builder()
                    .namespace(SimBoard.NAMESPACE)
                    .agentId("plain")
                    .boardReader(board)
                    .build())) {
                return agent.parameter("/sim/prod/a").asText().get();
            }
        }
    }

    @Test
    void agent_withoutMicrometerOnTheClassPath_startsAndServes() throws ReflectiveOperationException {
        Class<?> application = new WithoutMicrometer().loadClass(Application.class.getName());
        assertEquals("read without Micrometer", application.getMethod("run").invoke(null));
        // The loader does hide it: what needs Micrometer cannot be used there.
        assertThrows(
                NoClassDefFoundError.class,
                () -> application
                        .getClassLoader()
                        .loadClass(AgentMetrics.class.getName())
                        .getDeclaredMethods());
    }
}
