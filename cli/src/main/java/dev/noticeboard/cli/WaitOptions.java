package dev.noticeboard.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of writes that wait for the fleet. */
final class WaitOptions {
    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = Arguments.Time.class,
            description = "Wait until all live agents serve it, for at most this long, such as 30s or 2m; then exit"
                    + " status 1 and who does not.")
    @Nullable Duration limit;
}
