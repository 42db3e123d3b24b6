package dev.noticeboard.functions.store;

import dev.noticeboard.functions.validate.StrategyRules;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.schemas.board.Strategy;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Violation;
import dev.noticeboard.schemas.rollout.Strategies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What rollouts forbid: to others, and to those who start one. */
final class RolloutChecks {
    /** Any strategy will do. */
    private static final String ANY = "*";
    /**
     * Bytes of the current states and candidates that the start of a rollout writes. Source: DynamoDB's 4 MB of a transaction, less the log's
     * entry and framing; what ends the rollout writes no more.
     */
    private static final long WRITTEN_BYTES = 3L * 1024 * 1024;

    /** What is wrong with a request before it is drafted. */
    static List<Violation> before(WriteRequest request, BoardState state) {
        List<Violation> violations = new ArrayList<>();
        Optional<Wish.Start> start = request.start();
        for (Wish wish : request.wishes().wishes()) {
            if (wish instanceof Wish.OfParameter p) {
                String rollout = state.rollout(p.name());
                boolean ends = request.manner() == WriteRequest.Manner.URGENT && start.isEmpty();
                if (rollout != null && !ends) {
                    violations.add(
                            Violation.of(
                                    wish.field("name"),
                                    "under-rollout",
                                    p.name() + " is under the rollout " + rollout,
                                    "Complete or abort that rollout first, or send this change urgently: it then ends the rollout."));
                }
            } else if (start.isPresent() && !(wish instanceof Wish.Start)) {
                violations.add(Violation.of(
                        wish.field("kind"),
                        "rollout-changes",
                        "a rollout cannot move labels or bind schemas",
                        "Put, delete and restore only; send the rest as a change set of its own."));
            }
        }
        start.ifPresent(s -> start(request, s, state, violations));
        required(request, start, state, violations);
        return violations;
    }

    private static void start(WriteRequest request, Wish.Start start, BoardState state, List<Violation> violations) {
        int changes = request.wishes().wishes().size() - 1;
        if (changes > Limits.ROLLOUT_CHANGES) {
            violations.add(Violation.of(
                    "changes",
                    "changes-count",
                    "there are " + changes + " changes",
                    "A rollout takes at most " + Limits.ROLLOUT_CHANGES + "."));
        }
        if (strategy(start, state).isEmpty()) {
            Set<String> known = new TreeSet<>(Strategies.SHIPPED.keySet());
            known.addAll(state.settings().strategies().keySet());
            violations.add(Violation.of(
                    "strategy",
                    "strategy-unknown",
                    "there is no strategy " + start.strategyName() + " here",
                    "Use one of " + String.join(", ", known) + ", or give an inlineStrategy."));
        }
        if (start.strategy() != null) {
            violations.addAll(StrategyRules.check("inlineStrategy", start.strategy()));
        }
        int open = state.head() == null ? 0 : state.head().rollouts().size();
        if (open >= Limits.ROLLOUTS) {
            violations.add(Violation.of(
                    "changes",
                    "rollouts-count",
                    "the namespace has " + open + " open rollouts",
                    "Complete or abort one: at most " + Limits.ROLLOUTS + " may be open."));
        }
    }

    private static void required(
            WriteRequest request, Optional<Wish.Start> start, BoardState state, List<Violation> violations) {
        String required = state.settings().requiredStrategy();
        boolean writes = request.wishes().wishes().stream().anyMatch(w -> w instanceof Wish.OfParameter);
        if (required == null || !writes || request.manner() != WriteRequest.Manner.ORDINARY) {
            return;
        }
        boolean satisfied = start.isPresent()
                && (required.equals(ANY) || required.equals(start.get().strategyName()));
        if (!satisfied) {
            violations.add(Violation.of(
                    start.isPresent() ? "strategy" : "changes",
                    "rollout-required",
                    "this namespace asks for "
                            + (required.equals(ANY) ? "a rollout" : "a rollout by the strategy " + required),
                    "Start a rollout with it, or send an urgent change if it cannot wait."));
        }
    }

    /** The strategy that a start names or brings; empty if there is none of the name. */
    static Optional<Strategy> strategy(Wish.Start start, BoardState state) {
        if (start.strategy() != null) {
            return Optional.of(start.strategy());
        }
        String name = start.strategyName();
        if (name == null) {
            return Optional.empty();
        }
        Strategy own = state.settings().strategies().get(name);
        return Optional.ofNullable(own == null ? Strategies.SHIPPED.get(name) : own);
    }

    /** What is wrong with what was drafted. */
    static List<Violation> after(WriteRequest request, BoardState state, CommitDraft draft) {
        List<Violation> violations = new ArrayList<>();
        ParameterDraft parameters = draft.parameters();
        if (request.manner() == WriteRequest.Manner.URGENT && parameters.valueBytes() > Limits.INLINE_BYTES) {
            violations.add(Violation.of(
                    "changes",
                    "urgent-size",
                    "the values have " + parameters.valueBytes() + " bytes of UTF-8",
                    "An urgent change travels inside its notice: use at most " + Limits.INLINE_BYTES
                            + ", or send it without urgent."));
        }
        Optional<Wish.Start> start = request.start();
        if (start.isPresent() && strategy(start.get(), state).isPresent()) {
            if (draft.rollouts().writes().isEmpty()) {
                violations.add(Violation.of(
                        "changes",
                        "rollout-changes",
                        "nothing of it would change anything",
                        "Send values other than those that are stable now."));
            } else if (parameters.writtenBytes() > WRITTEN_BYTES) {
                violations.add(Violation.of(
                        "changes",
                        "rollout-size",
                        "stable values and candidates have " + parameters.writtenBytes() + " bytes together",
                        "Use at most " + WRITTEN_BYTES + "; start several rollouts."));
            }
        }
        return violations;
    }

    /** The violation that a transaction would be too long. */
    static Violation tooManyActions(int actions, int most) {
        return Violation.of(
                "changes",
                "changes-count",
                "with the rollouts that it ends, it takes " + actions + " writes",
                "Abort these rollouts first, or send fewer changes: a transaction takes " + most + ".");
    }

    private RolloutChecks() {}
}
