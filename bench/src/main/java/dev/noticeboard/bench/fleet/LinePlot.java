package dev.noticeboard.bench.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lines over a logarithmic axis as SVG text: on a ground of its own, so that it reads on light and dark pages, and the same bytes for the same
 * points.
 */
final class LinePlot {
    /** A point; x over 0. */
    record Point(double x, double y) {}

    /** A line and its name. */
    record Line(String name, List<Point> points) {
        Line {
            points = List.copyOf(points);
        }
    }

    /** An axis: what it shows, from where to where, and where marks stand. */
    record Axis(String title, double from, double to, boolean logarithmic, List<Double> marks) {
        /** Decades from the one that holds the least to the one that holds the most. */
        static Axis decades(String title, double least, double most) {
            int from = (int) Math.floor(StrictMath.log10(least));
            int to = Math.max(from + 1, (int) Math.ceil(StrictMath.log10(most)));
            List<Double> marks = new ArrayList<>();
            for (int i = from; i <= to; i++) {
                marks.add(StrictMath.pow(10, i));
            }
            return new Axis(title, StrictMath.pow(10, from), StrictMath.pow(10, to), true, marks);
        }

        /** Per cent, 0 to 100. */
        static Axis perCent(String title) {
            return new Axis(title, 0, 100, false, List.of(0.0, 25.0, 50.0, 75.0, 100.0));
        }

        double place(double value) {
            double place = logarithmic
                    ? StrictMath.log(Math.max(value, from) / from) / StrictMath.log(to / from)
                    : (value - from) / (to - from);
            return Math.min(1, Math.max(0, place));
        }
    }

    private static final int WIDTH = 720;
    private static final int HEIGHT = 400;
    private static final int LEFT = 64;
    private static final int RIGHT = 220;
    private static final int TOP = 40;
    private static final int BOTTOM = 52;
    private static final int LINE_HEIGHT = 18;
    /** M. Okabe and K. Ito's colours, told apart by the colour-blind too; beyond them lines are dashed. */
    private static final List<String> COLOURS =
            List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000");

    private LinePlot() {}

    /** The plot as a file's text. */
    static String svg(String title, Axis x, Axis y, List<Line> lines) {
        StringBuilder out = new StringBuilder();
        add(
                out,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\"",
                WIDTH,
                HEIGHT);
        add(out, " font-size=\"12\" fill=\"#222222\" role=\"img\" aria-label=\"%s\">\n", text(title));
        add(out, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n", WIDTH, HEIGHT);
        add(out, "<text x=\"%d\" y=\"24\" font-size=\"15\">%s</text>\n", LEFT, text(title));
        for (double mark : x.marks()) {
            double at = x(x, mark);
            add(out, "<path d=\"M%.1f %dV%d\" stroke=\"#dddddd\"/>\n", at, TOP, HEIGHT - BOTTOM);
            add(
                    out,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                    at,
                    HEIGHT - BOTTOM + 18,
                    number(mark));
        }
        for (double mark : y.marks()) {
            double at = y(y, mark);
            add(out, "<path d=\"M%d %.1fH%d\" stroke=\"#dddddd\"/>\n", LEFT, at, WIDTH - RIGHT);
            add(out, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n", LEFT - 8, at + 4, number(mark));
        }
        int middle = (LEFT + WIDTH - RIGHT) / 2;
        add(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n", middle, HEIGHT - 12, text(x.title()));
        int half = (TOP + HEIGHT - BOTTOM) / 2;
        add(
                out,
                "<text transform=\"translate(16 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>\n",
                half,
                text(y.title()));
        for (int i = 0; i < lines.size(); i++) {
            line(out, x, y, lines.get(i), i);
        }
        return out.append("</svg>\n").toString();
    }

    private static void line(StringBuilder out, Axis x, Axis y, Line line, int number) {
        String dash = number < COLOURS.size() ? "" : " stroke-dasharray=\"5 3\"";
        String stroke = "stroke=\"" + COLOURS.get(number % COLOURS.size()) + "\" stroke-width=\"2\"" + dash;
        StringBuilder path = new StringBuilder();
        for (Point p : line.points()) {
            add(path, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x(x, p.x()), y(y, p.y()));
        }
        add(out, "<path d=\"%s\" fill=\"none\" stroke-linejoin=\"round\" %s/>\n", path, stroke);
        int at = TOP + 8 + number * LINE_HEIGHT;
        add(out, "<path d=\"M%d %dh20\" %s/>\n", WIDTH - RIGHT + 14, at, stroke);
        add(out, "<text x=\"%d\" y=\"%d\">%s</text>\n", WIDTH - RIGHT + 40, at + 4, text(line.name()));
    }

    private static double x(Axis axis, double value) {
        return LEFT + axis.place(value) * (WIDTH - RIGHT - LEFT);
    }

    private static double y(Axis axis, double value) {
        return HEIGHT - BOTTOM - axis.place(value) * (HEIGHT - BOTTOM - TOP);
    }

    private static String number(double mark) {
        return mark >= 1 || mark == 0
                ? String.format(Locale.ROOT, "%,.0f", mark)
                : String.format(
                        Locale.ROOT,
                        "%s",
                        java.math.BigDecimal.valueOf(mark).stripTrailingZeros().toPlainString());
    }

    private static String text(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static void add(StringBuilder out, String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values));
    }
}
