package dev.noticeboard.functions.store;

import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Policies;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When the policies of a version of a parameter come due. */
public final class DueTimes {

    /** What a policy does at its time. */
    public enum Kind {
        /** The parameter becomes a tombstone. */
        EXPIRY,
        /** An event tells that it will. */
        EXPIRY_NOTICE,
        /** An event tells that nobody changed it. */
        NO_CHANGE_NOTICE
    }

    /** What happens when. */
    public record Due(Kind kind, Instant at) {}

    /** All that is ever to happen to a version, in the order of time; nothing for a tombstone. */
    public static List<Due> of(Parameter p) {
        Policies policies = p.policies();
        if (policies == null || p.tombstone()) {
            return List.of();
        }
        Instant expiry = policies.expiresAt();
        return Stream.of(
                        due(Kind.EXPIRY, expiry),
                        due(
                                Kind.EXPIRY_NOTICE,
                                expiry == null || policies.notifyBeforeExpiry() == null
                                        ? null
                                        : expiry.minus(policies.notifyBeforeExpiry())),
                        due(
                                Kind.NO_CHANGE_NOTICE,
                                policies.notifyUnchangedAfter() == null
                                        ? null
                                        : p.at().plus(policies.notifyUnchangedAfter())))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Due::at))
                .toList();
    }

    private static Optional<Due> due(Kind kind, @Nullable Instant at) {
        return at == null ? Optional.empty() : Optional.of(new Due(kind, at));
    }

    /** When the first of it is. */
    public static Optional<Instant> first(Parameter p) {
        return of(p).stream().map(Due::at).findFirst();
    }

    private DueTimes() {}
}
