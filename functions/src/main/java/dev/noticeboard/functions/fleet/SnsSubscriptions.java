package dev.noticeboard.functions.fleet;

import dev.noticeboard.functions.publish.ResourceNames;
import dev.noticeboard.functions.runtime.MisconfiguredException;
import dev.noticeboard.schemas.name.Namespace;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** Topics of Amazon SNS and the subscriptions of queues to them. Thread-safe. */
public final class SnsSubscriptions {
    private final SnsClient sns;
    private final ResourceNames names;
    private final String arnPrefix;
    /** Topics that were made, so that a registration does not make them again. */
    private final Map<Namespace, String> made = new ConcurrentHashMap<>();

    /**
     * The adapter over an account's topics.
     *
     * @param arnPrefix what a topic's name is put after, e.g. {@code arn:aws:sns:eu-west-1:123456789012:}
     */
    public SnsSubscriptions(SnsClient sns, ResourceNames names, String arnPrefix) {
        this.sns = sns;
        this.names = names;
        this.arnPrefix = arnPrefix;
    }

    /**
     * Makes the topic of a namespace if there is none.
     *
     * @return its ARN
     * @throws MisconfiguredException if the ARN is not where the publisher will look for it
     */
    String topic(Namespace namespace) {
        String known = made.get(namespace);
        if (known != null) {
            return known;
        }
        String name = names.topic(namespace);
        String arn = sns.createTopic(r -> r.name(name)).topicArn();
        if (!arn.equals(arnPrefix + name)) {
            throw new MisconfiguredException("the topic is " + arn + ", but the setting of the ARN prefix says "
                    + arnPrefix + "; correct the setting");
        }
        made.put(namespace, arn);
        return arn;
    }

    /** Subscribes a queue, raw, without a filter; answers the ARN that there is if it is subscribed already. */
    String subscribe(String topicArn, String queueArn) {
        try {
            return sns.subscribe(r -> r.topicArn(topicArn)
                            .protocol("sqs")
                            .endpoint(queueArn)
                            .attributes(Map.of("RawMessageDelivery", "true"))
                            .returnSubscriptionArn(true))
                    .subscriptionArn();
        } catch (NotFoundException e) {
            // Somebody removed the topic: the next registration makes it again.
            made.values().remove(topicArn);
            throw e;
        }
    }

    /** The subscription of a queue, made if need be; empty if there is no such topic. */
    Optional<String> find(String topicArn, String queueArn) {
        try {
            return Optional.of(subscribe(topicArn, queueArn));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** Ends a subscription; one that is gone already is no error. */
    void unsubscribe(String subscriptionArn) {
        try {
            sns.unsubscribe(r -> r.subscriptionArn(subscriptionArn));
        } catch (NotFoundException e) {
            // Gone already.
        }
    }
}
