package dev.noticeboard.localstack.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.SnapshotChange;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.api.Write;
import dev.noticeboard.localstack.testing.Await;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.Convergence;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Notice;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** docs/restore.md on the embedded services: an older copy of the table comes back under live agents. */
@DisplayName("design.md section 2: another epoch, after a restore from a backup")
@Timeout(180)
class RestoreFromBackupIT {
    private static final Namespace NAMESPACE = new Namespace("/restore/it");
    private static final ParameterName NAME = new ParameterName("/restore/it/a");
    private static final Duration POLL = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    /** What the parameter was at each epoch and revision. */
    private final Map<String, String> truth = new ConcurrentHashMap<>();
    /** What agents served, at which epoch and revision. */
    private final List<Heard> heard = Collections.synchronizedList(new ArrayList<>());

    private record Heard(String agent, String place, String text) {}

    private CommitAnswer put(TestBoard board, String value) {
        ParameterName name = NAME;
        CommitAnswer answer = TestBoard.accepted(board.api().put(name, PutRequest.of(value, null, null, null, null)));
        truth.put(answer.epoch() + " " + answer.revision(), value);
        return answer;
    }

    private void heard(String agent, SnapshotChange change) {
        Value after = change.changes().get(0).after();
        heard.add(
                new Heard(agent, change.epoch() + " " + change.toRevision(), after == null ? "nothing" : after.text()));
    }

    private ParameterAgent agent(TestBoard board, String id, boolean pushed) {
        AgentOptions.Builder options =
                pushed ? board.pushed(NAMESPACE.text(), id) : board.polling(NAMESPACE.text(), id);
        return ParameterAgent.start(options.pollInterval(POLL)
                .reportDelay(Duration.ofMillis(100))
                .removeLeaseOnClose(false)
                .directory(folder.resolve(id))
                .listener(change -> heard(id, change))
                .build());
    }

    private void serves(ParameterAgent agent, CommitAnswer answer) {
        Await.until(
                "revision " + answer.revision() + " of epoch " + answer.epoch() + " is served",
                () -> answer.epoch() != null
                        && answer.epoch().equals(agent.status().epoch())
                        && agent.status().revision() == answer.revision());
        assertEquals(
                truth.get(answer.epoch() + " " + answer.revision()),
                agent.find(NAME.text()).orElseThrow().text());
    }

    @Test
    void olderCopy_whenItsEpochIsRenewed_isTakenOverByAllAndNoReusedNumberIsBelieved() {
        try (TestCloud cloud = TestCloud.embedded()) {
            TestBoard lost = new TestBoard(cloud);
            CommitAnswer first = put(lost, "old 1");
            put(lost, "old 2");
            TableCopy backup = TableCopy.of(cloud.clients().dynamoDb(), lost.table());
            put(lost, "old 3");
            put(lost, "old 4");
            CommitAnswer newest = put(lost, "old 5");
            Map<String, Boolean> fleet = new HashMap<>(Map.of("pushed", true, "polling", false, "late", true));
            Map<String, ParameterAgent> agents = new HashMap<>();
            fleet.forEach((id, pushed) -> agents.put(id, agent(lost, id, pushed)));
            agents.values().forEach(a -> serves(a, newest));

            // The table is lost: hosts go on with what they have.
            lost.stop();
            String table = cloud.newName();
            backup.restoreTo(cloud.clients().dynamoDb(), table);
            try (TestBoard restored = new TestBoard(lost, table)) {
                agents.values().forEach(a -> assertEquals(5, a.status().revision()));
                assertRefusedUntilRenewed(restored);

                // A host that already reads the restored table, which is older than what it served.
                agents.get("pushed").close();
                agents.put("pushed", agent(restored, "pushed", true));
                assertEquals(5, agents.get("pushed").status().revision(), "promise 1: not older than before");
                assertEquals("old 5", agents.get("pushed").get(NAME.text()).orElseThrow());

                Write renewal = Write.newEpoch(NAMESPACE, "restored");
                String key = UUID.randomUUID().toString();
                CommitAnswer renewed = TestBoard.accepted(restored.api().commit(renewal, key));
                assertEquals(3, renewed.revision());
                assertNotEquals(first.epoch(), renewed.epoch());
                truth.put(renewed.epoch() + " " + renewed.revision(), "old 2");
                assertEquals(renewed, TestBoard.accepted(restored.api().commit(renewal, key)), "one key, one epoch");
                // Revisions 4 and 5 of the new epoch are others than those that the hosts have served.
                put(restored, "new 4");
                put(restored, "new 5");
                serves(agents.get("pushed"), put(restored, "new 6"));
                for (String id : List.of("polling", "late")) {
                    assertEquals("old 5", agents.get(id).get(NAME.text()).orElseThrow(), "still at the lost table");
                    agents.get(id).close();
                    agents.put(id, agent(restored, id, fleet.getOrDefault(id, false)));
                }
                CommitAnswer last = put(restored, "new 7");
                agents.values().forEach(a -> serves(a, last));
                stray(restored, first, last);
                Await.until("all agents with a lease say so", () -> converged(restored, last.revision()));
                CommitAnswer end = put(restored, "new 8");
                agents.values().forEach(a -> serves(a, end));
                for (Heard one : List.copyOf(heard)) {
                    assertEquals(truth.get(one.place()), one.text(), one.toString());
                }
                assertTrue(heard.size() >= 3, "each agent was told of it");
            } finally {
                agents.values().forEach(ParameterAgent::close);
                lost.removeTable();
            }
        }
    }

    private static void assertRefusedUntilRenewed(TestBoard restored) {
        Reply<CommitAnswer> refused = restored.api().put(NAME, PutRequest.of("too early", null, null, null, null));
        var problem = assertInstanceOf(Reply.Refused.class, refused).problem();
        assertTrue(problem != null && problem.shortType().equals("epoch-needed"), String.valueOf(problem));
        assertEquals(
                2, TestBoard.accepted(restored.api().changes(NAMESPACE, 0, 100)).revision());
    }

    /** A notice of the lost table that was under way for all this time. */
    private static void stray(TestBoard board, CommitAnswer old, CommitAnswer last) {
        ChangeSet next = new ChangeSet(
                NAMESPACE,
                String.valueOf(old.epoch()),
                last.revision() + 1,
                "stray",
                Instant.EPOCH,
                "nobody",
                null,
                true,
                0,
                List.of(new Change.Put(NAME, 99, ParameterType.STRING, DataType.TEXT, "poison")));
        board.cloud()
                .clients()
                .sqs()
                .sendMessage(r -> r.queueUrl(board.queueOf(NAMESPACE.text(), "pushed"))
                        .messageBody(Json.write(Notice.inline(next))));
    }

    private static boolean converged(TestBoard board, long revision) {
        Convergence c = TestBoard.accepted(board.api().convergence(NAMESPACE, revision));
        return c.converged() && c.liveAgents() >= 2;
    }
}
