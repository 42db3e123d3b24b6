package dev.noticeboard.functions.store;

import static dev.noticeboard.functions.store.Fixtures.NS;
import static dev.noticeboard.functions.store.Fixtures.name;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.DynamoDbLocal;
import dev.noticeboard.functions.runtime.Pauses;
import dev.noticeboard.functions.validate.About;
import dev.noticeboard.functions.validate.ChangeValidator;
import dev.noticeboard.functions.validate.SchemaRules;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Parameter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The client of DynamoDB throttles, loses requests, times out after the commit, and reports conflicts and cancellations, under
 * three writers at once: no revision is made twice, and no acknowledged write is lost (design.md section 3).
 */
@DisplayName("Faults of DynamoDB's client (design.md section 3)")
class DynamoDbFaultInjectionTest {
    private static final List<String> PATHS = List.of("a", "b", "c");
    private static final int WRITERS = 3;
    private static final int WRITES = 25;

    private enum Fault {
        THROTTLED,
        LOST_BEFORE,
        TIMED_OUT_AFTER,
        CONFLICT,
        CANCELLED_FOR_CAPACITY
    }

    private final String table = DynamoDbLocal.newTable();
    private final Set<Fault> injected = EnumSet.noneOf(Fault.class);

    private record Write(List<Wish> wishes, Outcome outcome) {}

    /** Fails a third of the transactions in one way or another. */
    private final class Faulty implements ExecutionInterceptor {
        private final Random random;
        private final Map<String, Fault> after = new HashMap<>();

        Faulty(long seed) {
            this.random = new Random(seed);
        }

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (!(context.request() instanceof TransactWriteItemsRequest t) || random.nextInt(3) > 0) {
                return;
            }
            Fault[] all = Fault.values();
            Fault fault = all[random.nextInt(all.length)];
            synchronized (injected) {
                injected.add(fault);
            }
            switch (fault) {
                case THROTTLED ->
                    throw ProvisionedThroughputExceededException.builder()
                            .awsErrorDetails(AwsErrorDetails.builder()
                                    .errorCode("ProvisionedThroughputExceededException")
                                    .build())
                            .statusCode(400)
                            .build();
                case LOST_BEFORE -> throw SdkClientException.create("injected: connection refused");
                case CONFLICT -> throw cancelled("TransactionConflict");
                case CANCELLED_FOR_CAPACITY -> throw cancelled("ThrottlingError");
                case TIMED_OUT_AFTER -> after.put(t.clientRequestToken(), fault);
            }
        }

        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof TransactWriteItemsRequest t
                    && after.remove(t.clientRequestToken()) != null) {
                throw ApiCallTimeoutException.create(1);
            }
        }
    }

    private static TransactionCanceledException cancelled(String code) {
        return TransactionCanceledException.builder()
                .statusCode(400)
                .cancellationReasons(
                        CancellationReason.builder().code("None").build(),
                        CancellationReason.builder().code(code).build())
                .build();
    }

    @Test
    void writers_whenTheClientFailsInAnyWay_makeEachRevisionOnceAndLoseNone() throws Exception {
        List<Write> writes = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                long seed = i;
                running.add(threads.submit(() -> write(seed, writes)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        BoardStore store = new DynamoDbBoardStore(DynamoDbLocal.client(), table, Duration.ofDays(90));
        List<ChangeSet> log = store.log(NS, 0, 10_000, Long.MAX_VALUE).changeSets();
        Set<String> ids = new HashSet<>();
        log.forEach(entry -> assertTrue(ids.add(entry.id()), "one request made two revisions"));
        Set<String> acknowledged = new HashSet<>();
        for (Write write : writes) {
            assertTrue(write.outcome() instanceof Outcome.Done, write.outcome().toString());
            String id = ((Outcome.Done) write.outcome()).answer().changeSet();
            if (id != null) {
                acknowledged.add(id);
            }
            ChangeSet committed = ((Outcome.Done) write.outcome()).committed();
            if (committed != null) {
                assertEquals(log.get((int) committed.revision() - 1), committed, "what is published at once");
            }
        }
        assertEquals(acknowledged, ids, "what is in the log and what was acknowledged");
        assertEquals(EnumSet.allOf(Fault.class), injected, "every fault happened");
        stored(store, SequentialModel.of(log));
    }

    private void write(long seed, List<Write> writes) {
        Random random = new Random(seed);
        BoardStore store = new DynamoDbBoardStore(DynamoDbLocal.client(new Faulty(seed)), table, Duration.ofDays(90));
        Committer committer = new Committer(
                store,
                new SchemaRules(),
                ChangeValidator.none(),
                Fixtures.SETTINGS,
                Clock.systemUTC(),
                Pauses.system(),
                new SecureRandom());
        for (int n = 0; n < WRITES; n++) {
            List<Wish> wishes = wishes(random);
            Outcome outcome =
                    committer.commit(new WriteRequest(NS, new Wishes(wishes, List.of()), null, "w" + seed, null));
            synchronized (writes) {
                writes.add(new Write(wishes, outcome));
            }
        }
    }

    private static List<Wish> wishes(Random random) {
        String path = PATHS.get(random.nextInt(PATHS.size()));
        Wish put = new Wish.Put("", name(path), "v" + random.nextInt(50), null, null, About.KEEP, null);
        return switch (random.nextInt(4)) {
            case 0 -> List.of(new Wish.Delete("", name(path), null));
            case 1 -> List.of(put, new Wish.Label("", name(path), "live", null, null));
            default -> List.of(put);
        };
    }

    private static void stored(BoardStore store, SequentialModel model) {
        for (String path : PATHS) {
            SequentialModel.Param expected = model.at(model.revision(), name(path));
            List<Parameter> history = store.history(name(path), Long.MAX_VALUE, 1000, Long.MAX_VALUE)
                    .versions();
            assertEquals(expected.version(), history.size());
            assertEquals(
                    Stream.ofNullable(expected.value()).toList(),
                    store.current(List.of(name(path)), true).stream()
                            .map(Parameter::value)
                            .flatMap(Stream::ofNullable)
                            .toList());
            assertEquals(
                    expected.labels(), new TreeMap<>(store.labels(name(path)).versions()));
        }
    }
}
