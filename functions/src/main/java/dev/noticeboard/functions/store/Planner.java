package dev.noticeboard.functions.store;

import dev.noticeboard.functions.validate.About;
import dev.noticeboard.functions.validate.SchemaRules;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.board.NamedVersion;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what a write request comes to on one state of the board. Pure: asks nothing, writes nothing. Thread-safe. */
final class Planner {
    /** Rules whose breach leaves no JSON for the namespace's rules to judge. */
    private static final Set<String> UNREADABLE = Set.of("data-type", "secure-string");

    private final Checks checks;
    private final Duration spread;
    private final Duration answersKept;

    /**
     * Makes a planner.
     *
     * @param spread over how long a fleet spreads its reads of a change set that travels by reference
     * @param answersKept how long an idempotency key holds
     */
    Planner(SchemaRules schemas, Duration spread, Duration answersKept) {
        this.checks = new Checks(schemas);
        this.spread = spread;
        this.answersKept = answersKept;
    }

    /**
     * What was found out about a request.
     *
     * @param draft what of it could be drafted
     */
    record Findings(CommitDraft draft, List<Violation> violations, List<Problem.Winner> conflicts) {}

    /** Violations come before conflicts, and both before any commit. */
    Plan plan(WriteRequest request, BoardState state, Attempt attempt) {
        Findings found = find(request, state, attempt);
        if (!found.violations().isEmpty()) {
            return new Plan.Ends(new Outcome.Refused(found.violations()));
        }
        if (!found.conflicts().isEmpty()) {
            return new Plan.Ends(new Outcome.Conflict(found.conflicts().get(0)));
        }
        return found.draft().changesNothing()
                ? new Plan.ChangesNothing(found.draft().unchanged())
                : new Plan.Ready(found.draft().commit(spread, answersKept));
    }

    /** Everything that can be said about a request on this state. */
    Findings find(WriteRequest request, BoardState state, Attempt attempt) {
        List<Violation> violations = new ArrayList<>(request.wishes().violations());
        if (state.settings().whyRequired() && blank(request.why())) {
            violations.add(Violation.of(
                    "why", "why-required", "this namespace asks for a reason", "Say why, in up to 1,024 characters."));
        }
        CommitDraft draft = new CommitDraft(request, state, attempt);
        List<Wish> labels = new ArrayList<>();
        for (Wish wished : request.wishes().wishes()) {
            Optional<Wish> resolved = resolve(wished, state, attempt.at(), violations);
            if (resolved.isPresent()) {
                Wish wish = resolved.get();
                violations.addAll(checks.of(wish, state, attempt.at()));
                if (wish instanceof Wish.OfLabel) {
                    labels.add(wish);
                } else {
                    draft.add(wish);
                }
            }
        }
        labels.forEach(draft::add);
        violations.addAll(draft.labels().violations());
        if (draft.parameters().allBytes() > Limits.CHANGE_SET_BYTES) {
            violations.add(Wishes.tooLarge(draft.parameters().allBytes()));
        }
        boolean legible = request.wishes().violations().isEmpty()
                && violations.stream().noneMatch(v -> UNREADABLE.contains(v.rule()));
        if (legible && !draft.parameters().changes().isEmpty()) {
            violations.addAll(checks.ofWhole(request.namespace(), state, draft.parameters()));
        }
        List<Violation> some = violations.size() > Limits.VIOLATIONS
                ? List.copyOf(violations.subList(0, Limits.VIOLATIONS))
                : List.copyOf(violations);
        return new Findings(draft, some, Conflicts.of(request.wishes().wishes(), state));
    }

    private static boolean blank(@Nullable String why) {
        return why == null || why.isBlank();
    }

    /** A restore is a put of what the history holds; an expiry that has passed by now is left out. */
    private static Optional<Wish> resolve(Wish wish, BoardState state, Instant now, List<Violation> violations) {
        if (!(wish instanceof Wish.Restore restore)) {
            return Optional.of(wish);
        }
        Parameter old = state.versions().get(new NamedVersion(restore.name(), restore.version()));
        String value = old == null ? null : old.value();
        if (old == null || value == null) {
            violations.add(Violation.of(
                    restore.field("version"),
                    "restore-version",
                    restore.name() + " has no value in version " + restore.version(),
                    "Name a version that has one; the history lists them. To delete it, send a delete."));
            return Optional.empty();
        }
        return Optional.of(new Wish.Put(
                restore.field(),
                restore.name(),
                value,
                old.type(),
                old.dataType(),
                About.exactly(old.metadata().withoutExpiryPassedAt(now)),
                restore.expectedVersion()));
    }
}
