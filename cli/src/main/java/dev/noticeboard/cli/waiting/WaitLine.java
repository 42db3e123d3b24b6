package dev.noticeboard.cli.waiting;

import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.api.Convergence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Shows how far a wait is: on a terminal a line that is painted over, elsewhere (a log) a new line every few seconds. For one
 * thread.
 */
public final class WaitLine implements Consumer<Convergence> {
    /** Between two lines of a log. */
    private static final Duration LOG = Duration.ofSeconds(5);

    /** To column 1, and erases the line (ECMA-48: CR, EL). */
    private static final String PAINT_OVER = "\r\u001b[K";

    private final Terminal terminal;
    private final InstantSource clock;
    private Instant next;
    private boolean painted;

    public WaitLine(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
        this.next = clock.instant().plus(LOG);
    }

    @Override
    public void accept(Convergence c) {
        String text = "waiting: " + ConvergenceText.summary(c);
        if (terminal.interactive()) {
            terminal.err().print(PAINT_OVER + text);
            terminal.err().flush();
            painted = true;
        } else if (!clock.instant().isBefore(next)) {
            next = clock.instant().plus(LOG);
            terminal.remark(text);
        }
    }

    /** Clears the line, so that the next output begins at column 1. */
    public void end() {
        if (painted) {
            terminal.err().print(PAINT_OVER);
            terminal.err().flush();
        }
    }
}
