package dev.noticeboard.functions.fleet;

/**
 * Where an agent's notices arrive.
 *
 * @param queueUrl the queue's URL
 * @param queueArn the queue's ARN
 * @param topicArn the topic that it is subscribed to
 * @param subscriptionArn the subscription
 */
public record Mailbox(String queueUrl, String queueArn, String topicArn, String subscriptionArn) {}
