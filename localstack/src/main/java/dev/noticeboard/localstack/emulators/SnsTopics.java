package dev.noticeboard.localstack.emulators;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The topics and subscriptions that there are. Thread-safe. */
final class SnsTopics {
    private static final String ARN = "arn:aws:sns:" + AwsEndpoints.REGION + ":" + AwsEndpoints.ACCOUNT + ":";

    private record Topic(
            Map<String, String> attributes, Map<String, String> tags, Map<String, SnsSubscription> subscriptions) {}

    private final Map<String, Topic> topics = new TreeMap<>();
    private long made;

    /**
     * Makes a topic, or finds the one of this name if its tags are the same.
     *
     * @return its ARN
     */
    synchronized String create(String name, Map<String, String> attributes, Map<String, String> tags) {
        String arn = ARN + name;
        Topic topic = topics.get(arn);
        if (topic == null) {
            topics.put(arn, new Topic(new TreeMap<>(attributes), new TreeMap<>(tags), new LinkedHashMap<>()));
        } else if (!tags.isEmpty() && !topic.tags.equals(tags)) {
            throw SnsError.invalid("Tags", "Topic already exists with different tags");
        } else if (!topic.attributes.entrySet().containsAll(attributes.entrySet())) {
            throw SnsError.invalid("Attributes", "Topic already exists with different attributes");
        }
        return arn;
    }

    /** Idempotent, as SNS's is; its subscriptions go with it. */
    synchronized void delete(String arn) {
        topics.remove(arn);
    }

    synchronized List<String> topicArns() {
        return List.copyOf(topics.keySet());
    }

    synchronized Map<String, String> attributes(String arn) {
        Topic topic = topic(arn);
        Map<String, String> all = new TreeMap<>(topic.attributes);
        all.put("TopicArn", arn);
        all.put("Owner", AwsEndpoints.ACCOUNT);
        all.put("SubscriptionsConfirmed", Integer.toString(topic.subscriptions.size()));
        all.put("SubscriptionsPending", "0");
        all.put("SubscriptionsDeleted", "0");
        return all;
    }

    synchronized void setAttribute(String arn, String name, String value) {
        topic(arn).attributes.put(name, value);
    }

    synchronized Map<String, String> tags(String arn) {
        return Map.copyOf(topic(arn).tags);
    }

    synchronized void tag(String arn, Map<String, String> tags) {
        topic(arn).tags.putAll(tags);
    }

    synchronized void untag(String arn, Collection<String> keys) {
        topic(arn).tags.keySet().removeAll(keys);
    }

    /** Subscribes a queue, or finds its subscription if it is the same. */
    synchronized SnsSubscription subscribe(String topicArn, String queueArn, boolean raw) {
        Topic topic = topic(topicArn);
        Optional<SnsSubscription> existing = topic.subscriptions.values().stream()
                .filter(s -> s.queueArn().equals(queueArn))
                .findFirst();
        if (existing.isPresent() && existing.get().raw() != raw) {
            throw SnsError.invalid("Attributes", "Subscription already exists with different attributes");
        }
        return existing.orElseGet(() -> {
            String arn = topicArn + ":" + UUID.randomUUID();
            var subscription = new SnsSubscription(arn, topicArn, queueArn, raw, made++, new AtomicLong());
            topic.subscriptions.put(arn, subscription);
            return subscription;
        });
    }

    /** Idempotent, as SNS's is. */
    synchronized void unsubscribe(String arn) {
        topics.values().forEach(t -> t.subscriptions.remove(arn));
    }

    synchronized void setRaw(String arn, boolean raw) {
        SnsSubscription changed = subscription(arn).withRaw(raw);
        topic(changed.topicArn()).subscriptions.put(arn, changed);
    }

    synchronized SnsSubscription subscription(String arn) {
        return subscriptions().stream()
                .filter(s -> s.arn().equals(arn))
                .findFirst()
                .orElseThrow(() -> SnsError.notFound("Subscription"));
    }

    synchronized List<SnsSubscription> subscriptions() {
        List<SnsSubscription> all = new ArrayList<>();
        topics.values().forEach(t -> all.addAll(t.subscriptions.values()));
        return all;
    }

    synchronized List<SnsSubscription> subscriptions(String topicArn) {
        return List.copyOf(topic(topicArn).subscriptions.values());
    }

    private Topic topic(String arn) {
        Topic topic = topics.get(arn);
        if (topic == null) {
            throw SnsError.notFound("Topic");
        }
        return topic;
    }
}
