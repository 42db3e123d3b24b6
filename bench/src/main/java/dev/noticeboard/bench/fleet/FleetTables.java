package dev.noticeboard.bench.fleet;

import dev.noticeboard.bench.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the outcomes say, as tables. */
final class FleetTables {
    private FleetTables() {}

    private static double perCent(double share) {
        return share * 100;
    }

    /** How long each fleet took. */
    static Table times(List<Outcome> outcomes) {
        Table.Builder table = Table.of(
                "How long until hosts have it",
                "scenario",
                "until they",
                "hosts",
                "of them simulated",
                "50 % (s)",
                "99 % (s)",
                "100 % (s)",
                "have it at the end (%)",
                "throttled calls",
                "most asked of",
                "its peak (% of the limit)",
                "USD a change");
        for (Outcome o : outcomes) {
            Quota most = o.busiest();
            table.row(
                    o.scenario(),
                    o.waited(),
                    o.hosts(),
                    o.cores(),
                    o.half(),
                    o.most(),
                    o.all(),
                    perCent(o.share()),
                    Math.round(o.refused()),
                    most == null ? "–" : most.title(),
                    most == null ? null : perCent(o.peak(most)),
                    o.dollars());
        }
        return table.build();
    }

    /** What was asked of each limit. */
    static Table loads(List<Outcome> outcomes) {
        List<String> heads = new ArrayList<>(List.of("scenario", "until they", "hosts"));
        for (Quota quota : Quota.values()) {
            heads.add(quota.title());
        }
        Table.Builder table =
                Table.of("Worst second of each limit, in % of it, retries included", heads.toArray(String[]::new));
        for (Outcome o : outcomes) {
            List<@Nullable Object> row = new ArrayList<>(List.of(o.scenario(), o.waited(), o.hosts()));
            for (Quota quota : Quota.values()) {
                row.add(o.peak(quota) == 0 ? null : (Object) perCent(o.peak(quota)));
            }
            table.row(row.toArray());
        }
        return table.build();
    }

    /** Which limit is met first. */
    static Table ceilings() {
        Table.Builder table = Table.of(
                "Which limit is met first: hosts of one namespace that it carries within, or at, a poll interval of 60 s",
                "hosts",
                "what asks",
                "limit",
                "beyond",
                "remedy");
        for (Ceiling c : Ceiling.all()) {
            table.row(round(c.hosts()), c.what(), limit(c.quota()), c.beyond(), c.remedy());
        }
        return table.build();
    }

    /** Three digits say enough of it. */
    private static long round(double hosts) {
        double step = StrictMath.pow(10, Math.max(0, Math.floor(StrictMath.log10(hosts)) - 2));
        return Math.round(Math.round(hosts / step) * step);
    }

    private static String limit(Quota quota) {
        return quota.title() + ", " + String.format(Locale.ROOT, "%,.0f ", quota.perSecond()) + quota.unit();
    }

    /** How long reports of one change take. */
    static Table reports(List<Outcome> outcomes) {
        Table.Builder table = Table.of(
                "A change that all report",
                "hosts",
                "last report taken in after (s)",
                "reports# writes, worst second (%)");
        outcomes.stream()
                .filter(o -> o.scenario().equals(Scenarios.STEADY))
                .forEach(o -> table.row(o.hosts(), o.reportsIn(), perCent(o.peak(Quota.REPORT_WRITES))));
        return table.build();
    }

    /** The model. */
    static Table model() {
        Table.Builder table = Table.of("The model", "what", "value", "source");
        for (Quota quota : Quota.values()) {
            table.row(
                    quota.title(),
                    String.format(Locale.ROOT, "%,.0f ", quota.perSecond()) + quota.unit(),
                    quota.source());
        }
        for (Latency hop : Aws.HOPS) {
            table.row(
                    hop.title(),
                    String.format(Locale.ROOT, "median %.0f ms, 99 %% %.0f ms", hop.medianMillis(), hop.p99Millis()),
                    hop.source());
        }
        table.row(
                "Lambda, a first registration and a renewal",
                String.format(Locale.ROOT, "%.2f and %.2f s", Aws.REGISTERS, Aws.RENEWS),
                "ASSUMED");
        return table.build();
    }
}
