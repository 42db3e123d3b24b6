package dev.noticeboard.functions.resource;

import dev.noticeboard.schemas.board.Parameter;
import org.jspecify.annotations.Nullable;

/** The words for what stands in the way of a stack: what was changed, the versions, and what to do. */
final class Drift {
    private static final String CHOICES =
            " Nothing was written. To keep that, say the same in the template; to write the template's"
                    + " over it, set OnDrift to OVERWRITE; to leave it to others, KEEP.";

    static String exists(String name, long version) {
        return name + " exists already, at version " + version
                + ", and this resource did not write it. Nothing was written. Set Adopt to true to take it over, or choose"
                + " another name.";
    }

    static String drifted(@Nullable Parameter current, long written) {
        if (current == null) {
            throw new IllegalArgumentException("what is not there has not drifted");
        }
        String wrote = written == 0
                ? "The stack's label is at no version of it any more"
                : "The stack wrote version " + written;
        return current.name() + " was " + (current.tombstone() ? "deleted" : "changed") + " outside of this stack. "
                + wrote + "; version " + current.version() + " is by " + current.by() + " at " + current.at() + "."
                + CHOICES;
    }

    static String schemaExists(String place, long revision) {
        return "A schema is bound to " + place + " already, since revision " + revision
                + ", and this resource did not bind it. Nothing was written. Set Adopt to true to put this one in its"
                + " place.";
    }

    static String schemaDrifted(String place, long revision) {
        return "The schema of " + place + " was changed outside of this stack, at revision " + revision + "." + CHOICES;
    }

    private Drift() {}
}
