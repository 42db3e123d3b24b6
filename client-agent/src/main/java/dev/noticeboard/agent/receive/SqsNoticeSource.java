package dev.noticeboard.agent.receive;

import dev.noticeboard.agent.AwsAbortableHttpClient;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** A queue of SQS. */
public final class SqsNoticeSource implements NoticeSource {
    /** Messages of a receive and of a delete. Source: SQS's limit for both. */
    private static final int BATCH = 10;
    /** Seconds of a long poll. Source: SQS's maximum. */
    private static final int WAIT_SECONDS = 20;

    private final SqsClient sqs;
    private final @Nullable AwsAbortableHttpClient http;
    private final String queueUrl;
    private volatile boolean closed;
    private volatile @Nullable Thread receiving;

    /**
     * @param sqs shared; not closed by this
     * @param http the client's own, which lets a parked receive be cut short; where absent it ends by itself
     */
    public SqsNoticeSource(SqsClient sqs, @Nullable AwsAbortableHttpClient http, String queueUrl) {
        this.sqs = sqs;
        this.http = http;
        this.queueUrl = queueUrl;
    }

    @Override
    public List<Received> receive() {
        receiving = Thread.currentThread();
        try {
            if (closed) {
                throw new ReceiveException("closed", new IllegalStateException("closed"));
            }
            List<Message> messages = sqs.receiveMessage(
                            r -> r.queueUrl(queueUrl).maxNumberOfMessages(BATCH).waitTimeSeconds(WAIT_SECONDS))
                    .messages();
            return messages.stream()
                    .map(m -> new Received(m.body(), m.receiptHandle()))
                    .toList();
        } catch (QueueDoesNotExistException e) {
            throw new QueueGoneException("the queue is gone", e);
        } catch (SdkException e) {
            throw new ReceiveException("the queue could not be received from", e);
        } finally {
            receiving = null;
        }
    }

    @Override
    public void delete(List<Received> done) {
        for (int from = 0; from < done.size(); from += BATCH) {
            List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
            for (Received message : done.subList(from, Math.min(from + BATCH, done.size()))) {
                entries.add(DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(entries.size()))
                        .receiptHandle(message.receipt())
                        .build());
            }
            try {
                // An entry that fails comes again, and is then a duplicate.
                sqs.deleteMessageBatch(r -> r.queueUrl(queueUrl).entries(entries));
            } catch (QueueDoesNotExistException e) {
                throw new QueueGoneException("the queue is gone", e);
            } catch (SdkException e) {
                throw new ReceiveException("messages could not be deleted", e);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        Thread thread = receiving;
        if (http != null && thread != null) {
            http.abort(thread);
        }
    }
}
