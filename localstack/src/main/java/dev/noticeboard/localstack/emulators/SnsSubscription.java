package dev.noticeboard.localstack.emulators;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A queue's subscription to a topic.
 *
 * @param arn its own ARN
 * @param topicArn the topic
 * @param queueArn the queue
 * @param raw whether the queue gets the bare message instead of the JSON envelope
 * @param ordinal 0 for the first subscription that this front made, and so on
 * @param messages counts the messages that were published to it
 */
record SnsSubscription(String arn, String topicArn, String queueArn, boolean raw, long ordinal, AtomicLong messages) {

    SnsSubscription withRaw(boolean otherRaw) {
        return new SnsSubscription(arn, topicArn, queueArn, otherRaw, ordinal, messages);
    }
}
