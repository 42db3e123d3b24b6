package dev.noticeboard.functions.publish;

import dev.noticeboard.schemas.json.Json;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The retry queue, in Amazon SQS. Thread-safe. */
public final class SqsRetryQueue implements RetryQueue {
    private final SqsClient sqs;
    private final String queueUrl;

    /** The queue at this URL, which exists. */
    public SqsRetryQueue(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    @Override
    public void park(Parked parked) {
        try {
            sqs.sendMessage(r -> r.queueUrl(queueUrl).messageBody(Json.write(parked)));
        } catch (SdkException e) {
            throw new PublishFailedException(e);
        }
    }
}
