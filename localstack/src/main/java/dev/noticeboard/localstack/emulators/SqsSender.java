package dev.noticeboard.localstack.emulators;

import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** How the SNS front reaches a queue. Thread-safe. */
@FunctionalInterface
interface SqsSender {
    /**
     * Returns when the queue has it.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException as {@code SqsClient.sendMessage} does
     */
    void send(SendMessageRequest message);
}
