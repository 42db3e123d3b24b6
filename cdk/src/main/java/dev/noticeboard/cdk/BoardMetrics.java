package dev.noticeboard.cdk;

import dev.noticeboard.functions.observe.Measure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;

/** The metrics of a board: those that its functions emit, by {@link Measure}, and those that AWS keeps of its parts. */
public final class BoardMetrics {
    /** Of all metrics here, unless something else is said: a sweep samples as often. */
    static final Duration PERIOD = Duration.minutes(5);

    private final String board;
    private final BoardFunctions functions;

    BoardMetrics(String board, BoardFunctions functions) {
        this.board = board;
        this.functions = functions;
    }

    /** A measure over five minutes, by the statistic that fits it: sums, the 99th percentile of times, the highest sample. */
    public Metric of(Measure measure) {
        return of(
                measure,
                switch (measure.shape()) {
                    case SUM -> "Sum";
                    case TIMES -> "p99";
                    case SAMPLES -> "Maximum";
                });
    }

    /** A measure over five minutes, by a statistic of CloudWatch, such as {@code p50}. */
    public Metric of(Measure measure, String statistic) {
        return Metric.Builder.create()
                .namespace(Measure.NAMESPACE)
                .metricName(measure.title())
                .dimensionsMap(Map.of(Measure.DIMENSION, board))
                .statistic(statistic)
                .label(measure.title() + (statistic.startsWith("p") ? " " + statistic : ""))
                .period(PERIOD)
                .build();
    }

    /** A metric that Lambda keeps of a function, with all of its versions. */
    Metric function(Handler handler, String name, String statistic, Duration period) {
        return functions
                .function(handler)
                .metric(
                        name,
                        MetricOptions.builder()
                                .statistic(statistic)
                                .period(period)
                                .label(handler.id())
                                .build());
    }

    /** The same metric of each function. */
    List<IMetric> functions(String name, String statistic) {
        return List.of(Handler.values()).stream()
                .<IMetric>map(handler -> function(handler, name, statistic, PERIOD))
                .toList();
    }

    /** The sum of a metric of all functions. */
    MathExpression allFunctions(String name) {
        Map<String, IMetric> all = new LinkedHashMap<>();
        for (Handler handler : Handler.values()) {
            all.put(handler.name().toLowerCase(Locale.ROOT), function(handler, name, "Sum", PERIOD));
        }
        return sum(name, all);
    }

    /** The sum of some metrics, of which any may have no value in a period: a plain sum would then have none either. */
    static MathExpression sum(String label, Map<String, IMetric> metrics) {
        String filled =
                metrics.keySet().stream().map(id -> "FILL(" + id + ", 0)").collect(Collectors.joining(", "));
        return expression("SUM([" + filled + "])", label, metrics);
    }

    static MathExpression expression(String text, String label, Map<String, IMetric> metrics) {
        return MathExpression.Builder.create()
                .expression(text)
                .label(label)
                .usingMetrics(metrics)
                .period(PERIOD)
                .build();
    }
}
