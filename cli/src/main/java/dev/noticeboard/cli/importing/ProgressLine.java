package dev.noticeboard.cli.importing;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/**
 * Shows how far an import is: on a terminal a line that is painted over, elsewhere (a log) a new line every few seconds. For
 * one thread.
 */
public final class ProgressLine implements ImportProgress {
    /** Between two paintings: ten a second look fluent and cost nothing. */
    private static final Duration PAINT = Duration.ofMillis(100);

    /** Between two lines of a log. */
    private static final Duration LOG = Duration.ofSeconds(5);

    /** To column 1, and erases the line (ECMA-48: CR, EL). */
    private static final String PAINT_OVER = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean interactive;
    private final InstantSource clock;
    private final Instant start;
    private Instant next;
    private boolean painted;

    public ProgressLine(PrintWriter err, boolean interactive, InstantSource clock) {
        this.err = err;
        this.interactive = interactive;
        this.clock = clock;
        this.start = clock.instant();
        this.next = interactive ? start : start.plus(LOG);
    }

    @Override
    public void reached(ImportTally tally) {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(interactive ? PAINT : LOG);
        if (interactive) {
            err.print(PAINT_OVER + text(tally, now));
            painted = true;
        } else {
            err.println(text(tally, now));
        }
        err.flush();
    }

    /** Clears the line, so that the next output begins at column 1. */
    public void end() {
        if (painted) {
            err.print(PAINT_OVER);
            err.flush();
        }
    }

    private String text(ImportTally tally, Instant now) {
        double seconds = Math.max(Duration.between(start, now).toMillis(), 1) / 1000.0;
        String repeated = tally.repeated() == 0 ? "" : ", " + tally.repeated() + " requests repeated";
        return String.format(
                Locale.ROOT,
                "%,d of %,d parameters (%d %%), %,.0f/s%s",
                tally.parameters(),
                tally.of(),
                100L * tally.parameters() / tally.of(),
                tally.parameters() / seconds,
                repeated);
    }
}
