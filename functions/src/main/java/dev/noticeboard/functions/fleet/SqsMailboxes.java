package dev.noticeboard.functions.fleet;

import dev.noticeboard.functions.publish.ResourceNames;
import dev.noticeboard.schemas.name.Namespace;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * Queues of Amazon SQS, with their subscriptions. A queue's tags say for whom it is, and name its topic, so that whatever a
 * crash left behind can be removed with its subscription. Thread-safe.
 */
public final class SqsMailboxes implements Mailboxes {
    /** An agent that was away for longer reads the table anyway. */
    private static final Duration RETENTION = Duration.ofHours(1);
    /** SQS's longest, so that a receive costs least. */
    private static final Duration LONG_POLL = Duration.ofSeconds(20);
    /** Characters of a tag's value; source: SQS Developer Guide, cost allocation tags. */
    private static final int TAG_VALUE = 256;

    /** SQS's longest page of a list. */
    private static final int LIST_PAGE = 1000;

    private static final String TOPIC_TAG = "noticeboard:topic";

    private final SqsClient sqs;
    private final SnsSubscriptions subscriptions;
    private final ResourceNames names;

    /** The adapter over an account's queues and topics. */
    public SqsMailboxes(SqsClient sqs, SnsSubscriptions subscriptions, ResourceNames names) {
        this.sqs = sqs;
        this.subscriptions = subscriptions;
        this.names = names;
    }

    @Override
    public Mailbox open(Order order) {
        return asking(() -> {
            String topicArn = subscriptions.topic(order.namespace());
            String url = sqs.createQueue(r -> r.queueName(order.queueName())
                            .attributes(Map.of(
                                    QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                                    Long.toString(RETENTION.toSeconds()),
                                    QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS,
                                    Long.toString(LONG_POLL.toSeconds())))
                            .tags(tags(order, topicArn)))
                    .queueUrl();
            String arn = attribute(url, QueueAttributeName.QUEUE_ARN);
            String policy = QueuePolicy.of(arn, topicArn, order.identity());
            sqs.setQueueAttributes(r -> r.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, policy)));
            return new Mailbox(url, arn, topicArn, subscriptions.subscribe(topicArn, arn));
        });
    }

    private static Map<String, String> tags(Order order, String topicArn) {
        Map<String, String> tags = new HashMap<>();
        Namespace namespace = order.namespace();
        String text = namespace.text();
        tags.put("noticeboard:namespace", text.length() <= TAG_VALUE ? text : text.substring(0, TAG_VALUE));
        tags.put("noticeboard:agent", order.agentId());
        tags.put(TOPIC_TAG, topicArn);
        return tags;
    }

    @Override
    public void close(Mailbox mailbox) {
        asking(() -> {
            subscriptions.unsubscribe(mailbox.subscriptionArn());
            delete(mailbox.queueUrl());
            return true;
        });
    }

    @Override
    public void abandon(String queueName) {
        asking(() -> {
            try {
                String url = sqs.getQueueUrl(r -> r.queueName(queueName)).queueUrl();
                String arn = attribute(url, QueueAttributeName.QUEUE_ARN);
                String topic = sqs.listQueueTags(r -> r.queueUrl(url)).tags().get(TOPIC_TAG);
                if (topic != null) {
                    // Subscribing what is subscribed answers its ARN, without a walk through all subscriptions.
                    subscriptions.find(topic, arn).ifPresent(subscriptions::unsubscribe);
                }
                delete(url);
            } catch (QueueDoesNotExistException e) {
                // Gone already.
            }
            return true;
        });
    }

    private void delete(String url) {
        try {
            sqs.deleteQueue(r -> r.queueUrl(url));
        } catch (QueueDoesNotExistException e) {
            // Gone already.
        }
    }

    @Override
    public void eachQueue(Consumer<String> visitor) {
        asking(() -> {
            sqs
                    .listQueuesPaginator(
                            r -> r.queueNamePrefix(names.prefix() + "-").maxResults(LIST_PAGE))
                    .queueUrls()
                    .stream()
                    .map(url -> url.substring(url.lastIndexOf('/') + 1))
                    .filter(names::isQueue)
                    .forEach(visitor);
            return true;
        });
    }

    @Override
    public Optional<Instant> made(String queueName) {
        return asking(() -> {
            try {
                String url = sqs.getQueueUrl(r -> r.queueName(queueName)).queueUrl();
                String seconds = attribute(url, QueueAttributeName.CREATED_TIMESTAMP);
                // SQS answers whole seconds; an emulator may add fractions.
                return Optional.of(Instant.ofEpochSecond(new BigDecimal(seconds).longValue()));
            } catch (QueueDoesNotExistException e) {
                return Optional.empty();
            }
        });
    }

    private String attribute(String url, QueueAttributeName name) {
        String value = sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(name))
                .attributes()
                .get(name);
        if (value == null) {
            throw new IllegalStateException("SQS answers no " + name);
        }
        return value;
    }

    private static <T> T asking(Supplier<T> calls) {
        try {
            return calls.get();
        } catch (SdkServiceException e) {
            throw new MailboxUnavailableException(e, e.isThrottlingException());
        } catch (SdkException e) {
            throw new MailboxUnavailableException(e);
        }
    }
}
