package dev.noticeboard.localstack.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.ChangePreview;
import dev.noticeboard.agent.Guard;
import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.Scope;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.localstack.testing.Await;
import dev.noticeboard.schemas.api.ChangesPage;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Strategy;
import dev.noticeboard.schemas.client.ApiAnswer;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.rollout.Bucket;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rollouts over a hundred real agents: the API, the conductor, the stream, the reports. */
@DisplayName("design.md section 5: rollouts over a fleet")
@Timeout(180)
@ExtendWith(TestCloudParameter.class)
class RolloutIT {
    private static final int AGENTS = 100;
    /** Agents that start at the same time: an agent's start waits for the table, not for a core. */
    private static final int STARTERS = 8;

    private static final Namespace NAMESPACE = new Namespace("/rollout/it");
    /** Changes by each path, in turn. */
    private static final int CHANGES = 15;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String BAD = "5000";
    /** A fifth, then everybody: with a hundred hosts nobody need be lucky. */
    private static final Strategy STRATEGY = Strategy.with(List.of(step(20), step(100)), null, 2, 2);

    private static final Map<String, ParameterAgent> FLEET = new ConcurrentSkipListMap<>();
    /** Who was told that a parameter is bad, by its name. */
    private static final Map<String, Set<String>> SAW = new ConcurrentHashMap<>();

    private static TestBoard board;

    private static Strategy.Step step(int percent) {
        return new Strategy.Step(null, BigDecimal.valueOf(percent), null);
    }

    private static String name(String path) {
        return NAMESPACE + "/" + path;
    }

    @BeforeAll
    static void start(TestCloud cloud) throws Exception {
        board = new TestBoard(cloud);
        for (String path : List.of("guarded", "unwell", "good", "switch")) {
            board.put(name(path), "10");
        }
        ExecutorService starters = Executors.newFixedThreadPool(STARTERS);
        try {
            List<Future<?>> starting = new ArrayList<>();
            for (int i = 0; i < AGENTS; i++) {
                String id = "host-" + i;
                starting.add(starters.submit(() -> start(id)));
            }
            for (Future<?> each : starting) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            starters.shutdownNow();
        }
        Await.until(
                "all are registered",
                () -> FLEET.values().stream().allMatch(a -> a.status().registered()));
    }

    private static void start(String id) {
        ParameterAgent agent = ParameterAgent.start(board.pushed(NAMESPACE.text(), id)
                .reportDelay(Duration.ofMillis(200))
                .removeLeaseOnClose(false)
                .guard(Scope.name(name("guarded")), RolloutIT::check)
                .build());
        FLEET.put(id, agent);
        agent.listen(
                Scope.everything(),
                change -> change.changes().stream()
                        .filter(c -> bad(c.after()))
                        .forEach(c -> SAW.computeIfAbsent(c.name().text(), n -> ConcurrentHashMap.newKeySet())
                                .add(id)));
        agent.listen(Scope.name(name("unwell")), change -> {
            boolean bad = change.changes().stream().anyMatch(c -> bad(c.after()));
            agent.health(!bad, bad ? "HTTP 503" : null);
        });
    }

    @AfterAll
    static void stop() {
        FLEET.values().parallelStream().forEach(ParameterAgent::close);
        FLEET.clear();
        board.close();
    }

    private static Guard.Verdict check(ChangePreview change) {
        return change.changes().stream().map(c -> c.after()).anyMatch(RolloutIT::bad)
                ? Guard.veto("more connections than this host can open")
                : Guard.accept();
    }

    private static boolean bad(@Nullable Value value) {
        return value != null && value.text().equals(BAD);
    }

    private static Set<String> saw(String path) {
        return SAW.getOrDefault(name(path), Set.of());
    }

    private Rollout started(String path, String value) {
        ApiAnswer answer = board.client()
                .send(
                        "POST",
                        "/namespaces/" + NAMESPACE.toPath() + "/rollouts",
                        Map.of(),
                        Json.write(Map.of(
                                "changes",
                                List.of(Map.of("kind", "put", "name", name(path), "value", value)),
                                "inlineStrategy",
                                Json.toMap(STRATEGY),
                                "why",
                                "try it")));
        assertEquals(200, answer.status(), answer.toString());
        return answer.as(Rollout.class);
    }

    private static Rollout rollout(String id) {
        return board.client()
                .send("GET", "/namespaces/" + NAMESPACE.toPath() + "/rollouts/" + id, Map.of(), null)
                .as(Rollout.class);
    }

    private static Rollout ended(String id) {
        Await.until(
                "the rollout ends",
                Duration.ofSeconds(60),
                () -> rollout(id).state().ended());
        return rollout(id);
    }

