package dev.noticeboard.cli.importing;

/** Hears how far an import is: after each change set, and after each request that must be sent again. */
@FunctionalInterface
public interface ImportProgress {
    void reached(ImportTally tally);
}
