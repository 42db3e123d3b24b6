package dev.noticeboard.functions.store;

import static dev.noticeboard.functions.store.Fixtures.NS;
import static dev.noticeboard.functions.store.Fixtures.done;
import static dev.noticeboard.functions.store.Fixtures.name;
import static dev.noticeboard.functions.store.Fixtures.present;
import static dev.noticeboard.functions.store.Fixtures.put;
import static dev.noticeboard.functions.store.Fixtures.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.DynamoDbLocal;
import dev.noticeboard.functions.runtime.Pauses;
import dev.noticeboard.functions.validate.ChangeValidator;
import dev.noticeboard.functions.validate.SchemaRules;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.table.TableKeys;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** The commit protocol over the wire, with the real pauses. */
@DisplayName("Commit protocol on DynamoDB (design.md section 3)")
class DynamoDbCommitTest {
    private final String table = DynamoDbLocal.newTable();

    private BoardStore store(DynamoDbClient client) {
        return new DynamoDbBoardStore(client, table, Duration.ofDays(90));
    }

    private static Committer committer(BoardStore store) {
        return new Committer(
                store,
                new SchemaRules(),
                ChangeValidator.none(),
                Fixtures.SETTINGS,
                Clock.systemUTC(),
                Pauses.system(),
                new SecureRandom());
    }

    @Test
    void writers_when64WriteAThousandTimes_eachWriteIsOneRevision() throws Exception {
        write(1, 64, 1000);
    }

    @Test
    void writers_whenTheyShareNothingButTheTable_eachWriteIsOneRevision() throws Exception {
        write(8, 1, 200);
    }

    /** Writes with as many committers as there are processes, each of so many writers. */
    private void write(int processes, int writersEach, int writes) throws Exception {
        BoardStore store = store(DynamoDbLocal.client());
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(processes * writersEach);
        List<CommitAnswer> answers = new ArrayList<>();
        long start = System.nanoTime();
        try {
            List<Future<List<CommitAnswer>>> futures = new ArrayList<>();
            for (int p = 0; p < processes; p++) {
                Committer committer = committer(store);
                for (int w = 0; w < writersEach; w++) {
                    futures.add(pool.submit(() -> {
                        List<CommitAnswer> own = new ArrayList<>();
                        for (int n = next.getAndIncrement(); n < writes; n = next.getAndIncrement()) {
                            own.add(done(committer.commit(request(put("p" + n % 100, "value " + n)))));
                        }
                        return own;
                    }));
                }
            }
            for (Future<List<CommitAnswer>> future : futures) {
                answers.addAll(future.get(120, TimeUnit.SECONDS));
            }
        } finally {
            pool.shutdownNow();
        }
        int[] retries =
                answers.stream().mapToInt(CommitAnswer::retries).sorted().toArray();
        System.out.printf(
                "%d writes by %d writers of %d processes in %.1f s; retries: median %d, 99 %% %d, most %d, all %d%n",
                writes,
                processes * writersEach,
                processes,
                (System.nanoTime() - start) / 1e9,
                retries[writes / 2],
                retries[writes * 99 / 100],
                retries[writes - 1],
                Arrays.stream(retries).sum());
        assertEquals(
                LongStream.rangeClosed(1, writes).boxed().toList(),
                answers.stream().map(CommitAnswer::revision).sorted().toList());
        assertLogIsWhole(store, answers);
    }

    /** A reader of the log sees every accepted write, in order, each with the version it was answered. */
    private static void assertLogIsWhole(BoardStore store, List<CommitAnswer> answers) {
        List<ChangeSet> log = new ArrayList<>();
        List<ChangeSet> page;
        do {
            page = store.log(NS, log.size(), 100, Long.MAX_VALUE).changeSets();
            log.addAll(page);
        } while (!page.isEmpty());
        assertEquals(answers.size(), log.size());
        for (CommitAnswer answer : answers) {
            ChangeSet entry = log.get((int) answer.revision() - 1);
            assertEquals(answer.revision(), entry.revision());
            assertEquals(answer.changeSet(), entry.id());
        }
    }

    @Test
    void timeOut_whenItCameAfterTheCommit_makesNoSecondRevision() {
        AtomicInteger sent = new AtomicInteger();
        DynamoDbClient deaf = DynamoDbLocal.client(new ExecutionInterceptor() {
            @Override
            public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
                if (context.request() instanceof TransactWriteItemsRequest && sent.incrementAndGet() <= 3) {
                    throw SdkClientException.create("injected: the answer did not arrive");
                }
            }
        });
        CommitAnswer answer = done(committer(store(deaf)).commit(request(put("a", "1"))));
        assertEquals(1, answer.revision());
        assertTrue(sent.get() > 1, "it was sent again");
        BoardStore store = store(DynamoDbLocal.client());
        assertEquals(1, store.head(NS).orElseThrow().revision());
        assertEquals(1, store.log(NS, 0, 100, Long.MAX_VALUE).changeSets().size());
        assertEquals(
                1,
                store.current(List.of(name("a")), true).stream()
                        .findFirst()
                        .map(Parameter::version)
                        .orElseThrow());
    }

    @Test
    void items_whenCommitted_areNativeAttributesWithKeysAndTimeToLive() {
        done(committer(store(DynamoDbLocal.client())).commit(request(put("db/x", "1"))));
        Map<String, AttributeValue> log = item(TableKeys.log(NS), TableKeys.padded(1));
        assertEquals(true, at(log, "inline").bool());
        assertEquals("put", at(at(log, "changes").l().get(0).m(), "kind").s());
        assertTrue(
                Long.parseLong(at(log, TableKeys.TTL).n()) > Clock.systemUTC().millis() / 1000);
        assertEquals(
                "1", at(item(TableKeys.log(NS), TableKeys.HEAD), "revision").n());
        assertEquals(
                "1",
                at(item(TableKeys.history(name("db/x")), TableKeys.padded(1)), "value")
                        .s());
        assertEquals(
                "1",
                at(item(TableKeys.namespace(NS), TableKeys.parameter(name("db/x"))), "version")
                        .n());
        assertEquals(
                NS.text(),
                at(item(TableKeys.NAMESPACES, NS.text()), "namespace").s());
    }

    private static AttributeValue at(Map<String, AttributeValue> item, String attribute) {
        return present(item.get(attribute));
    }

    private Map<String, AttributeValue> item(String partition, String sort) {
        return DynamoDbLocal.client()
                .getItem(r -> r.tableName(table).key(DynamoDbDocuments.startKey(partition, sort)))
                .item();
    }
}
