package dev.noticeboard.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every write of one thing has. */
final class WriteOptions {
    @Option(names = "--why", paramLabel = "TEXT", description = "The reason, kept with the revision.")
    @Nullable String why;

    @Option(
            names = "--dry-run",
            description = "Ask the board what it would do and what it would refuse (exit status 1); write nothing.")
    boolean dryRun;
}
