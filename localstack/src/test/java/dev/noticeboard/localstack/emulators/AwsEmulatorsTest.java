package dev.noticeboard.localstack.emulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.localstack.bootstrap.AwsBootstrap;
import dev.noticeboard.localstack.bootstrap.BoardNames;
import dev.noticeboard.localstack.testing.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

@DisplayName("design.md section 7: the embedded default")
class AwsEmulatorsTest {
    @Test
    void start_whenInMemory_servesAllThreeQuietlyAndOnLoopbackOnly() throws Exception {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        long started = System.nanoTime();
        try (var emulators = AwsEmulators.start(AwsEmulators.Options.inMemory())) {
            long ready = System.nanoTime();
            AwsBootstrap.create(emulators.clients(), BoardNames.of("board"));
            assertEquals(
                    List.of("board"),
                    emulators.clients().dynamoDb().listTables().tableNames());
            assertTrue(emulators.clients().sns().listTopics().topics().isEmpty());
            System.err.printf(
                    "emulators up after %d ms, table and queue after %d ms%n",
                    (ready - started) / 1_000_000, (System.nanoTime() - started) / 1_000_000);
            AwsEndpoints e = emulators.endpoints();
            for (URI endpoint : List.of(e.dynamoDb(), e.sqs(), e.sns())) {
                assertTrue(accepts(InetAddress.getLoopbackAddress(), endpoint.getPort()), endpoint.toString());
                for (InetAddress other : otherAddresses()) {
                    assertFalse(accepts(other, endpoint.getPort()), endpoint + " from " + other);
                }
            }
        } finally {
            System.setOut(out);
        }
        assertEquals("", printed.toString(StandardCharsets.UTF_8));
    }

