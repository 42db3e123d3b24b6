package dev.noticeboard.functions;

import static dev.noticeboard.functions.store.Fixtures.present;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.noticeboard.functions.api.Calls;
import dev.noticeboard.functions.fleet.SnsFakeClient;
import dev.noticeboard.functions.fleet.SqsFakeClient;
import dev.noticeboard.functions.runtime.MisconfiguredException;
import dev.noticeboard.functions.store.DynamoDbDocuments;
import dev.noticeboard.functions.store.DynamoDbRolloutItems;
import dev.noticeboard.functions.upkeep.BoardEvent;
import dev.noticeboard.functions.validate.ChangeValidator;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.HistoryPage;
import dev.noticeboard.schemas.api.Registration;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.rollout.Strategies;
import dev.noticeboard.schemas.table.TableKeys;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All functions wired together, over DynamoDB Local and fakes of SNS and SQS. */
class AwsBoardTest {
    private static final String NS = "/namespaces/billing/prod";
    private static final Context CONTEXT = Contexts.of("request-1", null);

    private final ManualTime time = new ManualTime();
    private final SqsFakeClient sqs = new SqsFakeClient();
    private final SnsFakeClient sns = new SnsFakeClient(sqs);
    private final String retryQueue = sqs.createQueue(r -> r.queueName("retry")).queueUrl();
    private final AwsBoard board = AwsBoard.wire(
            DynamoDbLocal.client(),
            sns,
            sqs,
            BoardSettings.defaults(DynamoDbLocal.newTable(), "noticeboard", SnsFakeClient.ARN_PREFIX, retryQueue),
            time);
    private final RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> http = board.httpFunction();

    private APIGatewayProxyResponseEvent send(String method, String path, String body) {
        return http.handleRequest(Calls.event(method, path, body), CONTEXT);
    }

