package dev.noticeboard.localstack.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.AgentStatus;
import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.SnapshotChange;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.localstack.emulators.DeliveryFaults;
import dev.noticeboard.localstack.testing.Await;
import dev.noticeboard.localstack.testing.EmbeddedOnly;
import dev.noticeboard.schemas.api.ChangeSetRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promises of design.md section 4, sampled over the embedded services with deliveries dropped, doubled and delayed.
 * The same promises are tested in full, in virtual time, in the agent's own module.
 */
@EmbeddedOnly("it makes deliveries fail")
class PromisesIT {
    private static final String NAMESPACE = "/promises/it";
    private static final int AGENTS = 5;
    private static final int CHANGES = 60;
    private static final Duration POLL = Duration.ofSeconds(1);

    /** Seldom enough that a lost notice shows as a gap before a poll mends it, soon enough for the last change. */
    private static final Duration SELDOM = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    /** What an agent's listener heard, and whether anything was wrong with it. */
    private static final class Heard {
        final List<String> faults = Collections.synchronizedList(new ArrayList<>());
        final AtomicLong revision = new AtomicLong();
        final Map<String, String> values = new HashMap<>();

        synchronized void changed(SnapshotChange change) {
            if (change.toRevision() <= revision.getAndSet(change.toRevision())) {
                faults.add("4.1, 4.6: revision " + change.toRevision() + " after a newer one");
            }
            change.changes().forEach(c -> {
                String before = c.before() == null ? null : c.before().text();
                if (!java.util.Objects.equals(values.get(c.name().text()), before)) {
                    faults.add("4.6: a change of " + c.name() + " was not heard");
                }
                if (c.after() == null) {
                    values.remove(c.name().text());
                } else {
                    values.put(c.name().text(), c.after().text());
                }
            });
        }
    }

    /** Sections 4.1 (newer only), 4.2 (no gap), 4.3 (atomic), 4.6 (told once, in order), 4.9 (nothing dropped). */
    @Test
    void agents_whenDeliveriesAreLostDoubledAndLate_serveEveryChangeSetWholeAndInOrder() throws Exception {
        try (TestCloud cloud = TestCloud.embedded();
                TestBoard board = new TestBoard(cloud)) {
            pair(board, 0);
            cloud.emulators()
                    .orElseThrow()
                    .sns()
                    .faults()
                    .set(new DeliveryFaults.Chaos(7, 0.2, 0.2, 0.3, Duration.ofMillis(300)));
            List<ParameterAgent> agents = new ArrayList<>();
            List<Heard> heard = new ArrayList<>();
            AtomicBoolean done = new AtomicBoolean();
            List<String> torn = Collections.synchronizedList(new ArrayList<>());
            List<Thread> readers = new ArrayList<>();
            try {
                for (int i = 0; i < AGENTS; i++) {
                    Heard ears = new Heard();
                    ears.values.putAll(Map.of(NAMESPACE + "/left", "0", NAMESPACE + "/right", "0"));
                    heard.add(ears);
                    ParameterAgent agent = ParameterAgent.start(options(board, "host-" + i)
                            .pollInterval(SELDOM)
                            .listener(ears::changed)
                            .build());
                    agents.add(agent);
                    readers.add(reader(agent, done, torn));
                }
                for (ParameterAgent agent : agents) {
                    Await.until("it is registered", () -> agent.status().registered());
                }
                for (int i = 1; i <= CHANGES; i++) {
                    pair(board, i);
                }
                long last = CHANGES + 1;
                for (ParameterAgent agent : agents) {
                    Await.until(
                            "the last change is everywhere",
                            () -> agent.status().revision() == last);
                    assertEquals(
                            Integer.toString(CHANGES),
                            agent.get(NAMESPACE + "/left").orElseThrow());
                }
                done.set(true);
                for (Thread reader : readers) {
                    reader.join();
                }
                assertEquals(List.of(), torn, "4.3: part of a change set was seen");
                for (Heard ears : heard) {
                    Await.until("the last change was heard", () -> ears.revision.get() == last);
                    assertEquals(List.of(), ears.faults);
                }
                long gaps = agents.stream()
                        .mapToLong(a -> a.status().counts().gaps())
                        .sum();
                long doubles = agents.stream()
                        .mapToLong(a -> a.status().counts().duplicates())
                        .sum();
                assertTrue(gaps > 0 && doubles > 0, "the faults showed: " + gaps + " gaps, " + doubles + " duplicates");
            } finally {
                done.set(true);
                agents.forEach(ParameterAgent::close);
            }
        }
    }

    /** Sections 4.4 (bounded staleness), 4.7 (restart without a network), 4.1 (newer only, across restarts). */
    @Test
    void agent_whenPushIsDeadAndItRestarts_isNeverOlderThanBefore() throws Exception {
        try (TestCloud cloud = TestCloud.embedded();
                TestBoard board = new TestBoard(cloud)) {
            pair(board, 0);
            ParameterAgent first = ParameterAgent.start(options(board, "host").build());
            Await.until("it is registered", () -> first.status().registered());
            String queue = board.queueOf(NAMESPACE, "host");
            cloud.emulators().orElseThrow().sns().faults().cut(queue);
            long written = System.nanoTime();
            pair(board, 1);
            Await.until("polling brings it", () -> first.status().revision() == 2);
            Duration took = Duration.ofNanos(System.nanoTime() - written);
            assertTrue(took.compareTo(POLL.plusSeconds(2)) < 0, "4.4: within a poll interval and a read, not " + took);
            first.close();

            ParameterAgent offline = ParameterAgent.start(AgentOptions.builder()
                    .namespace(new dev.noticeboard.schemas.name.Namespace(NAMESPACE))
                    .agentId("host")
                    .directory(folder.resolve("host"))
                    .region("us-east-1")
                    .dynamoDbEndpoint(java.net.URI.create("http://127.0.0.1:9"))
                    .catchUpOnStart(Duration.ofMillis(100))
                    .build());
            assertEquals(2, offline.status().revision(), "4.1: not older than what was served");
            assertEquals("1", offline.get(NAMESPACE + "/right").orElseThrow());
            offline.close();

            pair(board, 2);
            try (ParameterAgent online =
                    ParameterAgent.start(options(board, "host").build())) {
                assertEquals(3, online.status().revision(), "4.7: it catches up before it serves");
                assertEquals(AgentStatus.State.CURRENT, online.status().state());
            }
        }
    }

    private AgentOptions.Builder options(TestBoard board, String agent) {
        return board.pushed(NAMESPACE, agent).pollInterval(POLL).directory(folder.resolve(agent));
    }

    private static void pair(TestBoard board, int value) {
        String text = Integer.toString(value);
        board.commit(
                NAMESPACE,
                ChangeSetRequest.Item.put(NAMESPACE + "/left", text, null),
                ChangeSetRequest.Item.put(NAMESPACE + "/right", text, null));
    }

    /** Reads both halves of a pair over and over, from one snapshot each time. */
    private static Thread reader(ParameterAgent agent, AtomicBoolean done, List<String> torn) {
        Thread thread = new Thread(() -> {
            long newest = 0;
            while (!done.get()) {
                Snapshot snapshot = agent.snapshot().orElseThrow();
                String left = snapshot.get(NAMESPACE + "/left").orElse("");
                String right = snapshot.get(NAMESPACE + "/right").orElse("");
                if (!left.equals(right)) {
                    torn.add(left + "/" + right + " at revision " + snapshot.revision());
                }
                if (snapshot.revision() < newest) {
                    torn.add("revision " + snapshot.revision() + " after " + newest);
                }
                newest = snapshot.revision();
                Thread.onSpinWait();
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
