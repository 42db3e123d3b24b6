package dev.noticeboard.cli.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person and what a log sees of an import. */
class ProgressLineTest {
    private final StringWriter err = new StringWriter();
    private Instant now = Instant.EPOCH;

    private ProgressLine line(boolean interactive) {
        return new ProgressLine(new PrintWriter(err), interactive, () -> now);
    }

    @Test
    void log_hasALineEachFiveSeconds() {
        ProgressLine line = line(false);
        for (int second = 1; second <= 11; second++) {
            now = Instant.ofEpochSecond(second);
            line.reached(new ImportTally(second * 1000, 53_466, second, 0, second == 10 ? 2 : 0));
        }
        line.end();
        assertEquals(
                List.of(
                        "5,000 of 53,466 parameters (9 %), 1,000/s",
                        "10,000 of 53,466 parameters (18 %), 1,000/s, 2 requests repeated"),
                err.toString().lines().toList());
    }

    @Test
    void terminal_paintsOneLineOverAndClearsIt() {
        ProgressLine line = line(true);
        for (int ms = 50; ms <= 250; ms += 50) {
            now = Instant.ofEpochMilli(ms);
            line.reached(new ImportTally(ms, 500, 1, 0, 0));
        }
        line.end();
        assertEquals(
                "\r\u001b[K50 of 500 parameters (10 %), 1,000/s\r\u001b[K150 of 500 parameters (30 %), 1,000/s"
                        + "\r\u001b[K250 of 500 parameters (50 %), 1,000/s\r\u001b[K",
                err.toString());
    }
}
