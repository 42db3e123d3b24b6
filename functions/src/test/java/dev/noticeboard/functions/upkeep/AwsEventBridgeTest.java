package dev.noticeboard.functions.upkeep;

import static dev.noticeboard.functions.store.Fixtures.NS;
import static dev.noticeboard.functions.store.Fixtures.name;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.FakeHttp;
import dev.noticeboard.functions.FakeHttp.Answered;
import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.json.Json;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import tools.jackson.databind.JsonNode;

/** The adapter over the wire, against a bus that refuses some. */
class AwsEventBridgeTest {
    /** So many refusals in a row refuse every second entry, more refuse all. */
    private static final int FEW = 10;

    private final ManualTime time = new ManualTime();
    /** The events of each call. */
    private final List<List<JsonNode>> calls = Collections.synchronizedList(new ArrayList<>());

    private UnaryOperator<Answered> fault = UnaryOperator.identity();
    private int refusals;

    private final FakeHttp bus = new FakeHttp(asked -> {
        assertEquals("AWSEvents.PutEvents", asked.headers().get("X-Amz-Target"));
        List<JsonNode> entries =
                Json.tree(asked.body()).get("Entries").valueStream().toList();
        calls.add(entries);
        List<Map<String, String>> results = new ArrayList<>();
        int failed = 0;
        for (int i = 0; i < entries.size(); i++) {
            boolean refuse = refusals > 0 && (i % 2 == 1 || refusals > FEW);
            failed += refuse ? 1 : 0;
            results.add(
                    refuse
                            ? Map.of("ErrorCode", "ThrottlingException", "ErrorMessage", "m")
                            : Map.of("EventId", "e" + i));
        }
        refusals--;
        return fault.apply(Answered.of(200, Json.write(Map.of("FailedEntryCount", failed, "Entries", results))));
    });

    private final AwsEventBridge events = new AwsEventBridge(client(bus.endpoint()), "alarms", time, new Random(1));

    static EventBridgeClient client(URI endpoint) {
        return EventBridgeClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    static List<BoardEvent> some(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> BoardEvent.of(
                        BoardEvent.Kind.EXPIRING, name("p" + i), 7, Instant.parse("2026-11-22T10:00:00Z"), "soon"))
                .toList();
    }

    @AfterEach
    void stop() {
        bus.close();
    }

    @Test
    void publish_whenTaken_sendsTenACallWithAllThatAConsumerNeeds() {
        events.publish(List.of());
        events.publish(some(23));
        assertEquals(List.of(10, 10, 3), calls.stream().map(List::size).toList());
        JsonNode first = calls.get(0).get(0);
        assertEquals("noticeboard", first.get("Source").stringValue());
        assertEquals("Parameter Expiring", first.get("DetailType").stringValue());
        assertEquals("alarms", first.get("EventBusName").stringValue());
        assertEquals(
                Json.tree(
                        "{\"id\":\"/billing/prod/p0@7/expiring\",\"namespace\":\"/billing/prod\","
                                + "\"name\":\"/billing/prod/p0\",\"version\":7,\"at\":\"2026-11-22T10:00:00Z\",\"text\":\"soon\"}"),
                Json.tree(first.get("Detail").stringValue()));
    }

    @Test
    void publish_whenOfARollout_tellsItsTransition() {
        Instant at = Instant.parse("2026-11-22T10:00:00Z");
        Rollout.Figures figures = new Rollout.Figures(5, 2, 1, 1, 2, List.of("x"));
        events.publish(List.of(new BoardEvent.OfRollout(
                NS,
                "r1",
                new Rollout.Transition(
                        41, at, Rollout.State.ROLLING_BACK, false, 1, 1_000, "noticeboard:conductor", "no", figures))));
        JsonNode entry = calls.get(0).get(0);
        assertEquals("Rollout Rolling Back", entry.get("DetailType").stringValue());
        assertEquals(
                Json.tree("{\"id\":\"r1@41\",\"namespace\":\"/billing/prod\",\"rollout\":\"r1\",\"revision\":41,"
                        + "\"at\":\"2026-11-22T10:00:00Z\",\"state\":\"rolling-back\",\"paused\":false,\"step\":1,"
                        + "\"share\":1000,\"by\":\"noticeboard:conductor\",\"reason\":\"no\",\"figures\":{\"cohort\":5,"
                        + "\"applied\":2,\"vetoed\":1,\"unhealthy\":1,\"silent\":2,\"alarms\":[\"x\"]}}"),
                Json.tree(entry.get("Detail").stringValue()));
    }

    @Test
    void publish_whenSomeAreRefused_sendsThoseAgain() {
        refusals = 2;
        events.publish(some(10));
        assertEquals(List.of(10, 5, 2), calls.stream().map(List::size).toList());
        assertTrue(calls.get(1).get(0).get("Detail").stringValue().contains("p1@"));
        assertTrue(calls.get(2).get(1).get("Detail").stringValue().contains("p7@"));
    }

    @Test
    void publish_whenSomeAreRefusedForGood_saysHowManyAndWhy() {
        refusals = 100;
        EventsUnavailableException e = assertThrows(EventsUnavailableException.class, () -> events.publish(some(4)));
        assertEquals("events not taken: 4 (ThrottlingException)", e.getMessage());
    }

    @Test
    void publish_whenTheBusFails_saysSo() {
        fault = answer -> Answered.of(500, "{}");
        EventsUnavailableException e = assertThrows(EventsUnavailableException.class, () -> events.publish(some(2)));
        assertTrue(String.valueOf(e.getMessage()).startsWith("events not taken: 2 ("), e.getMessage());
    }
}
