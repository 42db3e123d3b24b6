package dev.noticeboard.localstack.roles;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.noticeboard.cdk.Handler;
import dev.noticeboard.functions.publish.Parked;
import dev.noticeboard.localstack.testing.Await;
import dev.noticeboard.localstack.wiring.DynamoDbChangeStream;
import dev.noticeboard.localstack.wiring.StreamCheckpoints;
import dev.noticeboard.localstack.wiring.StreamPoller;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.table.TableKeys;
import java.util.List;
import java.util.Map;

/** What is committed is published from the stream, what cannot be is parked, and what is parked is published again. */
final class PublishScenario {
    private static final Namespace NAMESPACE = new Namespace("/roles/publish");

    private final RecordedBoard board;

    PublishScenario(RecordedBoard board) {
        this.board = board;
    }

    /** All of it. */
    void run() {
        Calling api = new Calling(board, NAMESPACE);
        api.done("PUT", "agents/host-1", "");
        StreamPoller poller = StreamPoller.start(
                new DynamoDbChangeStream(board.clients().dynamoDbStreams(), board.streamArn()),
                StreamPoller.Options.from(StreamPoller.Start.LATEST),
                board.clock(),
                new StreamCheckpoints(),
                StreamPoller::isLogInsert,
                board.function(Handler.PUBLISH).publishFunction(),
                discarded -> {});
        try {
            api.put("a", Map.of("value", "1"));
            Await.until(
                    "the stream's entry is published",
                    () -> board.recorder(Handler.PUBLISH).calls().keySet().stream()
                            .anyMatch(call -> call.action().equals("sns:Publish")));
        } finally {
            poller.close();
        }
        board.function(Handler.PUBLISH).publishFunction().handleRequest(unreadable(), board.context(Handler.PUBLISH));
        board.function(Handler.REDRIVE).redriveFunction().handleRequest(parked(), board.context(Handler.REDRIVE));
    }

    /** As a newer version of the functions might have written it. */
    private static DynamodbEvent unreadable() {
        Map<String, AttributeValue> keys = Map.of(
                TableKeys.PARTITION, new AttributeValue().withS(TableKeys.log(NAMESPACE)),
                TableKeys.SORT, new AttributeValue().withS(TableKeys.padded(1)));
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setEventName("INSERT");
        record.setDynamodb(
                new StreamRecord().withKeys(keys).withNewImage(Map.of("revision", new AttributeValue().withS("x"))));
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of(record));
        return event;
    }

    private static SQSEvent parked() {
        SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
        message.setMessageId("m");
        message.setBody(Json.write(new Parked(NAMESPACE, 1)));
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        return event;
    }
}
