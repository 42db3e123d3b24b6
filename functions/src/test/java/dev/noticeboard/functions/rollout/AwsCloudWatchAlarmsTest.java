package dev.noticeboard.functions.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.FakeHttp;
import dev.noticeboard.functions.FakeHttp.Answered;
import dev.noticeboard.functions.FakeHttp.Asked;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/**
 * The adapter over the wire, which is CBOR (RFC 8949). There is no second opinion by {@code moto_server}: up to 5.2.1 its CloudWatch does not
 * know the protocol that this SDK speaks (Smithy RPC v2) and answers 404.
 */
class AwsCloudWatchAlarmsTest {
    private final List<Asked> calls = Collections.synchronizedList(new ArrayList<>());
    private Answered answer = cbor(200, map());
    private final FakeHttp server = new FakeHttp(asked -> {
        calls.add(asked);
        return answer;
    });
    private final Alarms alarms = new AwsCloudWatchAlarms(client(server.endpoint()));

    static CloudWatchClient client(URI endpoint) {
        return CloudWatchClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Answered cbor(int status, String body) {
        return new Answered(
                status,
                Map.of("smithy-protocol", "rpc-v2-cbor", "Content-Type", "application/cbor"),
                body,
                StandardCharsets.ISO_8859_1);
    }

    /** A text of up to 255 characters: 0x78, which is an x, and a byte of its length come first. */
    private static String text(String text) {
        return "x" + (char) text.length() + text;
    }

    /** A map of up to 23 entries: keys and encoded values in turn. */
    private static String map(String... entries) {
        StringBuilder map = new StringBuilder().append((char) (0xa0 + entries.length / 2));
        for (int i = 0; i < entries.length; i += 2) {
            map.append(text(entries[i])).append(entries[i + 1]);
        }
        return map.toString();
    }

    private static String list(String... items) {
        return (char) (0x80 + items.length) + String.join("", items);
    }

    private static String alarm(String name, String state) {
        return map("AlarmName", text(name), "StateValue", text(state));
    }

    @Test
    void states_whenAnswered_areThoseOfMetricAndCompositeAlarms() {
        answer = cbor(
                200,
                map(
                        "MetricAlarms",
                        list(alarm("a", "OK"), alarm("b", "ALARM"), alarm("unasked", "ALARM")),
                        "CompositeAlarms",
                        list(alarm("c", "INSUFFICIENT_DATA"), alarm("d", "A_NEW_ONE"))));
        assertEquals(
                Map.of(
                        "a", Alarms.State.OK,
                        "b", Alarms.State.ALARM,
                        "c", Alarms.State.INSUFFICIENT_DATA,
                        "d", Alarms.State.UNKNOWN,
                        "e", Alarms.State.MISSING),
                alarms.states(List.of("a", "b", "c", "d", "e")));
        assertEquals(1, calls.size());
        assertTrue(calls.get(0).uri().getPath().endsWith("/DescribeAlarms"), calls.toString());
        assertTrue(calls.get(0).body().contains("CompositeAlarm"), calls.toString());
    }

    @Test
    void states_whenThereIsNothingToAsk_costNoCall() {
        assertEquals(Map.of(), alarms.states(List.of()));
        assertEquals(List.of(), calls);
    }

    @Test
    void states_whenCloudWatchFails_areUnknown() {
        answer = cbor(500, map("__type", text("InternalServiceFault")));
        assertEquals(Map.of("a", Alarms.State.UNKNOWN), alarms.states(List.of("a")));
        answer = cbor(403, map("__type", text("AccessDenied")));
        assertEquals(Map.of("a", Alarms.State.UNKNOWN), alarms.states(List.of("a")));
        server.close();
        assertEquals(Map.of("a", Alarms.State.UNKNOWN), alarms.states(List.of("a")));
        assertEquals(Map.of("a", Alarms.State.UNKNOWN), Alarms.none().states(List.of("a")));
    }
}
