package dev.noticeboard.cdk;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * The queues that stand: retries and reports, each with its dead letters, and the dead letters of the stream and of the schedules. Their names go on
 * with an underscore after the prefix: those of the agents' queues, which functions and agents are granted by pattern, go on with a dash, so that
 * no such pattern covers one of these. All are encrypted with SQS's own key (decision 37).
 */
public final class BoardQueues extends Construct {
    /** SQS's longest: what is parked, and what nobody could handle, must outlive a long weekend. */
    private static final Duration LONG = Duration.ofDays(14);
    /** A report that waited longer says less than the heartbeat that came since. */
    private static final Duration REPORTS = Duration.ofHours(1);
    /** Six times the function's limit. Source: Lambda Developer Guide, "Using Lambda with Amazon SQS". */
    private static final int VISIBILITY = 6;
    /** With six minutes between two tries: five hours of an SNS that takes nothing. */
    private static final int RETRY_RECEIVES = 50;

    private static final int REPORT_RECEIVES = 3;

    private final Queue retry;
    private final Queue retryDeadLetters;
    private final Queue reports;
    private final Queue reportsDeadLetters;
    private final Queue streamDeadLetters;
    private final Queue scheduleDeadLetters;

    private final String prefix;
    private final NoticeboardProps props;

    BoardQueues(Construct scope, String prefix, NoticeboardProps props) {
        super(scope, "Queues");
        this.prefix = prefix;
        this.props = props;
        this.retryDeadLetters = queue("RetryDeadLetters", "retry_dead_letters", LONG, null, null);
        this.retry = queue("Retry", "retry", LONG, Handler.REDRIVE, dead(retryDeadLetters, RETRY_RECEIVES));
        this.reportsDeadLetters = queue("ReportsDeadLetters", "reports_dead_letters", LONG, null, null);
        this.reports = queue("Reports", "reports", REPORTS, Handler.REPORTS, dead(reportsDeadLetters, REPORT_RECEIVES));
        this.streamDeadLetters = queue("StreamDeadLetters", "stream_dead_letters", LONG, null, null);
        this.scheduleDeadLetters = queue("ScheduleDeadLetters", "schedule_dead_letters", LONG, null, null);
    }

    private Queue queue(
            String id,
            String name,
            Duration retention,
            @Nullable Handler reader,
            @Nullable DeadLetterQueue deadLetters) {
        Queue.Builder queue = Queue.Builder.create(this, id)
                .queueName(prefix + "_" + name)
                .retentionPeriod(Durations.cdk(retention))
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .removalPolicy(props.removalPolicy());
        if (reader != null) {
            queue.visibilityTimeout(Durations.cdk(reader.timeout().multipliedBy(VISIBILITY)));
        }
        if (deadLetters != null) {
            queue.deadLetterQueue(deadLetters);
        }
        return queue.build();
    }

    private static DeadLetterQueue dead(Queue queue, int receives) {
        return DeadLetterQueue.builder().queue(queue).maxReceiveCount(receives).build();
    }

    /** Where publications wait that failed. */
    public Queue retry() {
        return retry;
    }

    /** Publications that could not be made at all. */
    public Queue retryDeadLetters() {
        return retryDeadLetters;
    }

    /** Where agents report. */
    public Queue reports() {
        return reports;
    }

    /** Reports that could not be kept. */
    public Queue reportsDeadLetters() {
        return reportsDeadLetters;
    }

    /** Places in the stream that could not be published nor parked. */
    public Queue streamDeadLetters() {
        return streamDeadLetters;
    }

    /** Calls of scheduled functions that failed. */
    public Queue scheduleDeadLetters() {
        return scheduleDeadLetters;
    }

    /** Whatever lies here was not handled. */
    public List<Queue> deadLetters() {
        return List.of(retryDeadLetters, reportsDeadLetters, streamDeadLetters, scheduleDeadLetters);
    }
}
