package dev.noticeboard.localstack.wiring;

import static dev.noticeboard.localstack.testing.Maps.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.noticeboard.localstack.emulators.AwsEmulators;
import dev.noticeboard.localstack.testing.Await;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@DisplayName("design.md section 7: the event source mapping of a queue")
@SuppressWarnings("try") // A poller works by being open.
class SqsQueuePollerTest {
    private static AwsEmulators emulators;
    private static SqsClient sqs;
    private final List<SQSMessage> seen = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        emulators = AwsEmulators.start(AwsEmulators.Options.inMemory());
        sqs = emulators.clients().sqs();
    }

    @AfterAll
    static void stop() {
        emulators.close();
    }

    private static String queue() {
        return sqs.createQueue(r -> r.queueName("q-" + UUID.randomUUID())
                        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1")))
                .queueUrl();
    }

    private static void send(String queue, String... bodies) {
        for (String body : bodies) {
            sqs.sendMessage(r -> r.queueUrl(queue)
                    .messageBody(body)
                    .messageAttributes(Map.of(
                            "kind",
                            MessageAttributeValue.builder()
                                    .dataType("String")
                                    .stringValue("report")
                                    .build())));
        }
    }

    private long count(String body) {
        return seen.stream().filter(m -> m.getBody().equals(body)).count();
    }

    private static boolean empty(String queue) {
        var attributes = sqs.getQueueAttributes(r -> r.queueUrl(queue)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
        return attributes.values().stream().allMatch("0"::equals);
    }

    private SqsQueuePoller poller(String queue, RequestHandler<SQSEvent, SQSBatchResponse> function) {
        return new SqsQueuePoller(sqs, queue, Clock.systemUTC(), (event, context) -> {
            seen.addAll(event.getRecords());
            return function.handleRequest(event, context);
        });
    }

    @Test
    void poll_whenSomeFail_deletesTheRestAndGivesThoseAgain() {
        String queue = queue();
        send(queue, "good", "bad", "fine");
        try (var poller = poller(queue, (event, context) -> {
            var failures = event.getRecords().stream()
                    .filter(m -> m.getBody().equals("bad") && count("bad") < 3)
                    .map(m -> new SQSBatchResponse.BatchItemFailure(m.getMessageId()))
                    .toList();
            return new SQSBatchResponse(failures);
        })) {
            Await.until("bad came three times", () -> count("bad") == 3);
            Await.until("the queue is empty", () -> empty(queue));
        }
        assertEquals(1, count("good"));
        assertEquals(1, count("fine"));
        SQSMessage message = seen.get(0);
        assertEquals("report", at(message.getMessageAttributes(), "kind").getStringValue());
        assertEquals("aws:sqs", message.getEventSource());
        assertTrue(message.getEventSourceArn().startsWith("arn:aws:sqs:us-east-1:000000000000:q-"));
        assertTrue(
                message.getAttributes().containsKey("SenderId"),
                message.getAttributes().toString());
    }

    @Test
    void poll_whenTheFunctionThrows_givesAllAgain() {
        String queue = queue();
        send(queue, "a", "b");
        try (var poller = poller(queue, (event, context) -> {
            if (count("a") + count("b") < 4) {
                throw new IllegalStateException("not yet");
            }
            return null;
        })) {
            Await.until("the queue is empty", () -> empty(queue));
        }
        assertTrue(count("a") >= 2, "a came again");
        assertTrue(count("b") >= 2, "b came again");
    }

    @Test
    void poll_whenAnUnknownMessageIsNamed_givesAllAgain() {
        String queue = queue();
        send(queue, "a");
        try (var poller = poller(
                queue,
                (event, context) -> count("a") < 2
                        ? new SQSBatchResponse(List.of(new SQSBatchResponse.BatchItemFailure("nobody")))
                        : new SQSBatchResponse(List.of()))) {
            Await.until("a came twice", () -> count("a") == 2);
            Await.until("the queue is empty", () -> empty(queue));
        }
    }

    @Test
    void poll_whenTheQueueIsMadeLater_begins() {
        String name = "later-" + UUID.randomUUID();
        String url = emulators.endpoints().sqs() + "/000000000000/" + name;
        try (var poller = poller(url, (event, context) -> null)) {
            sqs.createQueue(r -> r.queueName(name));
            send(url, "x");
            Await.until("x came", () -> count("x") == 1);
        }
    }
}
