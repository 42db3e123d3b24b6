package dev.noticeboard.functions.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.schemas.json.Json;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;

/** A stranger's opinion: what the adapter sends reaches a rule's target over {@code moto_server}, where it is installed. */
class AwsEventBridgeMotoTest {
    private static final long START_SECONDS = 30;

    private @Nullable Process server;
    private URI endpoint;

    @BeforeEach
    void start() throws IOException {
        boolean installed = Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
                .anyMatch(folder -> new File(folder, "moto_server").canExecute());
        if (!installed) {
            System.out.println("SKIPPED: EventBridge over moto, because no moto_server is on the PATH");
        }
        assumeTrue(installed, "moto_server is not on the PATH");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        server = new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        endpoint = URI.create("http://127.0.0.1:" + port);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!listens(port)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("moto_server does not listen within " + START_SECONDS + " s");
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.destroy();
        }
    }

    @Test
    void events_whenARuleMatchesTheirSource_reachItsTarget() {
        try (EventBridgeClient bus = AwsEventBridgeTest.client(endpoint);
                SqsClient sqs = SqsClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            String queue = sqs.createQueue(r -> r.queueName("policies")).queueUrl();
            String arn = sqs.getQueueAttributes(r -> r.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                    .attributes()
                    .get(QueueAttributeName.QUEUE_ARN);
            bus.putRule(r -> r.name("all").eventPattern("{\"source\":[\"noticeboard\"]}"));
            bus.putTargets(
                    r -> r.rule("all").targets(Target.builder().id("q").arn(arn).build()));
            new AwsEventBridge(bus, "default", new ManualTime(), new Random(1)).publish(AwsEventBridgeTest.some(12));
            TreeSet<String> ids = new TreeSet<>();
            for (int i = 0; i < 2; i++) {
                sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10))
                        .messages()
                        .forEach(m -> {
                            JsonNode event = Json.tree(m.body());
                            assertEquals(
                                    "Parameter Expiring",
                                    event.get("detail-type").stringValue());
                            ids.add(event.at("/detail/id").stringValue());
                        });
            }
            assertEquals(12, ids.size());
        }
    }
}
