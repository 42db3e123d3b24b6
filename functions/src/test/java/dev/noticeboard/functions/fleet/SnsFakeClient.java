package dev.noticeboard.functions.fleet;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeResponse;

/** As much of SNS, in memory, as the adapters call: it delivers to a fake SQS. */
public final class SnsFakeClient implements SnsClient {
    public static final String ARN_PREFIX = "arn:aws:sns:us-east-1:000000000000:";

    private final SqsFakeClient sqs;
    private final Set<String> topics = new HashSet<>();
    /** Subscription's ARN to request. */
    private final Map<String, SubscribeRequest> subscriptions = new LinkedHashMap<>();

    private boolean down;

    public SnsFakeClient(SqsFakeClient sqs) {
        this.sqs = sqs;
    }

    /** From now on every publication fails, or none. */
    public void down(boolean now) {
        down = now;
    }

    public Map<String, SubscribeRequest> subscriptions() {
        return subscriptions;
    }

    public void deleteTopics() {
        topics.clear();
    }

    private void topic(String arn) {
        if (!topics.contains(arn)) {
            throw NotFoundException.builder().message("no such topic").build();
        }
    }

    @Override
    public CreateTopicResponse createTopic(CreateTopicRequest r) {
        topics.add(ARN_PREFIX + r.name());
        return CreateTopicResponse.builder().topicArn(ARN_PREFIX + r.name()).build();
    }

    @Override
    public SubscribeResponse subscribe(SubscribeRequest r) {
        topic(r.topicArn());
        String arn = r.topicArn() + ":" + r.endpoint().substring(r.endpoint().lastIndexOf(':') + 1);
        subscriptions.putIfAbsent(arn, r);
        return SubscribeResponse.builder().subscriptionArn(arn).build();
    }

    @Override
    public UnsubscribeResponse unsubscribe(UnsubscribeRequest r) {
        if (subscriptions.remove(r.subscriptionArn()) == null) {
            throw NotFoundException.builder().message("no such subscription").build();
        }
        return UnsubscribeResponse.builder().build();
    }

    @Override
    public PublishResponse publish(PublishRequest r) {
        if (down) {
            throw SdkClientException.create("injected");
        }
        topic(r.topicArn());
        subscriptions.values().stream()
                .filter(s -> s.topicArn().equals(r.topicArn()))
                .map(s -> "http://sqs/000000000000/"
                        + s.endpoint().substring(s.endpoint().lastIndexOf(':') + 1))
                .forEach(url -> sqs.queue(url).messages().add(r.message()));
        return PublishResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return "sns";
    }

    @Override
    public void close() {}
}
