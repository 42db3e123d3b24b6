package dev.noticeboard.functions.observe;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Makes docs/metrics.md from {@link Measure} and {@link LogEvent}. */
final class MetricsPage {
    /** What writes the page anew. */
    static final String COMMAND = "./mvnw -q -pl functions -am test -Dtest=MetricsPageTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dmetrics.write=true";

    private static final String PAGE = """
            # What is measured and logged

            Made from [`Measure`](../functions/src/main/java/dev/noticeboard/functions/observe/Measure.java) and \
            [`LogEvent`](../functions/src/main/java/dev/noticeboard/functions/observe/LogEvent.java). Change those, then write this page anew:
            `%s`.

            ## Metrics

            The functions write metrics into their logs, in CloudWatch's embedded metric format, one line at the end of a call; CloudWatch makes metrics of them. All are in the namespace \
            `%s` and have the one dimension `%s`: the board's name, which is `NOTICEBOARD_BOARD` or else the resource prefix. No value, name or agent's id is in them, and
            their number does not grow with the fleet. Dashboard and alarms of the CDK construct use these names ([runbook](runbook.md)).

            | metric | kind | what it tells | function |
            | --- | --- | --- | --- |
            %s

            - A **sum** counts events: use the statistic Sum. It is not written where nothing happened.
            - **Times** are in milliseconds, each by itself: use percentiles, such as p50, p99 or p99.9.
            - **Samples** are taken of the whole board at every sweep, each five minutes: use Maximum over five minutes or more.

            `PropagationTime` is as good as the clocks of hosts and functions agree, and counts an agent only if it was heard of in the quarter of an hour before the commit or since: a host that was away says \
            nothing about the path of a change. `BehindAgents` is a snapshot: a change under way makes agents behind for a moment. A namespace
            that nobody registers in, and agents that only poll, are in none of these figures.

            The application log level of the functions must stay at INFO or below where it is set: Lambda counts lines without a level, as these are, as INFO, and drops what lies below the level.

            ## The log

            Each line is a JSON object with `timestamp`, `level`, `message` and `logger`, and within a call `requestId` and `traceId`. Lines that are worth an alarm or a search have a key in `event` that stays as it \
            is whatever becomes of the words. No line holds a parameter's value; of a fault it tells the classes and places. Our lines begin at INFO, or
            at the function's application log level, the libraries' at WARN. For example, in CloudWatch Logs Insights:

            ```
            filter event = "report-dropped" | stats count(*) by bin(5m), message
            ```

            | event | meaning |
            | --- | --- |
            %s
            """;

    /** The page. */
    static String made() {
        String metrics = Arrays.stream(Measure.values())
                .map(m -> "| `" + m.title() + "` | " + m.shape().name().toLowerCase(Locale.ROOT) + " | " + m.meaning()
                        + " | " + m.emitters() + " |")
                .collect(Collectors.joining("\n"));
        String events = Arrays.stream(LogEvent.values())
                .map(e -> "| `" + e.key() + "` | " + e.meaning() + " |")
                .collect(Collectors.joining("\n"));
        return PAGE.formatted(COMMAND, Measure.NAMESPACE, Measure.DIMENSION, metrics, events);
    }

    private MetricsPage() {}
}
