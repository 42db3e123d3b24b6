package dev.noticeboard.bench.reliability;

import org.jspecify.annotations.Nullable;

/**
 * What one client did to one parameter, and what it was told.
 *
 * @param id the request's; a change set of several parameters is an operation on each of them
 * @param kind what was asked
 * @param name the parameter's
 * @param expected for a swap, the value that had to be there; null for none
 * @param value what was read, or is to be there afterwards; null for none. Each value is written once, but for none
 * @param invoked before the request was sent, by {@link System#nanoTime()}
 * @param returned after the last answer came; {@link #NEVER} where the outcome is unknown
 * @param outcome as the client was told
 * @param version of what was read or written; 0 where it is not known
 */
record Operation(
        String id,
        Kind kind,
        String name,
        @Nullable String expected,
        @Nullable String value,
        long invoked,
        long returned,
        Outcome outcome,
        long version) {
    /** It may still take effect, at any time. */
    static final long NEVER = Long.MAX_VALUE;

    enum Kind {
        READ,
        WRITE,
        /** A write that names the version that it replaces. */
        SWAP
    }

    enum Outcome {
        DONE,
        /** A swap that found another version. */
        CONFLICT,
        /** No answer that holds: it happened, happens later, or never. */
        UNKNOWN
    }

    /** Whether it is written where it is done. */
    boolean writes() {
        return kind != Kind.READ && outcome != Outcome.CONFLICT;
    }

    Operation withValue(@Nullable String other) {
        return new Operation(id, kind, name, expected, other, invoked, returned, outcome, version);
    }

    /** Without values. */
    @Override
    public String toString() {
        return id + " " + kind + " " + name + " " + outcome + (version == 0 ? "" : " version " + version);
    }
}
