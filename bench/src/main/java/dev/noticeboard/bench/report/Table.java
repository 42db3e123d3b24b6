package dev.noticeboard.bench.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A table of figures. A cell is a text, a number in its column's unit, or null where there is none to tell; units stand in the columns' heads.
 *
 * @param title what it shows, in a line
 * @param columns the heads, the first one of what a row is about
 * @param rows one cell for each column
 */
public record Table(String title, List<String> columns, List<List<@Nullable Object>> rows) {
    private static final double FINE = 0.001;
    private static final double SMALL = 10;
    private static final double MIDDLE = 100;

    /** Checks the shape. */
    public Table {
        for (List<@Nullable Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        title + ": a row has " + row.size() + " cells for " + columns.size() + " columns");
            }
        }
    }

    /** Begins one. */
    public static Builder of(String title, String... columns) {
        return new Builder(title, List.of(columns));
    }

    /** Takes the rows. For one thread. */
    public static final class Builder {
        private final String title;
        private final List<String> columns;
        private final List<List<@Nullable Object>> rows = new ArrayList<>();

        private Builder(String title, List<String> columns) {
            this.title = title;
            this.columns = columns;
        }

        /** Adds a row, a cell for each column: text, number or null; what is not a finite number, which JSON cannot say, is none. */
        public Builder row(@Nullable Object... cells) {
            List<@Nullable Object> row = new ArrayList<>();
            for (Object cell : cells) {
                row.add(cell instanceof Double d && !Double.isFinite(d) ? null : cell);
            }
            rows.add(Collections.unmodifiableList(row));
            return this;
        }

        /** The table. */
        public Table build() {
            return new Table(title, columns, List.copyOf(rows));
        }
    }

    /** A cell as it is printed: three significant digits or all of a whole number. */
    static String text(@Nullable Object cell) {
        if (cell == null) {
            return "–";
        }
        if (!(cell instanceof Number number)) {
            return cell.toString();
        }
        double d = number.doubleValue();
        double size = Math.abs(d);
        if (!(cell instanceof Double || cell instanceof Float) || (d == Math.rint(d) && size >= MIDDLE)) {
            return String.format(Locale.ROOT, "%,d", number.longValue());
        }
        String form = size >= MIDDLE
                ? "%,.0f"
                : size >= SMALL ? "%.1f" : size >= 1 || d == 0 ? "%.2f" : size >= FINE ? "%.3f" : "%.2e";
        return String.format(Locale.ROOT, form, d);
    }
}
