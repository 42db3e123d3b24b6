package dev.noticeboard.localstack.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The table at the end of the demonstration, as text and as JSON.
 *
 * @param ok whether every claim held
 * @param namespace where it ran
 * @param parameters how many were imported
 * @param agents a row each
 * @param push all deliveries that were learned by push
 * @param poll all deliveries that were learned by polling
 * @param refusedWrites how many bad writes were refused
 * @param claims what was claimed, and whether it held
 * @param seconds how long the demonstration took
 */
record DemoReport(
        boolean ok,
        String namespace,
        int parameters,
        List<Row> agents,
        Times push,
        Times poll,
        int refusedWrites,
        List<Claims.Claim> claims,
        double seconds) {

    /** One agent. */
    record Row(String agent, long revision, Times push, Times poll) {}

    /** Times from the write until it was served, in milliseconds; absent where nothing was delivered this way. */
    record Times(
            int deliveries,
            @Nullable Double medianMillis,
            @Nullable Double maxMillis) {

        static Times of(List<Duration> sorted) {
            if (sorted.isEmpty()) {
                return new Times(0, null, null);
            }
            return new Times(
                    sorted.size(), millis(sorted.get(sorted.size() / 2)), millis(sorted.get(sorted.size() - 1)));
        }

        private static double millis(Duration d) {
            return Math.round(d.toNanos() / 100_000.0) / 10.0;
        }
    }

    /** The table as lines for a terminal. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(row("agent", "revision", "pushed", "median ms", "max ms", "polled", "median ms", "max ms"));
        for (Row r : agents) {
            lines.add(row(r.agent(), Long.toString(r.revision()), r.push(), r.poll()));
        }
        lines.add(row("all", "", push, poll));
        lines.add("");
        lines.add("refused writes: " + refusedWrites);
        return lines;
    }

    private static String row(String agent, String revision, Times push, Times poll) {
        return row(
                agent,
                revision,
                Integer.toString(push.deliveries()),
                text(push.medianMillis()),
                text(push.maxMillis()),
                Integer.toString(poll.deliveries()),
                text(poll.medianMillis()),
                text(poll.maxMillis()));
    }

    private static String row(String agent, String... cells) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-10s", agent));
        for (String cell : cells) {
            line.append(String.format(Locale.ROOT, " %10s", cell));
        }
        return line.toString().stripTrailing();
    }

    private static String text(@Nullable Double millis) {
        return millis == null ? "-" : String.format(Locale.ROOT, "%.1f", millis);
    }
}
