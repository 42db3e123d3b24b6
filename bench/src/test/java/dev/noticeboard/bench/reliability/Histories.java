package dev.noticeboard.bench.reliability;

import dev.noticeboard.bench.reliability.Operation.Kind;
import dev.noticeboard.bench.reliability.Operation.Outcome;
import org.jspecify.annotations.Nullable;

/** Operations for tests, on one parameter, with whole numbers for time. */
final class Histories {
    private static final String NAME = "/chaos/it/p";

    static Operation read(@Nullable String value, long version, long invoked, long returned) {
        return new Operation("r" + invoked, Kind.READ, NAME, null, value, invoked, returned, Outcome.DONE, version);
    }

    static Operation write(@Nullable String value, long version, long invoked, long returned) {
        return new Operation("w" + invoked, Kind.WRITE, NAME, null, value, invoked, returned, Outcome.DONE, version);
    }

    static Operation lost(@Nullable String value, long invoked) {
        return new Operation(
                "u" + invoked, Kind.WRITE, NAME, null, value, invoked, Operation.NEVER, Outcome.UNKNOWN, 0);
    }

    static Operation swap(@Nullable String expected, String value, long version, long invoked, long returned) {
        return new Operation("s" + invoked, Kind.SWAP, NAME, expected, value, invoked, returned, Outcome.DONE, version);
    }

    static Operation lostSwap(@Nullable String expected, String value, long invoked) {
        return new Operation(
                "v" + invoked, Kind.SWAP, NAME, expected, value, invoked, Operation.NEVER, Outcome.UNKNOWN, 0);
    }

    static Operation conflict(@Nullable String expected, String value, long invoked, long returned) {
        return new Operation("c" + invoked, Kind.SWAP, NAME, expected, value, invoked, returned, Outcome.CONFLICT, 0);
    }

    private Histories() {}
}
