package dev.noticeboard.cdk;

import dev.noticeboard.functions.observe.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.YAxisProps;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** The dashboard of a board: the alarms, then the path of a change from the write to the hosts, then what it runs on. */
public final class BoardDashboard extends Construct {
    /** Three graphs fill a row of 24 columns. */
    private static final int WIDTH = 8;

    private static final int HEIGHT = 6;
    private static final int WHOLE = 24;

    private final Dashboard dashboard;

    BoardDashboard(Noticeboard board) {
        super(board, "Dashboard");
        this.dashboard = Dashboard.Builder.create(this, "Dashboard")
                .dashboardName(board.prefix())
                .defaultInterval(Duration.hours(3))
                .widgets(List.of(
                        List.of(alarms(board.alarms())),
                        change(board.metrics()),
                        fleet(board.metrics()),
                        queues(board.queues()),
                        functions(board.metrics()),
                        api(board)))
                .build();
    }

    private static IWidget alarms(BoardAlarms alarms) {
        return AlarmStatusWidget.Builder.create()
                .title("Alarms (docs/runbook.md)")
                .alarms(Arrays.stream(Alert.values()).map(alarms::alarm).toList())
                .width(WHOLE)
                .height(4)
                .build();
    }

    private static List<IWidget> change(BoardMetrics m) {
        return List.of(
                graph("Writes", "count", m.of(Measure.WRITES), m.of(Measure.REFUSED_WRITES), m.of(Measure.LOST_RACES)),
                graph("Commit time", "ms", percentiles(m, Measure.COMMIT_TIME)),
                graph("Stream age at publishing", "ms", percentiles(m, Measure.STREAM_AGE)),
                graph(
                        "Notices",
                        "count",
                        m.of(Measure.NOTICES),
                        m.of(Measure.PUBLISH_FAILURES),
                        m.of(Measure.REDRIVEN)),
                graph("Propagation: from the commit to the host", "ms", percentiles(m, Measure.PROPAGATION_TIME)),
                graph(
                        "Reports",
                        "count",
                        m.of(Measure.REPORTS),
                        m.of(Measure.DROPPED_REPORTS),
                        m.of(Measure.WITHHELD_REPORTS)));
    }

    private static List<IWidget> fleet(BoardMetrics m) {
        return List.of(
                graph(
                        "Fleet by revision",
                        "agents",
                        m.of(Measure.LIVE_AGENTS),
                        m.of(Measure.CURRENT_AGENTS),
                        m.of(Measure.BEHIND_AGENTS),
                        m.of(Measure.WITHHOLDING_AGENTS)),
                graph("Rollouts", "count", m.of(Measure.ROLLED_BACK), m.of(Measure.ROLLOUT_FAILURES)),
                graph("Upkeep", "count", m.of(Measure.SWEPT_AGENTS), m.of(Measure.EXPIRED_PARAMETERS)));
    }

    private static IMetric[] percentiles(BoardMetrics m, Measure measure) {
        return new IMetric[] {m.of(measure, "p50"), m.of(measure, "p90"), m.of(measure, "p99")};
    }

    private static List<IWidget> queues(BoardQueues queues) {
        List<IMetric> letters = new ArrayList<>();
        for (Queue queue : queues.deadLetters()) {
            letters.add(queue.metricApproximateNumberOfMessagesVisible(
                    options("Maximum", queue.getNode().getId())));
        }
        return List.of(
                graph("Dead letters", "messages", letters.toArray(IMetric[]::new)),
                graph(
                        "Waiting",
                        "messages",
                        queues.retry().metricApproximateNumberOfMessagesVisible(options("Maximum", "retry")),
                        queues.reports().metricApproximateNumberOfMessagesVisible(options("Maximum", "reports"))),
                graph(
                        "Oldest waiting",
                        "s",
                        queues.retry().metricApproximateAgeOfOldestMessage(options("Maximum", "retry")),
                        queues.reports().metricApproximateAgeOfOldestMessage(options("Maximum", "reports"))));
    }

    private static List<IWidget> functions(BoardMetrics m) {
        return List.of(
                graph("Function errors", "count", m.functions("Errors", "Sum").toArray(IMetric[]::new)),
                graph(
                        "Function throttles",
                        "count",
                        m.functions("Throttles", "Sum").toArray(IMetric[]::new)),
                graph(
                        "Function duration, p99",
                        "ms",
                        m.functions("Duration", "p99").toArray(IMetric[]::new)));
    }

    private static List<IWidget> api(Noticeboard board) {
        RestApi api = board.api().rest();
        String table = board.table().table().getTableName();
        return List.of(
                graph(
                        "API latency (the change feed waits up to 20 s)",
                        "ms",
                        api.metricLatency(options("p50", "p50")),
                        api.metricLatency(options("p99", "p99"))),
                graph(
                        "API requests and errors",
                        "count",
                        api.metricCount(options("Sum", "requests")),
                        api.metricClientError(options("Sum", "4xx")),
                        api.metricServerError(options("Sum", "5xx"))),
                graph(
                        "Table",
                        "units",
                        BoardAlarms.tableMetric(table, "ConsumedReadCapacityUnits"),
                        BoardAlarms.tableMetric(table, "ConsumedWriteCapacityUnits"),
                        BoardAlarms.tableMetric(table, "ReadThrottleEvents"),
                        BoardAlarms.tableMetric(table, "WriteThrottleEvents")));
    }

    private static MetricOptions options(String statistic, String label) {
        return MetricOptions.builder()
                .statistic(statistic)
                .label(label)
                .period(BoardMetrics.PERIOD)
                .build();
    }

    private static IWidget graph(String title, String unit, IMetric... metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(List.of(metrics))
                .leftYAxis(
                        YAxisProps.builder().min(0).label(unit).showUnits(false).build())
                .width(WIDTH)
                .height(HEIGHT)
                .build();
    }

    /** The dashboard. */
    public Dashboard dashboard() {
        return dashboard;
    }
}
