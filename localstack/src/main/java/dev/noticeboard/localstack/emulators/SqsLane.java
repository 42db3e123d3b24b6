package dev.noticeboard.localstack.emulators;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * What waits to be sent to one queue, one at a time and so in the order of publication (ElasticMQ shuffles the entries
 * of a batch). A failed send is repeated until it succeeds, unless the queue is gone or refuses the message.
 */
final class SqsLane {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(SqsLane.class);

    /** Runs a task on the workers, later. */
    interface Later {
        void run(Runnable task, Duration delay);
    }

    private final SqsSender sqs;
    private final Executor workers;
    private final Later later;
    private final SnsCounters counters;
    private final Deque<SendMessageRequest> waiting = new ArrayDeque<>();
    private boolean busy;
    private int failures;

    SqsLane(SqsSender sqs, Executor workers, Later later, SnsCounters counters) {
        this.sqs = sqs;
        this.workers = workers;
        this.later = later;
        this.counters = counters;
    }

    synchronized void add(SendMessageRequest message) {
        waiting.add(message);
        if (!busy) {
            busy = true;
            workers.execute(this::sendFirst);
        }
    }

    private void sendFirst() {
        SendMessageRequest first = first();
        try {
            sqs.send(first);
            counters.delivered.increment();
            next(true);
        } catch (QueueDoesNotExistException gone) {
            counters.undeliverable.increment();
            next(true);
        } catch (SqsException e) {
            // SNS too gives up on an error that is the message's or the queue's own fault (4xx).
            boolean refused = e.statusCode() / 100 == 4 && !e.isThrottlingException();
            if (refused) {
                LOG.warn("{} refused a message: {}", first.queueUrl(), code(e));
                counters.undeliverable.increment();
            }
            next(refused);
        } catch (SdkException unreachable) {
            next(false);
        }
    }

    private static @Nullable String code(SqsException e) {
        return e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
    }

    private synchronized SendMessageRequest first() {
        return waiting.getFirst();
    }

    private synchronized void next(boolean firstIsDone) {
        if (!firstIsDone) {
            counters.retried.increment();
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures++, 10));
            later.run(this::sendFirst, pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
            return;
        }
        failures = 0;
        waiting.removeFirst();
        busy = !waiting.isEmpty();
        if (busy) {
            workers.execute(this::sendFirst);
        }
    }
}
