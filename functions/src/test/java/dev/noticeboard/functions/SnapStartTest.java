package dev.noticeboard.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.noticeboard.functions.FakeHttp.Answered;
import dev.noticeboard.functions.api.Calls;
import dev.noticeboard.functions.fleet.SnsFakeClient;
import dev.noticeboard.functions.fleet.SqsFakeClient;
import dev.noticeboard.functions.runtime.RenewedRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.crac.Core;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Around a SnapStart snapshot: priming changes nothing and never fails, and no copy draws what another drew. */
class SnapStartTest {
    private static final RenewedRandom RANDOM = new RenewedRandom(Random::new);

    private final SqsFakeClient sqs = new SqsFakeClient();
    private final SnsFakeClient sns = new SnsFakeClient(sqs);
    private final String table = DynamoDbLocal.newTable();
    private final AwsBoard board = AwsBoard.wire(
            DynamoDbLocal.client(),
            sns,
            sqs,
            BoardSettings.defaults(table, "noticeboard", SnsFakeClient.ARN_PREFIX, "https://sqs/retry"),
            Clock.systemUTC());

    @Test
    void priming_ofAllFunctions_readsTheTableAndWritesNothing() {
        board.apiFunction();
        board.agentsFunction();
        board.publishFunction();
        board.redriveFunction();
        board.prime();
        assertEquals(
                0,
                DynamoDbLocal.client()
                        .scan(ScanRequest.builder().tableName(table).build())
                        .count());
        assertEquals(Map.of(), sns.subscriptions());
    }

    @Test
    void priming_sendsTheApiARequestThatWouldBeTaken() {
        APIGatewayProxyRequestEvent event = Priming.dryRun();
        assertEquals(
                200,
                board.httpFunction().handleRequest(event, null).getStatusCode(),
                "a refused one would prime little");
        event.setQueryStringParameters(Map.of());
        assertEquals(200, board.httpFunction().handleRequest(event, null).getStatusCode());
        assertEquals(
                200, board.httpFunction().handleRequest(Priming.agents(), null).getStatusCode());
    }

    @Test
    void hooks_whenTheTableIsOutOfReach_failNeitherSnapshotNorFunction() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (FakeHttp refusing = new FakeHttp(request -> {
            calls.incrementAndGet();
            return Answered.of(400, "{\"__type\":\"com.amazon.coral.service#AccessDeniedException\"}")
                    .with("Content-Type", "application/x-amz-json-1.0");
        })) {
            String property = System.getProperty("aws.endpointUrlDynamoDb", "");
            System.setProperty("aws.endpointUrlDynamoDb", refusing.endpoint().toString());
            try {
                AwsBoard unreachable = AwsBoard.fromEnvironment(Map.of(
                        "AWS_REGION", "us-east-1",
                        "NOTICEBOARD_TABLE", "board",
                        "NOTICEBOARD_TOPIC_ARN_PREFIX", "arn:aws:sns:us-east-1:123456789012:",
                        "NOTICEBOARD_RETRY_QUEUE_URL", "https://sqs/retry"));
                var api = unreachable.httpFunction();
                APIGatewayProxyRequestEvent read = Calls.event("GET", "/namespaces/billing/prod/parameters/a", null);
                int before = api.handleRequest(read, null).getStatusCode();
                assertTrue(before >= 500, () -> "answered " + before);
                calls.set(0);
                SnapStart hooks = new SnapStart(unreachable::prime, RANDOM);
                hooks.beforeCheckpoint(Core.getGlobalContext());
                hooks.afterRestore(Core.getGlobalContext());
                assertNotEquals(0, calls.get());
                assertEquals(before, api.handleRequest(read, null).getStatusCode());
            } finally {
                System.setProperty("aws.endpointUrlDynamoDb", property);
            }
        }
    }

    @Test
    void random_afterARestore_isDrawnFromANewSource() {
        AtomicReference<Random> next = new AtomicReference<>(new Random(1));
        RenewedRandom first = new RenewedRandom(next::get);
        next.set(new Random(1));
        RenewedRandom copy = new RenewedRandom(next::get);
        assertEquals(first.nextLong(), copy.nextLong(), "copies of one snapshot draw the same");
        next.set(new Random(2));
        new SnapStart(() -> {}, first).afterRestore(Core.getGlobalContext());
        next.set(new Random(3));
        new SnapStart(() -> {}, copy).afterRestore(Core.getGlobalContext());
        assertNotEquals(first.nextLong(), copy.nextLong());
    }
}
