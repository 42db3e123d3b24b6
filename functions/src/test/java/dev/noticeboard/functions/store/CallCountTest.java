package dev.noticeboard.functions.store;

import static dev.noticeboard.functions.store.Fixtures.NS;
import static dev.noticeboard.functions.store.Fixtures.bind;
import static dev.noticeboard.functions.store.Fixtures.delete;
import static dev.noticeboard.functions.store.Fixtures.done;
import static dev.noticeboard.functions.store.Fixtures.key;
import static dev.noticeboard.functions.store.Fixtures.put;
import static dev.noticeboard.functions.store.Fixtures.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.DynamoDbLocal;
import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.api.Apis;
import dev.noticeboard.functions.operations.Client;
import dev.noticeboard.functions.operations.HandlerFront;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.ParameterPage;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.name.Prefix;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** How many calls of DynamoDB an operation costs. */
@DisplayName("Calls of DynamoDB")
class CallCountTest {
    private final ConcurrentLinkedQueue<SdkRequest> calls = new ConcurrentLinkedQueue<>();
    private final String table = DynamoDbLocal.newTable();

    /** A store as a process has it that begins now. */
    private DynamoDbBoardStore coldStore() {
        return new DynamoDbBoardStore(
                DynamoDbLocal.client(new ExecutionInterceptor() {
                    @Override
                    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                        calls.add(context.request());
                    }
                }),
                table,
                Duration.ofDays(90));
    }

    private static Committer committer(DynamoDbBoardStore store) {
        return Fixtures.committer(store, new ManualTime(), UUID.randomUUID().getMostSignificantBits());
    }

    private List<String> counted() {
        List<String> names = calls.stream()
                .map(r -> r.getClass().getSimpleName().replace("Request", ""))
                .toList();
        calls.clear();
        return names;
    }

    @Test
    void put_whenAnything_isOneConsistentBatchAndOneTransaction() {
        List<String> expected = List.of("BatchGetItem", "TransactWriteItems");
        Committer first = committer(coldStore());
        done(first.commit(request(put("db/x", "1"))));
        assertEquals(expected, counted(), "the first of a namespace");
        done(first.commit(request(bind("/billing/prod/db", "true"))));
        calls.clear();
        done(first.commit(request(key("k", "h"), put("db/x", "2"))));
        assertTrue(calls.stream()
                .filter(BatchGetItemRequest.class::isInstance)
                .map(BatchGetItemRequest.class::cast)
                .flatMap(r -> r.requestItems().values().stream())
                .allMatch(KeysAndAttributes::consistentRead));
        assertEquals(expected, counted(), "with a schema and an idempotency key");
        Committer cold = committer(coldStore());
        done(cold.commit(request(put("db/x", "3"))));
        assertEquals(expected, counted(), "in a process that knows no schema yet");
        done(cold.commit(request(put("db/x", "3"))));
        assertEquals(List.of("BatchGetItem"), counted(), "what changes nothing writes nothing");
        Wish[] many = IntStream.range(0, 48).mapToObj(i -> put("many" + i, "v")).toArray(Wish[]::new);
        done(cold.commit(request(many)));
        assertEquals(expected, counted(), "48 changes");
        done(first.commit(request(put("db/x", "4"), new Wish.Label("", Fixtures.name("db/x"), "live", null, null))));
        assertEquals(expected, counted(), "with a label");
    }

    private static WriteRequest newcomers(int from) {
        return request(key("import-" + from, "h"), puts(from, 48));
    }

    private static Wish[] puts(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> put("new" + i, "v"))
                .toArray(Wish[]::new);
    }

    @Test
    void put_inAnImport_isOneTransactionAfterTwoChangeSetsOfNewParameters() {
        List<String> read = List.of("BatchGetItem", "TransactWriteItems");
        List<String> guessed = List.of("TransactWriteItems");
        Committer committer = committer(coldStore());
        done(committer.commit(newcomers(0)));
        done(committer.commit(newcomers(48)));
        calls.clear();
        assertEquals(3, done(committer.commit(newcomers(96))).revision());
        assertEquals(guessed, counted());
        assertEquals(4, done(committer.commit(newcomers(144))).revision());
        assertEquals(guessed, counted());

        assertEquals(5, done(committer.commit(request(puts(180, 48)))).revision());
        assertEquals(List.of("TransactWriteItems", "BatchGetItem", "TransactWriteItems"), counted(), "some were there");
        assertEquals(6, done(committer.commit(newcomers(300))).revision());
        assertEquals(read, counted(), "a wrong guess ends the run");
    }

    @Test
    void put_inAnImport_isReadForWhereAnotherProcessWroteOrTheAnswerIsKeptOrThereAreRules() {
        List<String> lost = List.of("TransactWriteItems", "BatchGetItem", "TransactWriteItems");
        Committer committer = committer(coldStore());
        Committer other = committer(coldStore());
        done(committer.commit(newcomers(0)));
        CommitAnswer second = done(committer.commit(newcomers(48)));
        done(other.commit(request(put("new96", "other"))));
        calls.clear();
        CommitAnswer after = done(committer.commit(newcomers(96)));
        assertEquals(lost, counted());
        assertEquals(4, after.revision());
        assertEquals(2, after.parameters().get(0).version(), "the other's is version 1");

        done(committer.commit(newcomers(200)));
        done(committer.commit(newcomers(248)));
        calls.clear();
        assertEquals(second, done(committer.commit(newcomers(48))));
        assertEquals(List.of("TransactWriteItems", "BatchGetItem"), counted(), "sent again, it is answered again");

        done(committer.commit(newcomers(300)));
        done(committer.commit(newcomers(348)));
        done(committer.commit(request(new Wish.Bind("", Prefix.whole(NS), true, "true", false, null))));
        calls.clear();
        done(committer.commit(newcomers(400)));
        assertEquals(List.of("BatchGetItem", "Query", "TransactWriteItems"), counted());
    }

    @Test
    void put_ofLessThanHalfAChangeSet_isNeverGuessed() {
        Committer committer = committer(coldStore());
        for (int from = 0; from < 144; from += 48) {
            done(committer.commit(newcomers(from)));
        }
        calls.clear();
        done(committer.commit(request(puts(200, 23))));
        assertEquals(List.of("BatchGetItem", "TransactWriteItems"), counted());
    }

    @Test
    void put_whenAnotherProcessBoundASchemaSince_readsThatSchemaOnce() {
        Committer committer = committer(coldStore());
        done(committer.commit(request(put("db/x", "1"))));
        done(committer(coldStore()).commit(request(bind("/billing/prod/db", "true"))));
        calls.clear();
        done(committer.commit(request(put("db/x", "2"))));
        assertEquals(List.of("BatchGetItem", "BatchGetItem", "TransactWriteItems"), counted());
        done(committer.commit(request(put("db/x", "3"))));
        assertEquals(List.of("BatchGetItem", "TransactWriteItems"), counted());
    }

    @Test
    void put_whenTheNamespaceHasRules_readsItsParametersOnceMore() {
        Committer committer = committer(coldStore());
        done(committer.commit(request(put("a", "1"))));
        done(committer.commit(request(new Wish.Bind("", Prefix.whole(NS), true, "true", false, null))));
        calls.clear();
        done(committer.commit(request(put("a", "2"))));
        assertEquals(List.of("BatchGetItem", "Query", "TransactWriteItems"), counted());
    }

    @Test
    void put_whenItWritesFlags_readsTheOtherParametersOnceMoreAndNoOtherDoes() {
        Committer committer = committer(coldStore());
        done(committer.commit(request(put("a", "{\"flags\":{}}", DataType.FLAGS), put("b", "1"))));
        calls.clear();
        done(committer.commit(request(put("b", "2"))));
        done(committer.commit(request(delete("a"))));
        assertEquals(
                List.of("BatchGetItem", "TransactWriteItems", "BatchGetItem", "TransactWriteItems"),
                counted(),
                "neither another data type nor a delete");
        done(committer.commit(request(put("a", "{\"flags\":{}}", DataType.FLAGS))));
        assertEquals(List.of("BatchGetItem", "Query", "TransactWriteItems"), counted());
        done(committer.commit(request(put("a", "{\"flags\":{} }"))));
        assertEquals(
                List.of("BatchGetItem", "BatchGetItem", "Query", "TransactWriteItems"),
                counted(),
                "where the data type is the parameter's, it is read first");
    }

    @Test
    void list_whenTenThousandSmallParameters_takesElevenCalls() {
        DynamoDbBoardStore store = coldStore();
        Client client = new Client(HandlerFront.of(Apis.over(store)));
        for (int i = 0; i < 10_000; i += 48) {
            int from = i;
            client.call("POST", "changesets")
                    .body(Map.of(
                            "changes",
                            IntStream.range(from, Math.min(from + 48, 10_000))
                                    .mapToObj(
                                            n -> Map.of("kind", "put", "name", client.name("p" + n), "value", "v" + n))
                                    .toList()))
                    .commit();
        }
        calls.clear();
        int requests = 0;
        int found = 0;
        String token = null;
        do {
            Client.Call call = client.call("GET", "list").query("limit", 1000);
            ParameterPage page = (token == null ? call : call.query("nextToken", token)).as(ParameterPage.class);
            requests++;
            found += page.parameters().size();
            token = page.nextToken();
        } while (token != null);
        assertEquals(10_000, found);
        assertEquals(10, requests);
        assertEquals(11, counted().size());
    }

    @Test
    void get_whenNotAskedToBeConsistent_isNot() {
        DynamoDbBoardStore store = coldStore();
        Client client = new Client(HandlerFront.of(Apis.over(store)));
        client.put("a", "1");
        for (boolean consistent : new boolean[] {true, false}) {
            calls.clear();
            client.call("GET", "parameters/a").query("consistent", consistent).send();
            SdkRequest read = calls.iterator().next();
            assertEquals(1, calls.size());
            assertEquals(consistent, isConsistent(read));
        }
    }

    private static boolean isConsistent(SdkRequest read) {
        if (read instanceof GetItemRequest get) {
            return get.consistentRead();
        }
        return ((BatchGetItemRequest) read)
                .requestItems().values().stream().anyMatch(k -> Boolean.TRUE.equals(k.consistentRead()));
    }
}
