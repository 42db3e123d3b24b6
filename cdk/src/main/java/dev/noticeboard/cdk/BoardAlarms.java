package dev.noticeboard.cdk;

import dev.noticeboard.functions.observe.Measure;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.CreateAlarmOptions;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * The alarms of a board, one for each {@link Alert}. They ring for what people must see to or should know; what mends itself within minutes is on the dashboard only. Told
 * when they ring and when they are over is the topic of the options, if there is one.
 */
public final class BoardAlarms extends Construct {
    private final Map<Alert, Alarm> alarms = new EnumMap<>(Alert.class);
    private final String prefix;
    private final Optional<SnsAction> tell;

    BoardAlarms(Noticeboard board, NoticeboardProps props) {
        super(board, "Alarms");
        this.prefix = board.prefix();
        this.tell = props.alarmsTopic()
                .or(() -> props.alarmsTopicArn().map(arn -> Topic.fromTopicArn(this, "Topic", arn)))
                .map(SnsAction::new);
        queues(board.queues());
        functions(board.metrics());
        measures(board.metrics());
        above(Alert.API_ERRORS, board.api().rest().metricServerError(sum()), 4, 2, 3);
        above(Alert.TABLE_THROTTLES, throttles(board.table().table().getTableName()), 10, 2, 3);
    }

    private void queues(BoardQueues queues) {
        notEmpty(Alert.STREAM_DEAD_LETTERS, queues.streamDeadLetters());
        notEmpty(Alert.RETRY_DEAD_LETTERS, queues.retryDeadLetters());
        notEmpty(Alert.REPORTS_DEAD_LETTERS, queues.reportsDeadLetters());
        notEmpty(Alert.SCHEDULE_DEAD_LETTERS, queues.scheduleDeadLetters());
        above(Alert.RETRIES_STUCK, age(queues.retry()), 3600, 1, 1);
        // After three minutes a rollout takes a host for silent (decision 34).
        above(Alert.REPORTS_LATE, age(queues.reports()), 180, 1, 1);
    }

    private void notEmpty(Alert alert, Queue queue) {
        above(alert, queue.metricApproximateNumberOfMessagesVisible(highest()), 0, 1, 1);
    }

    private static Metric age(Queue queue) {
        return queue.metricApproximateAgeOfOldestMessage(highest());
    }

    private static MetricOptions highest() {
        return MetricOptions.builder()
                .statistic("Maximum")
                .period(BoardMetrics.PERIOD)
                .build();
    }

    private static MetricOptions sum() {
        return MetricOptions.builder()
                .statistic("Sum")
                .period(BoardMetrics.PERIOD)
                .build();
    }

    private void functions(BoardMetrics metrics) {
        above(
                Alert.STREAM_LATE,
                metrics.function(Handler.PUBLISH, "IteratorAge", "Maximum", Duration.minutes(1)),
                60_000,
                5,
                5);
        // One failure of a call that is tried again is no reason to wake anybody.
        above(Alert.FUNCTION_ERRORS, metrics.allFunctions("Errors"), 0, 2, 3);
        above(Alert.FUNCTION_THROTTLES, metrics.allFunctions("Throttles"), 0, 2, 3);
        silent(Alert.CONDUCTOR_SILENT, metrics, Handler.CONDUCTOR, Duration.minutes(5));
        silent(Alert.POLICIES_SILENT, metrics, Handler.POLICIES, Duration.minutes(5));
        silent(Alert.SWEEP_SILENT, metrics, Handler.SWEEP, Duration.minutes(15));
    }

    private void measures(BoardMetrics metrics) {
        above(Alert.PUBLISH_FAILURES, metrics.of(Measure.PUBLISH_FAILURES), 0, 1, 1);
        // An agent's longest time between two polls (docs/agent.md, pollInterval).
        above(Alert.PROPAGATION_SLOW, metrics.of(Measure.PROPAGATION_TIME), 60_000, 3, 3);
        // Twice a lease: a host that is gone does not count any more.
        above(Alert.AGENTS_BEHIND, metrics.of(Measure.BEHIND_AGENTS), 0, 6, 6);
        above(Alert.AGENTS_WITHHOLDING, metrics.of(Measure.WITHHOLDING_AGENTS), 0, 2, 2);
        above(Alert.ROLLOUT_FAILURES, metrics.of(Measure.ROLLOUT_FAILURES), 0, 2, 3);
        above(Alert.ROLLED_BACK, metrics.of(Measure.ROLLED_BACK), 0, 1, 1);
        MathExpression dropped = BoardMetrics.expression(
                "100 * dropped / SUM([dropped, FILL(kept, 0)])",
                "dropped, in percent",
                Map.of(
                        "dropped", metrics.of(Measure.DROPPED_REPORTS),
                        "kept", metrics.of(Measure.REPORTS)));
        above(Alert.REPORTS_DROPPED, dropped, 10, 3, 3);
    }

    /** What an on-demand table refuses. */
    static MathExpression throttles(String table) {
        return BoardMetrics.sum(
                "throttled",
                Map.of(
                        "reads", tableMetric(table, "ReadThrottleEvents"),
                        "writes", tableMetric(table, "WriteThrottleEvents")));
    }

    static Metric tableMetric(String table, String name) {
        return Metric.Builder.create()
                .namespace("AWS/DynamoDB")
                .metricName(name)
                .dimensionsMap(Map.of("TableName", table))
                .statistic("Sum")
                .period(BoardMetrics.PERIOD)
                .build();
    }

    private void above(Alert alert, IMetric metric, double threshold, int breaching, int of) {
        make(
                alert,
                metric,
                CreateAlarmOptions.builder()
                        .threshold(threshold)
                        .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                        .datapointsToAlarm(breaching)
                        .evaluationPeriods(of)
                        .treatMissingData(TreatMissingData.NOT_BREACHING));
    }

    private void silent(Alert alert, BoardMetrics metrics, Handler handler, Duration within) {
        make(
                alert,
                metrics.function(handler, "Invocations", "Sum", within),
                CreateAlarmOptions.builder()
                        .threshold(1)
                        .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                        .evaluationPeriods(1)
                        .treatMissingData(TreatMissingData.BREACHING));
    }

    private void make(Alert alert, IMetric metric, CreateAlarmOptions.Builder options) {
        CreateAlarmOptions made = options.alarmName(prefix + "-" + alert.section())
                .alarmDescription(alert.description())
                .build();
        Alarm alarm = metric instanceof MathExpression expression
                ? expression.createAlarm(this, alert.id(), made)
                : ((Metric) metric).createAlarm(this, alert.id(), made);
        tell.ifPresent(action -> {
            alarm.addAlarmAction(action);
            alarm.addOkAction(action);
        });
        alarms.put(alert, alarm);
    }

    /** One of the alarms. */
    public Alarm alarm(Alert alert) {
        return Objects.requireNonNull(alarms.get(alert));
    }
}
