package dev.noticeboard.functions.publish;

import dev.noticeboard.schemas.name.Namespace;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** Topics of Amazon SNS. Thread-safe. */
public final class SnsTopics implements Topics {
    private final SnsClient sns;
    private final ResourceNames names;
    private final String arnPrefix;

    /**
     * Makes the adapter.
     *
     * @param arnPrefix what a topic's name is put after, e.g. {@code arn:aws:sns:eu-west-1:123456789012:}
     */
    public SnsTopics(SnsClient sns, ResourceNames names, String arnPrefix) {
        this.sns = sns;
        this.names = names;
        this.arnPrefix = arnPrefix;
    }

    @Override
    public void publish(Namespace namespace, String message) {
        String topic = arnPrefix + names.topic(namespace);
        try {
            sns.publish(r -> r.topicArn(topic).message(message));
        } catch (NotFoundException e) {
            // The first registration makes the topic: nobody listens yet, and who comes reads the table first.
        } catch (SdkException e) {
            throw new PublishFailedException(e);
        }
    }
}
