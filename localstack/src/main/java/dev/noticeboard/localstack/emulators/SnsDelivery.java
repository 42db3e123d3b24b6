package dev.noticeboard.localstack.emulators;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** Carries published messages to the subscribed queues: many queues at once, each queue in order, at least once. */
final class SnsDelivery implements AutoCloseable {
    private final SqsSender sqs;
    private final URI sqsEndpoint;
    private final DeliveryFaults faults;
    private final SnsCounters counters;
    private final ExecutorService workers;
    private final ConcurrentMap<String, SqsLane> lanes = new ConcurrentHashMap<>();

    /** @param threads how many queues are sent to at the same time */
    SnsDelivery(SqsSender sqs, URI sqsEndpoint, DeliveryFaults faults, SnsCounters counters, int threads) {
        this.sqs = sqs;
        this.sqsEndpoint = sqsEndpoint;
        this.faults = faults;
        this.counters = counters;
        this.workers = Executors.newFixedThreadPool(threads, named("sns-delivery"));
    }

    private static ThreadFactory named(String name) {
        AtomicLong number = new AtomicLong();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Accepts a message for these subscriptions and returns; it is sent in the background. */
    void publish(SnsMessage message, List<SnsSubscription> subscriptions) {
        SendMessageRequest raw = raw(message);
        SendMessageRequest wrapped =
                SendMessageRequest.builder().messageBody(message.envelope()).build();
        for (SnsSubscription s : subscriptions) {
            List<Duration> plan =
                    faults.plan(s.queueArn(), s.ordinal(), s.messages().getAndIncrement());
            if (plan.isEmpty()) {
                counters.dropped.increment();
            }
            SqsLane lane = lanes.computeIfAbsent(s.arn(), a -> new SqsLane(sqs, workers, this::later, counters));
            SendMessageRequest request =
                    (s.raw() ? raw : wrapped).copy(r -> r.queueUrl(AwsArns.queueUrl(sqsEndpoint, s.queueArn())));
            for (Duration delay : plan) {
                if (delay.isZero()) {
                    lane.add(request);
                } else {
                    later(() -> lane.add(request), delay);
                }
            }
        }
    }

    void forget(String subscriptionArn) {
        lanes.remove(subscriptionArn);
    }

    private static SendMessageRequest raw(SnsMessage message) {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        message.attributes().forEach((name, a) -> attributes.put(name, attribute(a)));
        return SendMessageRequest.builder()
                .messageBody(message.body())
                .messageAttributes(attributes)
                .build();
    }

    private static MessageAttributeValue attribute(SnsMessage.Attribute a) {
        MessageAttributeValue.Builder value = MessageAttributeValue.builder().dataType(a.type());
        if (a.type().startsWith("Binary")) {
            return value.binaryValue(SdkBytes.fromByteArray(Base64.getDecoder().decode(a.value())))
                    .build();
        }
        return value.stringValue(a.value()).build();
    }

    /** After {@link #close} the workers refuse the task, and with the queues gone that harms nobody. */
    private void later(Runnable task, Duration delay) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, workers)
                .execute(task);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
