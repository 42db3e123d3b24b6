package dev.noticeboard.localstack.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.schemas.api.ChangesPage;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many writers of one namespace at once, through the API: every accepted write is one revision, none is lost. */
@ExtendWith(TestCloudParameter.class)
class ConcurrentWritersIT {
    private static final int WRITERS = 64;
    private static final int WRITES = 1000;
    private static final Namespace NAMESPACE = new Namespace("/writers/it");

    /** design.md section 3: a lost race is retried; the log has no gap. */
    @Test
    void put_whenSixtyFourWriteAtOnce_makesOneRevisionEach(TestCloud cloud) throws Exception {
        try (TestBoard board = new TestBoard(cloud)) {
            AtomicInteger next = new AtomicInteger();
            Callable<List<CommitAnswer>> writer = () -> {
                List<CommitAnswer> answers = new ArrayList<>();
                for (int i = next.getAndIncrement(); i < WRITES; i = next.getAndIncrement()) {
                    answers.add(write(board, i));
                }
                return answers;
            };
            List<CommitAnswer> answers = new ArrayList<>();
            ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
            long begun = System.nanoTime();
            try {
                List<Callable<List<CommitAnswer>>> writers = new ArrayList<>();
                for (int i = 0; i < WRITERS; i++) {
                    writers.add(writer);
                }
                for (Future<List<CommitAnswer>> done : threads.invokeAll(writers)) {
                    answers.addAll(done.get());
                }
            } finally {
                threads.shutdownNow();
            }
            int retries = answers.stream().mapToInt(CommitAnswer::retries).sum();
            int most = answers.stream().mapToInt(CommitAnswer::retries).max().orElse(0);
            System.out.printf(
                    "%d writers, %d writes: %.1f s, %d retries, at most %d for one write%n",
                    WRITERS, WRITES, (System.nanoTime() - begun) / 1e9, retries, most);
            checkLog(board, answers);
        }
    }

    private static CommitAnswer write(TestBoard board, int i) {
        ParameterName name = new ParameterName(NAMESPACE.nameAt("p" + i % 10));
        while (true) {
            Reply<CommitAnswer> reply = board.api().put(name, PutRequest.of("write-" + i, null, null, null, null));
            if (reply instanceof Reply.Accepted<CommitAnswer> accepted) {
                return accepted.value();
            }
            Reply.Refused<CommitAnswer> refused = (Reply.Refused<CommitAnswer>) reply;
            assertEquals(429, refused.status(), "only lost races may refuse a write");
        }
    }

    private static void checkLog(TestBoard board, List<CommitAnswer> answers) {
        assertEquals(WRITES, answers.size());
        Map<Long, CommitAnswer> byRevision = new HashMap<>();
        answers.forEach(a -> assertTrue(byRevision.put(a.revision(), a) == null, "one revision, one write"));
        long after = 0;
        Map<ParameterName, Long> versions = new HashMap<>();
        while (after < WRITES) {
            ChangesPage page = TestBoard.accepted(board.api().changes(NAMESPACE, after, 100));
            assertEquals(WRITES, page.revision(), "no revision but those that were answered");
            for (ChangeSet changeSet : page.changeSets()) {
                assertEquals(after + 1, changeSet.revision(), "in order, without a gap");
                after = changeSet.revision();
                assertEquals(byRevision.get(after).changeSet(), changeSet.id());
                Change.Put put = (Change.Put) changeSet.changes().get(0);
                assertEquals(versions.merge(put.name(), 1L, Long::sum), put.version(), "versions have no gap either");
            }
        }
    }
}
