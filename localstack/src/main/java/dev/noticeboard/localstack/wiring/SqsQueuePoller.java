package dev.noticeboard.localstack.wiring;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.noticeboard.localstack.emulators.AwsEndpoints;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Lambda's event source mapping of a queue: receives batches, calls the handler, deletes what it processed. What failed
 * stays in the queue and comes again when its visibility times out.
 */
public final class SqsQueuePoller implements AutoCloseable {
    /** SQS: at most 10 messages in a ReceiveMessage. */
    private static final int BATCH = 10;
    /** Short, since a poll under way holds up the close. */
    private static final int WAIT_SECONDS = 1;
    /** The longest that a Lambda function runs. */
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private static final Duration PAUSE_AFTER_ERROR = Duration.ofMillis(500);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(SqsQueuePoller.class);

    private final SqsClient sqs;
    private final String queueUrl;
    private final Clock clock;
    private final RequestHandler<SQSEvent, SQSBatchResponse> function;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /**
     * Starts one.
     *
     * @param sqs stays the caller's to close, after this
     */
    public SqsQueuePoller(
            SqsClient sqs, String queueUrl, Clock clock, RequestHandler<SQSEvent, SQSBatchResponse> function) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.clock = clock;
        this.function = function;
        this.thread = new Thread(this::run, "queue-poller-" + name(queueUrl));
        thread.setDaemon(true);
        thread.start();
    }

    private static String name(String queueUrl) {
        return queueUrl.substring(queueUrl.lastIndexOf('/') + 1);
    }

    private void run() {
        while (closed.getCount() > 0) {
            try {
                List<Message> messages = sqs.receiveMessage(r -> r.queueUrl(queueUrl)
                                .maxNumberOfMessages(BATCH)
                                .waitTimeSeconds(WAIT_SECONDS)
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                                .messageAttributeNames("All"))
                        .messages();
                if (!messages.isEmpty()) {
                    process(messages);
                }
            } catch (SdkException e) {
                if (closed.getCount() > 0) {
                    LOG.warn("the queue {} cannot be read: {}", name(queueUrl), e.toString());
                    pause();
                }
            }
        }
    }

    private void process(List<Message> messages) {
        var event = new SQSEvent();
        event.setRecords(messages.stream().map(this::message).toList());
        SQSBatchResponse answer;
        try {
            answer = function.handleRequest(
                    event, new LocalContext("queue", UUID.randomUUID().toString(), clock, LIMIT));
        } catch (RuntimeException e) {
            LOG.debug("the queue's function failed: {}", e.getClass().getName());
            return;
        }
        Set<String> failed = new java.util.HashSet<>();
        if (answer != null && answer.getBatchItemFailures() != null) {
            answer.getBatchItemFailures().forEach(f -> failed.add(String.valueOf(f.getItemIdentifier())));
        }
        Set<String> ids = messages.stream().map(Message::messageId).collect(Collectors.toSet());
        if (!ids.containsAll(failed)) {
            LOG.warn("the queue's function named a message that it was not given; all of the batch comes again");
            return;
        }
        delete(messages.stream().filter(m -> !failed.contains(m.messageId())).toList());
    }

    private void delete(List<Message> processed) {
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
        for (Message m : processed) {
            entries.add(DeleteMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .receiptHandle(m.receiptHandle())
                    .build());
        }
        if (!entries.isEmpty()) {
            sqs.deleteMessageBatch(r -> r.queueUrl(queueUrl).entries(entries));
        }
    }

    private SQSMessage message(Message from) {
        var message = new SQSMessage();
        message.setMessageId(from.messageId());
        message.setReceiptHandle(from.receiptHandle());
        message.setBody(from.body());
        message.setMd5OfBody(from.md5OfBody());
        message.setEventSource("aws:sqs");
        message.setEventSourceArn(
                "arn:aws:sqs:" + AwsEndpoints.REGION + ":" + AwsEndpoints.ACCOUNT + ":" + name(queueUrl));
        message.setAwsRegion(AwsEndpoints.REGION);
        message.setAttributes(from.attributesAsStrings());
        Map<String, MessageAttribute> attributes = new HashMap<>();
        from.messageAttributes().forEach((name, value) -> {
            var attribute = new MessageAttribute();
            attribute.setDataType(value.dataType());
            attribute.setStringValue(value.stringValue());
            if (value.binaryValue() != null) {
                attribute.setBinaryValue(value.binaryValue().asByteBuffer());
            }
            attributes.put(name, attribute);
        });
        message.setMessageAttributes(attributes);
        return message;
    }

    private void pause() {
        try {
            if (closed.await(PAUSE_AFTER_ERROR.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }

    /** Ends it after the call under way, within a second otherwise. Idempotent. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