    private static Set<String> firstStep(String id) {
        return FLEET.keySet().stream()
                .filter(agent -> Bucket.of(id, agent) < 20_000)
                .collect(Collectors.toSet());
    }

    /** What the change log tells of a rollout. */
    private static List<Change.MoveRollout> history(String id) {
        ChangesPage page = TestBoard.accepted(board.api().changes(NAMESPACE, 0, 100));
        return page.changeSets().stream()
                .flatMap(c -> c.changes().stream())
                .filter(Change.MoveRollout.class::isInstance)
                .map(Change.MoveRollout.class::cast)
                .filter(m -> m.rollout().equals(id))
                .toList();
    }

    private static boolean serves(ParameterAgent agent, String path, String value) {
        return agent.get(name(path)).orElse("").equals(value);
    }

    private static void allServe(String path, String value, long revision) {
        Await.until(
                "everybody serves " + value,
                () -> FLEET.values().stream()
                        .allMatch(a -> a.status().revision() >= revision && serves(a, path, value)));
    }

    @Test
    void badChange_thatGuardsRefuse_rollsBackByItselfWithTheReasonInTheHistory() {
        Rollout started = started("guarded", BAD);
        Rollout ended = ended(started.id());
        assertEquals(Rollout.State.ROLLED_BACK, ended.state());
        assertEquals(Set.of(), saw("guarded"), "nobody served it");
        List<Change.MoveRollout> history = history(started.id());
        assertEquals(
                List.of(
                        Rollout.State.ADVANCING,
                        Rollout.State.BAKING,
                        Rollout.State.ROLLING_BACK,
                        Rollout.State.ROLLED_BACK),
                history.stream().map(Change.MoveRollout::state).toList());
        String reason = history.get(2).reason();
        assertTrue(reason.contains("vetoed") && reason.contains("more connections than this host can open"), reason);
        assertFalse(reason.contains(BAD), "no value");
        Duration after =
                Duration.between(ended.startedAt(), ended.transitions().get(2).at());
        System.out.println("100 agents, rolled back " + after.toMillis() + " ms after the start: " + reason);
        allServe("guarded", "10", ended.revision());
        assertTrue(FLEET.values().stream().allMatch(a -> a.status().withheld().isEmpty()), "nothing is withheld");
        assertEquals(
                "10",
                TestBoard.accepted(board.api().get(new ParameterName(name("guarded"))))
                        .value());
    }

    @Test
    void badChange_thatMakesHostsUnwell_endsWithTheFirstStepsHosts() {
        Rollout started = started("unwell", BAD);
        Rollout ended = ended(started.id());
        assertEquals(Rollout.State.ROLLED_BACK, ended.state());
        assertTrue(firstStep(started.id()).containsAll(saw("unwell")), saw("unwell") + " served it");
        assertFalse(saw("unwell").isEmpty());
        allServe("unwell", "10", ended.revision());
    }

    @Test
    void goodChange_reachesEverybody_stepByStep() {
        Rollout started = started("good", "20");
        Rollout ended = ended(started.id());
        assertEquals(Rollout.State.COMPLETE, ended.state());
        allServe("good", "20", ended.revision());
        assertEquals(
                List.of(0, 20_000, 100_000),
                history(started.id()).stream()
                        .map(Change.MoveRollout::share)
                        .distinct()
                        .toList());
    }

    @Test
    void urgentPut_ofAParameterUnderRollout_endsItAndReachesEverybodyEarly() {
        Rollout started = started("switch", "20");
        long revision = put("off", true);
        allServe("switch", "off", revision);
        assertEquals(Rollout.State.ABORTED, rollout(started.id()).state());
        List<Long> ordinary = new ArrayList<>();
        List<Long> urgent = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
            ordinary.add(reached("o" + i, false));
            urgent.add(reached("u" + i, true));
        }
        System.out.printf(
                "the last of %d agents has a change after %d ms by the stream, %d ms urgently (medians of %d)%n",
                AGENTS, median(ordinary), median(urgent), CHANGES);
    }

    private static long put(String value, boolean urgent) {
        PutRequest request = new PutRequest(value, null, null, null, null, null, null, null, null, urgent);
        return TestBoard.accepted(board.api().put(new ParameterName(name("switch")), request))
                .revision();
    }

    /** Milliseconds from the call to the last agent. */
    private static long reached(String value, boolean urgent) {
        long from = System.nanoTime();
        put(value, urgent);
        while (!FLEET.values().stream().allMatch(a -> serves(a, "switch", value))) {
            assertTrue(System.nanoTime() - from < PATIENCE.toNanos(), value + " has not reached everybody");
            LockSupport.parkNanos(500_000);
        }
        return (System.nanoTime() - from) / 1_000_000;
    }

    private static long median(List<Long> millis) {
        return millis.stream().sorted().toList().get(millis.size() / 2);
    }
}