    private static List<InetAddress> otherAddresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(a -> !a.isLoopbackAddress())
                .toList();
    }

    private static boolean accepts(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 500);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void start_whenTheFolderWasUsedBefore_findsTableItemsAndTimeToLive(@TempDir Path folder) {
        Map<String, AttributeValue> item = Map.of(
                "pk", AttributeValue.fromS("ns#/a/b"),
                "sk", AttributeValue.fromS("param#/a/b/c"),
                "value", AttributeValue.fromS("kept"));
        String stream;
        try (var first = AwsEmulators.start(AwsEmulators.Options.in(folder.resolve("deep/er")))) {
            stream =
                    AwsBootstrap.create(first.clients(), BoardNames.of("board")).streamArn();
            first.clients().dynamoDb().putItem(r -> r.tableName("board").item(item));
        }
        try (var second = AwsEmulators.start(AwsEmulators.Options.in(folder.resolve("deep/er")))) {
            assertEquals(
                    stream,
                    AwsBootstrap.create(second.clients(), BoardNames.of("board"))
                            .streamArn());
            assertEquals(
                    item,
                    second.clients()
                            .dynamoDb()
                            .getItem(r -> r.tableName("board").key(Map.of("pk", item.get("pk"), "sk", item.get("sk"))))
                            .item());
        }
    }

    @Test
    void start_whenAPortIsTaken_saysWhichAndLeavesNothingRunning() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Set<Thread> before = Thread.getAllStackTraces().keySet();
            int port = taken.getLocalPort();
            for (AwsEmulators.Options options : List.of(
                    new AwsEmulators.Options(port, 0, 0, null),
                    new AwsEmulators.Options(0, port, 0, null),
                    new AwsEmulators.Options(0, 0, port, null))) {
                var e = assertThrows(UncheckedIOException.class, () -> AwsEmulators.start(options));
                assertTrue(String.valueOf(e.getMessage()).contains("port " + port), e.toString());
            }
            awaitNoneBeside(before);
        }
    }

    @Test
    void close_whenUsed_leavesNoThreadBehind() {
        try (var warm = AwsEmulators.start(AwsEmulators.Options.inMemory())) {
            AwsBootstrap.create(warm.clients(), BoardNames.of("board"));
        }
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        var emulators = AwsEmulators.start(AwsEmulators.Options.inMemory());
        AwsBootstrap.create(emulators.clients(), BoardNames.of("board"));
        emulators.close();
        emulators.close();
        awaitNoneBeside(before);
    }

    private static void awaitNoneBeside(Set<Thread> before) {
        Set<String> jdk = Set.of("Keep-Alive-Timer", "process reaper", "CompletableFutureDelayScheduler");
        try {
            Await.until("no thread is left", () -> left(before, jdk).isEmpty());
        } catch (AssertionError e) {
            throw new AssertionError("left: " + left(before, jdk), e);
        }
    }

    private static Set<String> left(Set<Thread> before, Set<String> jdk) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> !before.contains(t) && !jdk.contains(t.getName()))
                .map(Thread::getName)
                .collect(Collectors.toSet());
    }

    @Test
    void bootstrap_whenTheTableIsAnother_refusesAndSaysWhy() {
        try (var emulators = AwsEmulators.start(AwsEmulators.Options.inMemory())) {
            emulators
                    .clients()
                    .dynamoDb()
                    .createTable(r -> r.tableName("board")
                            .attributeDefinitions(AttributeDefinition.builder()
                                    .attributeName("id")
                                    .attributeType(ScalarAttributeType.S)
                                    .build())
                            .keySchema(KeySchemaElement.builder()
                                    .attributeName("id")
                                    .keyType(KeyType.HASH)
                                    .build())
                            .provisionedThroughput(p -> p.readCapacityUnits(1L).writeCapacityUnits(1L)));
            var e = assertThrows(
                    IllegalStateException.class,
                    () -> AwsBootstrap.create(emulators.clients(), BoardNames.of("board")));
            assertTrue(String.valueOf(e.getMessage()).contains("other keys than pk and sk"), e.toString());
        }
    }

    @Test
    void bootstrap_whenTheTableIsOfAnOlderVersion_addsTheIndexThatItLacks(@TempDir Path folder) {
        Map<String, AttributeValue> item = Map.of(
                "pk", AttributeValue.fromS("ns#/a/b"),
                "sk", AttributeValue.fromS("param#/a/b/c"),
                "due", AttributeValue.fromS("due"),
                "dueAt", AttributeValue.fromN("5"),
                "value", AttributeValue.fromS("kept"));
        try (var older = AwsEmulators.start(AwsEmulators.Options.in(folder))) {
            older.clients()
                    .dynamoDb()
                    .createTable(r -> r.tableName("board")
                            .billingMode(BillingMode.PAY_PER_REQUEST)
                            .attributeDefinitions(text("pk"), text("sk"))
                            .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                            .streamSpecification(s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)));
            older.clients().dynamoDb().putItem(r -> r.tableName("board").item(item));
        }
        for (int start = 0; start < 2; start++) {
            try (var newer = AwsEmulators.start(AwsEmulators.Options.in(folder))) {
                AwsBootstrap.create(newer.clients(), BoardNames.of("board"));
                assertEquals(
                        List.of(Map.of(
                                "pk", item.get("pk"),
                                "sk", item.get("sk"),
                                "due", item.get("due"),
                                "dueAt", item.get("dueAt"))),
                        newer.clients()
                                .dynamoDb()
                                .query(r -> r.tableName("board")
                                        .indexName("due")
                                        .keyConditionExpression("due = :due AND dueAt <= :now")
                                        .expressionAttributeValues(Map.of(
                                                ":due", AttributeValue.fromS("due"),
                                                ":now", AttributeValue.fromN("5"))))
                                .items());
            }
        }
    }

    @Test
    void bootstrap_whenTheIndexIsAnother_refusesAndSaysWhatToDo() {
        try (var emulators = AwsEmulators.start(AwsEmulators.Options.inMemory())) {
            emulators
                    .clients()
                    .dynamoDb()
                    .createTable(r -> r.tableName("board")
                            .billingMode(BillingMode.PAY_PER_REQUEST)
                            .attributeDefinitions(text("pk"), text("sk"))
                            .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                            .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                                    .indexName("due")
                                    .keySchema(key("sk", KeyType.HASH))
                                    .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY))
                                    .build())
                            .streamSpecification(s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)));
            var e = assertThrows(
                    IllegalStateException.class,
                    () -> AwsBootstrap.create(emulators.clients(), BoardNames.of("board")));
            assertTrue(String.valueOf(e.getMessage()).contains("has other keys than due and dueAt"), e.toString());
        }
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    @Test
    void environment_whenGivenToAStandardClient_pointsItHere() {
        AwsEndpoints endpoints = new AwsEndpoints(
                URI.create("http://127.0.0.1:1"), URI.create("http://127.0.0.1:2"), URI.create("http://127.0.0.1:3"));
        assertEquals("http://127.0.0.1:1", endpoints.environment().get("AWS_ENDPOINT_URL_DYNAMODB_STREAMS"));
        assertEquals("http://127.0.0.1:2", endpoints.environment().get("AWS_ENDPOINT_URL_SQS"));
        assertEquals("us-east-1", endpoints.environment().get("AWS_REGION"));
    }
}
