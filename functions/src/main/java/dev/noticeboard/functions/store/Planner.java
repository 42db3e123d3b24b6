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
    /** Actions of a transaction. Source: DynamoDB, {@code TransactWriteItems}. */
    private static final int ACTIONS = 100;

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
     * @param copied whether the head was copied from another table, and this request does not renew its epoch
     * @param overtaken why a rollout cannot move as asked; null if none is asked to, or it can
     */
    record Findings(
            CommitDraft draft,
            List<Violation> violations,
            List<Problem.Winner> conflicts,
            boolean copied,
            @Nullable String overtaken) {}

    /** Violations come before conflicts, and both before any commit; before all of it comes a table that is a copy. */
    Plan plan(WriteRequest request, BoardState state, Attempt attempt) {
        Findings found = find(request, state, attempt);
        if (found.copied()) {
            return new Plan.Ends(new Outcome.Copied());
        }
        if (!found.violations().isEmpty()) {
            return new Plan.Ends(new Outcome.Refused(found.violations()));
        }
        if (!found.conflicts().isEmpty()) {
            return new Plan.Ends(new Outcome.Conflict(found.conflicts().get(0)));
        }
        if (found.overtaken() != null) {
            return new Plan.Ends(new Outcome.Overtaken(found.overtaken()));
        }
        return found.draft().changesNothing()
                ? new Plan.ChangesNothing(found.draft().unchanged())
                : ready(found.draft().commit(spread, answersKept));
    }

    private static Plan ready(Commit commit) {
        return commit.actions() <= ACTIONS
                ? new Plan.Ready(commit)
                : new Plan.Ends(new Outcome.Refused(List.of(RolloutChecks.tooManyActions(commit.actions(), ACTIONS))));
    }

    /** Everything that can be said about a request on this state. */
    Findings find(WriteRequest request, BoardState state, Attempt attempt) {
        List<Violation> violations = new ArrayList<>(request.wishes().violations());
        if (state.settings().whyRequired() && blank(request.why())) {
            violations.add(Violation.of(
                    "why", "why-required", "this namespace asks for a reason", "Say why, in up to 1,024 characters."));
        }
        CommitDraft draft = new CommitDraft(request, state, attempt);
        violations.addAll(RolloutChecks.before(request, state));
        Optional<String> overtaken = Optional.empty();
        List<Wish> labels = new ArrayList<>();
        for (Wish wished : request.wishes().wishes()) {
            if (wished instanceof Wish.Start) {
                // After what it starts.
                continue;
            }
            if (wished instanceof Wish.MoveRollout move) {
                overtaken = draft.rollouts().move(move);
                continue;
            }
            Optional<Wish> resolved = resolve(wished, state, attempt.at(), violations);
            if (resolved.isPresent()) {
                Wish wish = resolved.get();
                violations.addAll(checks.of(wish, state, attempt.at()));
                String rollout = wish instanceof Wish.OfParameter p ? state.rollout(p.name()) : null;
                if (rollout != null && request.manner() == WriteRequest.Manner.URGENT) {
                    draft.rollouts().abort(rollout);
                }
                if (wish instanceof Wish.OfLabel) {
                    labels.add(wish);
                } else {
                    draft.add(wish);
                }
            }
        }
        labels.forEach(draft::add);
        request.start()
                .ifPresent(start ->
                        RolloutChecks.strategy(start, state).ifPresent(strategy -> draft.start(start, strategy)));
        violations.addAll(RolloutChecks.after(request, state, draft));
        violations.addAll(draft.labels().violations());
        if (draft.parameters().allBytes() > Limits.CHANGE_SET_BYTES) {
            violations.add(Wishes.tooLarge(draft.parameters().allBytes()));
        }
        boolean legible = request.wishes().violations().isEmpty()
                && violations.stream().noneMatch(v -> UNREADABLE.contains(v.rule()));
        if (legible) {
            violations.addAll(draft.parameters().flagsTwice());
        }
        if (legible && draft.parameters().writes().stream().anyMatch(w -> w.version() != null)) {
            violations.addAll(checks.ofWhole(request.namespace(), state, draft.parameters()));
        }
        List<Violation> some = violations.size() > Limits.VIOLATIONS
                ? List.copyOf(violations.subList(0, Limits.VIOLATIONS))
                : List.copyOf(violations);
        boolean copied =
                !request.renewsEpoch() && state.head() != null && state.head().copiedInto(attempt.table());
        return new Findings(
                draft, some, Conflicts.of(request.wishes().wishes(), state), copied, overtaken.orElse(null));
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
        if (old == null || value == null || old.unserved()) {
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