    /** The stream's record of a new log entry that cannot be read, which leads to the retry queue. */
    private static DynamodbEvent unreadable(String marker) {
        Map<String, AttributeValue> keys = Map.of(
                TableKeys.PARTITION, new AttributeValue().withS("log#/billing/prod"),
                TableKeys.SORT, new AttributeValue().withS(TableKeys.padded(1)));
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setEventName("INSERT");
        record.setDynamodb(
                new StreamRecord().withKeys(keys).withNewImage(Map.of("revision", new AttributeValue().withS(marker))));
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of(record));
        return event;
    }

    private SQSEvent parked() {
        SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
        message.setMessageId("m");
        message.setBody(sqs.queue(retryQueue).messages().get(0));
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        return event;
    }

    @Test
    void change_whenPutAndPublished_reachesTheAgentsQueueUntilItIsSwept() {
        Registration agent = Calls.as(send("PUT", NS + "/agents/host-1", ""), Registration.class);
        assertEquals(
                1,
                Calls.as(send("PUT", NS + "/parameters/a", "{\"value\":\"1\"}"), CommitAnswer.class)
                        .revision());
        assertTrue(board.publishFunction()
                .handleRequest(unreadable("x"), CONTEXT)
                .getBatchItemFailures()
                .isEmpty());
        assertTrue(board.redriveFunction()
                .handleRequest(parked(), CONTEXT)
                .getBatchItemFailures()
                .isEmpty());
        List<String> messages = sqs.queue(agent.queueUrl()).messages();
        assertEquals(1, messages.size());
        assertTrue(messages.get(0).startsWith("{\"noticeboard\":1"), messages.get(0));
        time.pause(Duration.ofHours(1));
        board.sweepFunction().handleRequest(new ScheduledEvent(), CONTEXT);
        assertTrue(sns.subscriptions().isEmpty());
    }

    @Test
    void upkeep_whenDue_expiresParametersAndTrimsHistories() {
        List<BoardEvent> told = new ArrayList<>();
        String table = DynamoDbLocal.newTable();
        AwsBoard telling = AwsBoard.wire(
                DynamoDbLocal.client(),
                sns,
                sqs,
                ChangeValidator.none(),
                told::addAll,
                BoardSettings.defaults(table, "noticeboard", SnsFakeClient.ARN_PREFIX, retryQueue),
                time);
        var api = telling.httpFunction();
        String expiry = time.instant().plusSeconds(60).toString();
        for (String value : List.of("1", "2", "3")) {
            api.handleRequest(
                    Calls.event(
                            "PUT",
                            NS + "/parameters/a",
                            Json.write(Map.of("value", value, "policies", Map.of("expiresAt", expiry)))),
                    CONTEXT);
        }
        api.handleRequest(Calls.event("PUT", NS + "/settings", "{\"whyRequired\":false,\"keepVersions\":2}"), CONTEXT);
        time.pause(Duration.ofSeconds(60));
        telling.policyFunction().handleRequest(new ScheduledEvent(), CONTEXT);
        assertEquals(
                List.of("/billing/prod/a@3/expired"),
                told.stream().map(BoardEvent::id).toList());
        telling.retentionFunction().handleRequest(new ScheduledEvent(), CONTEXT);
        HistoryPage history =
                Calls.as(api.handleRequest(Calls.event("GET", NS + "/history/a", null), CONTEXT), HistoryPage.class);
        assertEquals(2, history.versions().size());
        board.policyFunction().handleRequest(new ScheduledEvent(), CONTEXT);
    }

    @Test
    void conductor_whenThereIsNoRollout_hasNothingToDoHoweverItIsCalled() {
        ConductorFunction conductor = board.conductorFunction();
        conductor.handleRequest(Map.of("source", "aws.events"), CONTEXT);
        conductor.handleRequest(Map.of("namespace", "/billing/prod"), CONTEXT);
        conductor.handleRequest(Map.of("namespace", "no namespace"), CONTEXT);
        conductor.handleRequest(Map.of("namespace", 7), CONTEXT);
    }

    @Test
    void conductor_whenCalled_looksAtAllOrAtTheNamespaceOnly() {
        Namespace namespace = new Namespace("/billing/prod");
        List<BoardEvent> told = new ArrayList<>();
        String table = DynamoDbLocal.newTable();
        AwsBoard telling = AwsBoard.wire(
                DynamoDbLocal.client(),
                sns,
                sqs,
                ChangeValidator.none(),
                told::addAll,
                BoardSettings.defaults(table, "noticeboard", SnsFakeClient.ARN_PREFIX, retryQueue),
                time);
        Rollout started = new Rollout(
                namespace,
                "r",
                "e",
                3,
                Rollout.State.ADVANCING,
                null,
                null,
                present(Strategies.SHIPPED.get("all-at-once")),
                List.of(),
                0,
                0,
                List.of(),
                "me",
                null,
                time.instant(),
                time.instant(),
                null,
                0,
                List.of(new Rollout.Transition(
                        3, time.instant(), Rollout.State.ADVANCING, false, 0, 0, "me", "started", null)));
        DynamoDbDocuments.table(DynamoDbLocal.client(), table).putItem(DynamoDbRolloutItems.item(started));
        ConductorFunction conductor = telling.conductorFunction();
        conductor.handleRequest(Map.of("namespace", "/other"), CONTEXT);
        assertEquals(List.of(), told);
        conductor.handleRequest(Map.of("namespace", "/billing/prod"), CONTEXT);
        assertEquals(List.of("r@3"), told.stream().map(BoardEvent::id).toList());
        conductor.handleRequest(Map.of("source", "aws.events"), CONTEXT);
        assertEquals(1, told.size());
    }

    @Test
    void http_whenThePathIsOfAgents_goesToThemOnly() {
        assertEquals(200, send("GET", "/namespaces", "").getStatusCode());
        assertEquals(404, send("GET", "/elsewhere", "").getStatusCode());
        assertEquals(405, send("POST", NS + "/agents/host-1", "").getStatusCode());
        assertEquals(200, send("GET", NS + "/agents", "").getStatusCode());
        assertEquals(200, send("GET", NS + "/convergence", "").getStatusCode());
        assertEquals(404, send("GET", NS + "/parameters/agents", "").getStatusCode());
        assertEquals(
                200, send("PUT", NS + "/parameters/agents", "{\"value\":\"1\"}").getStatusCode());
    }

    @Test
    void log_whenAnythingHappens_neverHoldsAValue() {
        String marker = "m4rk3r-value";
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            send("PUT", NS + "/schemas/db", "{\"type\":\"integer\"}");
            String put = Json.write(Map.of("value", marker));
            for (String path : List.of("a", "db/a", "%61")) {
                send("PUT", NS + "/parameters/" + path, put);
                send("PUT", NS + "/parameters/" + path, put + marker);
                send("PUT", NS + "/parameters/" + path, "{\"valeu\":\"" + marker + "\"}");
                send("PUT", NS + "/parameters/" + path, "{\"value\":{\"" + marker + "\":1}}");
            }
            send("PUT", NS + "/parameters/a", Json.write(Map.of("value", marker, "dataType", "json")));
            String expiry = time.instant().plusSeconds(1).toString();
            send(
                    "PUT",
                    NS + "/parameters/e",
                    Json.write(Map.of("value", marker, "policies", Map.of("expiresAt", expiry))));
            time.pause(Duration.ofSeconds(1));
            board.policyFunction().handleRequest(new ScheduledEvent(), CONTEXT);
            send("PUT", NS + "/schemas/x", "{\"$ref\":\"#\"}");
            send("GET", NS + "/parameters/a", "");
            send("GET", NS + "/list", "");
            board.publishFunction().handleRequest(unreadable(marker), CONTEXT);
            sns.down(true);
            board.redriveFunction().handleRequest(parked(), CONTEXT);
            board.sweepFunction().handleRequest(new ScheduledEvent(), CONTEXT);
        } finally {
            System.setErr(before);
        }
        String text = log.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("publishing revision 4 of /billing/prod failed"), text);
        assertTrue(text.contains("Parameter Expired: deleted at revision 4 (/billing/prod/e@1/expired)"), text);
        assertFalse(text.contains(marker), text);
    }

    @Test
    void environment_whenComplete_makesClientsAndOtherwiseSaysWhatIsMissing() {
        assertThrows(MisconfiguredException.class, () -> AwsBoard.fromEnvironment(Map.of()));
        assertThrows(MisconfiguredException.class, ApiFunction::new);
        assertThrows(MisconfiguredException.class, AgentsFunction::new);
        assertThrows(MisconfiguredException.class, PublishFunction::new);
        assertThrows(MisconfiguredException.class, RedriveFunction::new);
        assertThrows(MisconfiguredException.class, SweepFunction::new);
        assertThrows(MisconfiguredException.class, PolicyFunction::new);
        assertThrows(MisconfiguredException.class, RetentionFunction::new);
        assertThrows(MisconfiguredException.class, ReportsFunction::new);
        // The region is the one that DynamoDbLocal set.
        assertNotNull(AwsBoard.fromEnvironment(Map.of(
                "NOTICEBOARD_TABLE", "board",
                "NOTICEBOARD_TOPIC_ARN_PREFIX", "arn:aws:sns:eu-west-1:123456789012:",
                "NOTICEBOARD_RETRY_QUEUE_URL", "https://sqs/retry")));
    }
}
