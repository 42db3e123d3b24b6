package dev.noticeboard.localstack.wiring;

import static dev.noticeboard.localstack.testing.Maps.at;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.noticeboard.localstack.bootstrap.AwsBootstrap;
import dev.noticeboard.localstack.bootstrap.BoardNames;
import dev.noticeboard.localstack.emulators.AwsEmulators;
import dev.noticeboard.localstack.testing.Await;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@SuppressWarnings("try") // A poller works by being open.
class DynamoDbChangeStreamTest extends ChangeStreamContract {
    private static AwsEmulators emulators;
    private String table = "";
    private String arn = "";

    @BeforeAll
    static void start() {
        emulators = AwsEmulators.start(AwsEmulators.Options.inMemory());
    }

    @AfterAll
    static void stop() {
        emulators.close();
    }

    @BeforeEach
    void createTable() {
        table = "t-" + UUID.randomUUID();
        arn = AwsBootstrap.create(emulators.clients(), BoardNames.of(table)).streamArn();
    }

    @Override
    ChangeStream stream() {
        return new DynamoDbChangeStream(emulators.clients().dynamoDbStreams(), arn);
    }

    @Override
    void insert(String pk) {
        put(pk, Map.of());
    }

    private void put(String pk, Map<String, AttributeValue> more) {
        Map<String, AttributeValue> item = new java.util.HashMap<>(more);
        item.put("pk", AttributeValue.fromS(pk));
        item.put("sk", AttributeValue.fromS("x"));
        emulators.clients().dynamoDb().putItem(r -> r.tableName(table).item(item));
    }

    @Test
    void poll_whenATableIsWritten_passesOnTheLogsInsertsOnly() {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (var poller = StreamPoller.start(
                stream(),
                StreamPoller.Options.from(StreamPoller.Start.LATEST),
                Clock.systemUTC(),
                new StreamCheckpoints(),
                StreamPoller::isLogInsert,
                (event, context) -> {
                    event.getRecords()
                            .forEach(r ->
                                    seen.add(at(r.getDynamodb().getKeys(), "pk").getS()));
                    return null;
                },
                discarded -> {})) {
            insert("ns#/a");
            insert("log#/a");
            put("log#/a", Map.of("again", AttributeValue.fromBool(true)));
            insert("log#/b");
            Await.until("the second insert", () -> seen.size() >= 2);
        }
        assertEquals(List.of("log#/a", "log#/b"), seen);
    }

    @Test
    void record_whenItHasEveryType_keepsThem() {
        put(
                "all",
                Map.of(
                        "n", AttributeValue.fromN("1.5"),
                        "b", AttributeValue.fromB(SdkBytes.fromUtf8String("b")),
                        "t", AttributeValue.fromBool(true),
                        "z", AttributeValue.fromNul(true),
                        "ss", AttributeValue.fromSs(List.of("s")),
                        "ns", AttributeValue.fromNs(List.of("2")),
                        "bs", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("c"))),
                        "l", AttributeValue.fromL(List.of(AttributeValue.fromS("in"))),
                        "m", AttributeValue.fromM(Map.of("k", AttributeValue.fromS("v")))));
        ChangeStream stream = stream();
        var image = stream.read(stream.iterator(stream.shards().get(0).id(), new ChangeStream.Position.Oldest()), 1)
                .records()
                .get(0)
                .getDynamodb()
                .getNewImage();
        assertEquals(Set.of("pk", "sk", "n", "b", "t", "z", "ss", "ns", "bs", "l", "m"), image.keySet());
        assertEquals("1.5", at(image, "n").getN());
        assertEquals(ByteBuffer.wrap(new byte[] {'b'}), at(image, "b").getB());
        assertEquals(true, at(image, "t").getBOOL());
        assertEquals(true, at(image, "z").getNULL());
        assertEquals(List.of("s"), at(image, "ss").getSS());
        assertEquals(List.of("2"), at(image, "ns").getNS());
        assertEquals(List.of(ByteBuffer.wrap(new byte[] {'c'})), at(image, "bs").getBS());
        assertEquals("in", at(image, "l").getL().get(0).getS());
        assertEquals("v", at(at(image, "m").getM(), "k").getS());
    }
}
