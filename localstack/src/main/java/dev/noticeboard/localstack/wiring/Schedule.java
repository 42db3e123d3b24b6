package dev.noticeboard.localstack.wiring;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.noticeboard.localstack.emulators.AwsEndpoints;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.joda.time.DateTime;
import org.joda.time.DateTimeZone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An EventBridge rule at a rate: calls a handler first after one period, then once in each; never twice at a time. */
public final class Schedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

    private final String rule;
    private final Duration period;
    private final Clock clock;
    private final RequestHandler<ScheduledEvent, Void> function;
    private final ScheduledExecutorService thread;
    private final ScheduledFuture<?> repetition;

    /**
     * Starts it.
     *
     * @param rule names the rule in the event, the thread and the log
     * @param period from one call to the next, at least a millisecond
     */
    public Schedule(String rule, Duration period, Clock clock, RequestHandler<ScheduledEvent, Void> function) {
        this.rule = rule;
        this.period = period;
        this.clock = clock;
        this.function = function;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread t = new Thread(task, "schedule-" + rule);
            t.setDaemon(true);
            return t;
        });
        this.repetition = thread.scheduleAtFixedRate(
                this::call, period.toMillis(), Math.max(1, period.toMillis()), TimeUnit.MILLISECONDS);
    }

    private void call() {
        String id = UUID.randomUUID().toString();
        ScheduledEvent event = new ScheduledEvent()
                .withVersion("0")
                .withId(id)
                .withDetailType("Scheduled Event")
                .withSource("aws.events")
                .withAccount(AwsEndpoints.ACCOUNT)
                .withRegion(AwsEndpoints.REGION)
                .withTime(new DateTime(clock.millis(), DateTimeZone.UTC))
                .withResources(
                        List.of("arn:aws:events:" + AwsEndpoints.REGION + ":" + AwsEndpoints.ACCOUNT + ":rule/" + rule))
                .withDetail(Map.of());
        try {
            function.handleRequest(event, new LocalContext(rule, id, clock, period));
        } catch (RuntimeException e) {
            // An exception would end the schedule; the next call is the retry.
            LOG.warn("{} failed: {}", rule, e.getClass().getName());
        }
    }

    /** Ends it; a call under way is interrupted. Idempotent. */
    @Override
    public void close() {
        repetition.cancel(true);
        thread.shutdownNow();
    }
}
