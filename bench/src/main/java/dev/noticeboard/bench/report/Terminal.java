package dev.noticeboard.bench.report;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as aligned text. */
public final class Terminal {
    private Terminal() {}

    /** All of it, lines ended by line feeds. */
    public static String text(Figures figures) {
        StringBuilder out = new StringBuilder();
        out.append(figures.title()).append('\n').append(figures.machine()).append('\n');
        figures.tables().forEach(table -> append(out, table));
        out.append('\n');
        figures.notes().forEach(note -> out.append("  ").append(note).append('\n'));
        figures.faults().forEach(fault -> out.append("  FAULT: ").append(fault).append('\n'));
        out.append(String.format(
                Locale.ROOT,
                "%s, %d s%s%n",
                figures.command(),
                figures.seconds(),
                figures.quick() ? ", a quick run" : ""));
        return out.toString();
    }

    private static void append(StringBuilder out, Table table) {
        int[] widths = new int[table.columns().size()];
        measure(widths, table.columns());
        table.rows().forEach(row -> measure(widths, row));
        out.append('\n').append(table.title()).append('\n');
        line(out, widths, table.columns(), table);
        table.rows().forEach(row -> line(out, widths, row, table));
    }

    private static void measure(int[] widths, List<? extends @Nullable Object> cells) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], Table.text(cells.get(i)).length());
        }
    }

    private static void line(StringBuilder out, int[] widths, List<? extends @Nullable Object> cells, Table table) {
        StringBuilder line = new StringBuilder(" ");
        for (int i = 0; i < widths.length; i++) {
            String text = Table.text(cells.get(i));
            String pad = " ".repeat(widths[i] - text.length());
            line.append(' ').append(isText(table, i) ? text + pad : pad + text).append(' ');
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    /** Texts stand to the left, numbers to the right. */
    static boolean isText(Table table, int column) {
        return column == 0 || table.rows().stream().anyMatch(row -> row.get(column) instanceof String);
    }
}
