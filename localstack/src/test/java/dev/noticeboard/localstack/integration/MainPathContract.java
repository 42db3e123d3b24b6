package dev.noticeboard.localstack.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.noticeboard.agent.Guard;
import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.localstack.testing.Await;
import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.api.ChangesPage;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.ParameterPage;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.client.ApiAnswer;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A change reaches a host, over the wire, whatever lies beneath: each subclass brings another cloud. Each test has a namespace
 * of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MainPathContract {
    private static final Duration LONG_POLL = Duration.ofSeconds(20);

    /** Set by the subclass before the first test. */
    TestBoard board;

    private final String namespace = "/it/" + UUID.randomUUID().toString().substring(0, 8);

    @AfterAll
    void closeBoard() {
        board.close();
    }

    private String fresh() {
        return "/it/" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static void awaitRegistered(ParameterAgent agent) {
        Await.until("the agent is registered", () -> agent.status().registered());
    }

    @Test
    void put_whenCommitted_reachesTheAgentByPush() {
        String ns = fresh();
        board.put(ns + "/a", "1");
        try (ParameterAgent agent =
                ParameterAgent.start(board.pushed(ns, "host-1").build())) {
            awaitRegistered(agent);
            // An agent reads once more when it is registered; that read may bring one of the two, not both.
            for (String value : List.of("2", "3")) {
                long revision = board.put(ns + "/a", value).revision();
                Await.until("the change arrived", () -> agent.status().revision() == revision);
                assertEquals(value, agent.get(ns + "/a").orElseThrow());
            }
            assertTrue(agent.status().counts().appliedByPush() >= 1, "applied by push");
        }
    }

    @Test
    void changeSet_whenItPutsAndDeletes_arrivesWhole() {
        String ns = fresh();
        board.commit(
                ns,
                ChangeSetRequest.Item.put(ns + "/a", "1", DataType.INTEGER),
                ChangeSetRequest.Item.put(ns + "/b", "1", DataType.INTEGER));
        try (ParameterAgent agent =
                ParameterAgent.start(board.pushed(ns, "host-1").build())) {
            awaitRegistered(agent);
            CommitAnswer answer = board.commit(
                    ns, ChangeSetRequest.Item.put(ns + "/a", "2", null), ChangeSetRequest.Item.delete(ns + "/b", 1L));
            assertEquals(2, answer.revision());
            Await.until("the change set arrived", () -> agent.status().revision() == 2);
            assertEquals(2, agent.getInteger(ns + "/a").orElseThrow());
            assertTrue(agent.get(ns + "/b").isEmpty());
        }
    }

    @Test
    void labelsSettingsAndRules_whenCommitted_moveOnlyTheRevisionOfAnAgent() {
        String ns = fresh();
        board.put(ns + "/a", "1");
        try (ParameterAgent agent =
                ParameterAgent.start(board.pushed(ns, "host-1").build())) {
            awaitRegistered(agent);
            String base = "/namespaces/" + new Namespace(ns).toPath();
            for (String[] write : new String[][] {
                {"PUT", "/labels/a", "{\"label\":\"live\"}"},
                {"PUT", "/settings", "{\"whyRequired\":false,\"keepVersions\":9}"},
                {"PUT", "/rules", "true"},
                {"PUT", "/parameters/a", "{\"value\":\"1\",\"description\":\"new words, no new value\"}"}
            }) {
                ApiAnswer answer = board.client().send(write[0], base + write[1], Map.of(), write[2]);
                assertTrue(answer.ok(), () -> String.join(" ", write) + ": " + answer.problem());
            }
            Await.until("the agent is at the head", () -> agent.status().revision() == 5);
            assertEquals("1", agent.get(ns + "/a").orElseThrow());
            assertEquals(0, agent.status().counts().failedReads());
        }
    }

    @Test
    void changeSet_whenItsValuesAreLarge_arrivesByReference() {
        String ns = fresh();
        board.put(ns + "/a", "1");
        try (ParameterAgent agent =
                ParameterAgent.start(board.pushed(ns, "host-1").build())) {
            awaitRegistered(agent);
            ChangeSetRequest.Item[] items = new ChangeSetRequest.Item[6];
            for (int i = 0; i < items.length; i++) {
                items[i] = ChangeSetRequest.Item.put(ns + "/large-" + i, "ü".repeat(30_000), null);
            }
            long revision = board.commit(ns, items).revision();
            ChangesPage log = TestBoard.accepted(board.api().changes(new Namespace(ns), 1, 10));
            assertFalse(log.changeSets().get(0).inline(), "360 kB are beyond what a log entry holds");
            Await.until("the change set arrived", () -> agent.status().revision() == revision);
            assertEquals(30_000, agent.get(ns + "/large-5").orElseThrow().length());
        }
    }

    /** design.md section 4.4. */
    @Test
    void put_whenTheAgentOnlyPolls_arrivesWithinThePollInterval() {
        String ns = fresh();
        board.put(ns + "/a", "1");
        try (ParameterAgent agent = ParameterAgent.start(
                board.polling(ns, "host-1").pollInterval(Duration.ofMillis(500)).build())) {
            long revision = board.put(ns + "/a", "2").revision();
            Await.until("the change was read", () -> agent.status().revision() == revision);
            assertEquals(1, agent.status().counts().appliedByPoll());
            assertFalse(agent.status().registered());
        }
    }

    /** design.md section 4.2: whoever lost notices catches up at the next one that arrives. */
    @Test
    void notice_whenItShowsAGap_makesTheAgentCatchUpAtOnce() {
        String ns = fresh();
        board.put(ns + "/a", "1");
        try (ParameterAgent agent =
                ParameterAgent.start(board.pushed(ns, "host-1").build())) {
            awaitRegistered(agent);
            Await.until(
                    "it is quiet after the registration", () -> agent.status().confirmedAt() != null);
            String queue = board.queueOf(ns, "host-1");
            ChangeSet none = new ChangeSet(
                    new Namespace(ns),
                    String.valueOf(agent.status().epoch()),
                    9,
                    "x",
                    board.clock().instant(),
                    "test",
                    null,
                    true,
                    0,
                    List.of());
            // A notice of revision 9 where only 1 is: there is nothing to catch up with, and nothing is lost by it.
            String notice = Json.write(dev.noticeboard.schemas.board.Notice.inline(none));
            board.cloud().clients().sqs().sendMessage(r -> r.queueUrl(queue).messageBody(notice));
            Await.until("the gap was counted", () -> agent.status().counts().gaps() == 1);
            assertEquals(1, agent.status().revision());
        }
    }

    @Test
    void notice_whenItIsNone_isCountedAndHarmsNothing() {
        String ns = fresh();
        board.put(ns + "/a", "1");
        try (ParameterAgent agent =
                ParameterAgent.start(board.pushed(ns, "host-1").build())) {
            awaitRegistered(agent);
            String queue = board.queueOf(ns, "host-1");
            for (String body : List.of("not JSON", "{}", "[1]", "{\"noticeboard\":99}")) {
                board.cloud().clients().sqs().sendMessage(r -> r.queueUrl(queue).messageBody(body));
            }
            Await.until("all were counted", () -> agent.status().counts().rejectedNotices() == 4);
            long revision = board.put(ns + "/a", "2").revision();
            Await.until("a good one still arrives", () -> agent.status().revision() == revision);
        }
    }

    @Test
    void agent_whenItsQueueIsDeleted_registersAnewAndMissesNothing() {
        String ns = fresh();
        board.put(ns + "/a", "1");
        try (ParameterAgent agent =
                ParameterAgent.start(board.pushed(ns, "host-1").build())) {
            awaitRegistered(agent);
            String queue = board.queueOf(ns, "host-1");
            board.cloud().clients().sqs().deleteQueue(r -> r.queueUrl(queue));
            long revision = board.put(ns + "/a", "2").revision();
            // A poll that is parked at a queue as it is deleted may be answered at its end only.
            Await.until(
                    "it was read after the new registration",
                    LONG_POLL.multipliedBy(2),
                    () -> agent.status().revision() == revision);
            Await.until(
                    "it has another queue", () -> !board.queueOf(ns, "host-1").equals(queue));
            long next = board.put(ns + "/a", "3").revision();
            Await.until("push works again", () -> agent.status().revision() == next);
        }
    }

    @Test
    void lease_whenItExpired_isSweptWithItsQueue() {
        String ns = fresh();
        board.put(ns + "/a", "1");
        String queue = board.queueOf(ns, "gone-host");
        assertEquals(queue, board.queueOf(ns, "gone-host"), "renewing keeps the queue");
        board.clock().skip(Duration.ofHours(1));
        board.board().functions().sweepFunction().handleRequest(new ScheduledEvent(), null);
        String after = board.queueOf(ns, "gone-host");
        assertNotEquals(queue, after);
        assertEquals(
                204,
                board.client()
                        .send(
                                "DELETE",
                                "/namespaces/" + new Namespace(ns).toPath() + "/agents/gone-host",
                                Map.of(),
                                null)
                        .status());
    }

    /** design.md section 4.6. */
    @Test
    void guard_whenItVetoes_withholdsTheChangeSetAndTheNextOneIsOfferedWithIt() {
        String ns = fresh();
        board.put(ns + "/a", "1");
        board.put(ns + "/b", "1");
        Guard small = change ->
                change.after().getInteger(ns + "/a").orElse(0) > 10 ? Guard.veto("a is too large") : Guard.accept();
        try (ParameterAgent agent =
                ParameterAgent.start(board.pushed(ns, "host-1").guard(small).build())) {
            awaitRegistered(agent);
            long withheld = board.put(ns + "/a", "50").revision();
            Await.until("the revision moves on", () -> agent.status().revision() == withheld);
            assertEquals("1", agent.get(ns + "/a").orElseThrow());
            assertEquals("a is too large", agent.status().withheld().get(0).reason());
            long mended = board.put(ns + "/a", "7").revision();
            Await.until("the correction is served", () -> agent.status().revision() == mended);
            assertEquals("7", agent.get(ns + "/a").orElseThrow());
            assertTrue(agent.status().withheld().isEmpty());
        }
    }

    @Test
    void schema_whenAValueBreaksIt_refusesTheWriteAndMakesNoRevision() {
        String ns = fresh();
        String schema = "{\"type\":\"integer\",\"minimum\":1,\"maximum\":1000}";
        TestBoard.accepted(board.api().bindSchema(new Prefix(new Namespace(ns), ns + "/db"), schema, null));
        ParameterName name = new ParameterName(ns + "/db/pool-size");
        assertInstanceOf(
                Reply.Refused.class, board.api().put(name, PutRequest.of("5000", null, DataType.INTEGER, null, null)));
        Reply<CommitAnswer> good = board.api().put(name, PutRequest.of("50", null, DataType.INTEGER, null, null));
        assertEquals(2, TestBoard.accepted(good).revision(), "binding took revision 1, the refused put none");
        assertEquals(
                "integer",
                TestBoard.accepted(board.api().schemas(new Namespace(ns)))
                        .schemas()
                        .get(0)
                        .schema()
                        .get("type")
                        .asString());
    }

    @Test
    void list_whenThereAreSeveralPages_givesEachNameOnce() {
        String ns = fresh();
        for (int i = 0; i < 3; i++) {
            ChangeSetRequest.Item[] items = new ChangeSetRequest.Item[48];
            for (int k = 0; k < 48; k++) {
                items[k] = ChangeSetRequest.Item.put(ns + "/p/" + i + "-" + k, "v", null);
            }
            board.commit(ns, items);
        }
        board.put(ns + "/other", "x");
        Set<String> names = new TreeSet<>();
        String token = "";
        int pages = 0;
        do {
            var answer = board.client()
                    .send(
                            "GET",
                            "/namespaces/" + new Namespace(ns).toPath() + "/list/under/p",
                            token.isEmpty() ? Map.of("limit", "50") : Map.of("limit", "50", "nextToken", token),
                            null)
                    .as(ParameterPage.class);
            answer.parameters().forEach(p -> assertTrue(names.add(p.name().text()), p + " comes twice"));
            token = answer.nextToken() == null ? "" : answer.nextToken();
            pages++;
        } while (!token.isEmpty());
        assertEquals(144, names.size());
        assertTrue(pages >= 3, pages + " pages");
    }

    /** design.md section 4.7. */
    @Test
    void agent_whenItStartsAnew_servesFromDiskWithoutANetwork(
            @org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) {
        String ns = fresh();
        board.put(ns + "/a", "1");
        try (ParameterAgent agent = ParameterAgent.start(
                board.polling(ns, "host-1").directory(folder).build())) {
            assertEquals("1", agent.get(ns + "/a").orElseThrow());
        }
        try (ParameterAgent agent = ParameterAgent.start(dev.noticeboard.agent.AgentOptions.builder()
                .namespace(new Namespace(ns))
                .region("us-east-1")
                .dynamoDbEndpoint(java.net.URI.create("http://127.0.0.1:9"))
                .directory(folder)
                .catchUpOnStart(Duration.ofMillis(200))
                .build())) {
            assertEquals("1", agent.get(ns + "/a").orElseThrow());
            assertEquals(1, agent.status().revision());
        }
    }

    @Test
    void log_whenRead_isInOrderWithoutAGap() {
        for (int i = 0; i < 5; i++) {
            board.put(namespace + "/counter", Integer.toString(i));
        }
        ChangesPage page = TestBoard.accepted(board.api().changes(new Namespace(namespace), 2, 100));
        assertEquals(5, page.revision());
        assertEquals(
                List.of(3L, 4L, 5L),
                page.changeSets().stream().map(ChangeSet::revision).toList());
    }
}
