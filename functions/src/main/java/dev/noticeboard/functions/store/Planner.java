package dev.noticeboard.functions.store;

import dev.noticeboard.functions.validate.SchemaRules;
import dev.noticeboard.functions.validate.Typing;
import dev.noticeboard.functions.validate.ValueRules;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Decides what a write request comes to on one state of the board. Pure: asks nothing, writes nothing. Thread-safe. */
final class Planner {
    private final SchemaRules schemas;
    private final Duration spread;
    private final Duration answersKept;

    /**
     * Makes a planner.
     *
     * @param spread over how long a fleet spreads its reads of a change set that travels by reference
     * @param answersKept how long an idempotency key holds
     */
    Planner(SchemaRules schemas, Duration spread, Duration answersKept) {
        this.schemas = schemas;
        this.spread = spread;
        this.answersKept = answersKept;
    }

    /** Violations come before conflicts, and both before any commit. */
    Plan plan(WriteRequest request, BoardState state, Attempt attempt) {
        List<Violation> violations = new ArrayList<>(request.wishes().violations());
        for (Wish wish : request.wishes().wishes()) {
            check(wish, state, violations);
        }
        if (!violations.isEmpty()) {
            return new Plan.Ends(new Outcome.Refused(violations));
        }
        for (Wish wish : request.wishes().wishes()) {
            if (wish instanceof Wish.OfParameter p) {
                Optional<Outcome.Conflict> conflict = conflict(p, state);
                if (conflict.isPresent()) {
                    return new Plan.Ends(conflict.get());
                }
            }
        }
        CommitDraft draft = new CommitDraft(request, state, attempt);
        for (Wish wish : request.wishes().wishes()) {
            draft.add(wish);
        }
        return draft.changesNothing()
                ? new Plan.ChangesNothing(draft.unchanged())
                : new Plan.Ready(draft.commit(spread, answersKept));
    }

    private void check(Wish wish, BoardState state, List<Violation> violations) {
        if (wish instanceof Wish.Put put) {
            checkPut(put, state, violations);
        } else if (wish instanceof Wish.Bind bind
                && state.head() != null
                && state.head().schemas().size() >= Limits.SCHEMAS
                && !state.head().schemas().containsKey(bind.prefix().text())) {
            violations.add(Violation.of(
                    bind.field("prefix"),
                    "schemas-count",
                    "the namespace has " + state.head().schemas().size() + " schemas",
                    "Use at most " + Limits.SCHEMAS + ": remove one, or bind one to a shorter prefix."));
        }
    }

    private void checkPut(Wish.Put put, BoardState state, List<Violation> violations) {
        Typing typing = Typing.of(put, state.live(put.name()));
        String field = put.field("value");
        Optional<Violation> meaning = ValueRules.check(field, typing, put.value());
        if (meaning.isPresent()) {
            violations.add(Wishes.about(meaning.get(), put.name()));
            return;
        }
        JsonNode instance = ValueRules.instance(typing, put.value());
        for (Prefix prefix : Prefix.covering(put.name())) {
            BoundSchema bound = state.schemas().get(prefix.text());
            if (bound != null) {
                violations.addAll(schemas.violations(bound, field, put.name(), instance));
            }
        }
    }

    private static Optional<Outcome.Conflict> conflict(Wish.OfParameter wish, BoardState state) {
        Long expected = wish.expectedVersion();
        ParameterName name = wish.name();
        Parameter current = state.parameters().get(name);
        boolean holds = expected == null
                || expected == state.version(name)
                || (expected == 0 && current != null && current.tombstone());
        return holds ? Optional.empty() : Optional.of(new Outcome.Conflict(name, current));
    }
}
