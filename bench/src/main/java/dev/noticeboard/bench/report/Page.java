package dev.noticeboard.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Figures as a part of a Markdown page, between two comments that name the measurement: what stands between them is made, never written by
 * hand.
 */
public final class Page {
    private Page() {}

    /**
     * The page with this part in place of its older one.
     *
     * @throws IllegalArgumentException if the page has no such part
     */
    public static String with(String page, Figures figures) {
        String begin = "<!-- begin " + figures.name() + " -->\n";
        String end = "<!-- end " + figures.name() + " -->";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("the page has no part between " + begin.strip() + " and " + end);
        }
        return page.substring(0, from + begin.length()) + part(figures) + page.substring(to);
    }

    private static String part(Figures figures) {
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "%n`%s`, %d s, %s: %s.%n",
                figures.command(),
                figures.seconds(),
                figures.at().toString().substring(0, "2026-01-01".length()),
                figures.machine()));
        figures.tables().forEach(table -> append(out, table));
        figures.plots()
                .forEach(plot -> out.append("\n![")
                        .append(plot)
                        .append("](figures/")
                        .append(plot)
                        .append(")\n"));
        if (!figures.notes().isEmpty()) {
            out.append('\n');
            figures.notes().forEach(note -> out.append("- ").append(note).append('\n'));
        }
        return out.append('\n').toString();
    }

    private static void append(StringBuilder out, Table table) {
        out.append("\n**").append(table.title()).append("**\n\n").append(row(table.columns()));
        out.append(IntStream.range(0, table.columns().size())
                .mapToObj(i -> Terminal.isText(table, i) ? " --- |" : " ---: |")
                .collect(Collectors.joining("", "|", "\n")));
        table.rows().forEach(cells -> out.append(row(cells)));
    }

    private static String row(List<? extends @Nullable Object> cells) {
        return cells.stream()
                .map(Table::text)
                .map(t -> t.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
