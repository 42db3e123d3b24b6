package dev.noticeboard.cli.terminal;

import java.io.PrintWriter;
import java.util.List;

/**
 * Lines of a terminal that are painted over in place. Each painting is one write that ends at column 1 below the lines with the
 * cursor visible and no colour left on, so whenever a command is cut off the terminal is clean. For one thread.
 */
public final class Redrawn {
    /** Erases the line from the cursor on, and the screen from it on (ECMA-48: EL, ED). */
    private static final String TO_END_OF_LINE = "\u001b[K";

    private static final String TO_END_OF_SCREEN = "\u001b[J";

    private final PrintWriter out;
    private List<String> painted = List.of();

    public Redrawn(PrintWriter out) {
        this.out = out;
    }

    /**
     * Paints lines over those painted before.
     *
     * @param lines each shorter than the terminal is wide, or it would be two
     */
    public void paint(List<String> lines) {
        if (lines.equals(painted)) {
            return;
        }
        StringBuilder frame = new StringBuilder();
        if (!painted.isEmpty()) {
            // Cursor to column 1, so many lines up (CPL).
            frame.append("\u001b[").append(painted.size()).append('F');
        }
        lines.forEach(line -> frame.append(line).append(TO_END_OF_LINE).append('\n'));
        if (lines.size() < painted.size()) {
            frame.append(TO_END_OF_SCREEN);
        }
        out.print(frame);
        out.flush();
        painted = List.copyOf(lines);
    }
}
