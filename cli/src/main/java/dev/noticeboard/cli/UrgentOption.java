package dev.noticeboard.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of writes that cannot wait. */
final class UrgentOption {
    @Option(
            names = "--urgent",
            description = "For a kill switch: publishes at once, and ends a rollout of the parameter, whose other"
                    + " parameters go back to their stable versions. Refused if it does not fit into a notice.")
    private boolean urgent;

    /** As requests have it: absent where it is not. */
    @Nullable Boolean asked() {
        return urgent ? Boolean.TRUE : null;
    }

    boolean given() {
        return urgent;
    }
}
