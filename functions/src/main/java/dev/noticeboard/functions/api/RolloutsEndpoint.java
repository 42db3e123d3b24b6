package dev.noticeboard.functions.api;

import dev.noticeboard.functions.moves.Move;
import dev.noticeboard.functions.moves.Transitions;
import dev.noticeboard.functions.store.IdempotencyKey;
import dev.noticeboard.functions.store.Outcome;
import dev.noticeboard.functions.store.WriteRequest;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.RolloutAction;
import dev.noticeboard.schemas.api.RolloutPage;
import dev.noticeboard.schemas.api.RolloutRequest;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code …/rollouts}, {@code …/rollouts/under/{prefix}}, {@code …/rollouts/{id}} and {@code …/rollouts/{id}/{action}}: starts, shows and moves
 * rollouts. Thread-safe.
 */
final class RolloutsEndpoint {
    private static final String UNDER = "under";
    private static final long LIMIT = 100;
    /** A hand that loses to the conductor looks again: what it asks for is mostly legal still. */
    private static final int LOOKS = 3;

    /** A rollout's id is a change set's, a UUID of 36 characters: what is longer than this names none, and DynamoDB takes 1,024 bytes as a sort key. */
    private static final int LONGEST_ID = 100;

    private final RolloutDesk desk;
    private final Writes writes;

    RolloutsEndpoint(RolloutDesk desk, Writes writes) {
        this.desk = desk;
        this.writes = writes;
    }

    Answer answer(Call call, Path path) {
        List<String> rest = path.rest();
        // "under" with nothing after it is an id, which no rollout has.
        boolean start = rest.isEmpty() || (rest.size() > 1 && rest.get(0).equals(UNDER));
        if (start && call.method().equals("POST")) {
            return start(call, path.prefixUnder());
        }
        if (rest.isEmpty() && call.method().equals("GET")) {
            return list(call, path.namespace());
        }
        if (start) {
            throw Problems.methodNotAllowed(call.method(), rest.isEmpty() ? "GET, POST" : "POST");
        }
        String id = rest.get(0);
        if (rest.size() == 1) {
            if (!call.method().equals("GET")) {
                throw Problems.methodNotAllowed(call.method(), "GET");
            }
            new Query(call, Set.of());
            return Answer.ok(found(path.namespace(), id));
        }
        if (rest.size() > 2 || move(rest.get(1), "").isEmpty()) {
            throw Path.nothingAt(call.path());
        }
        if (!call.method().equals("POST")) {
            throw Problems.methodNotAllowed(call.method(), "POST");
        }
        return move(call, path.namespace(), id, rest.get(1));
    }

    private Answer start(Call call, Prefix prefix) {
        Query query = new Query(call, Set.of(Query.DRY_RUN));
        RolloutRequest request = Json.readStrict(call.body(), RolloutRequest.class);
        Wishes items = Wishes.of(prefix, new ChangeSetRequest(request.changes(), request.why()));
        List<Violation> violations = new ArrayList<>(items.violations());
        if ((request.strategy() == null) == (request.inlineStrategy() == null)) {
            violations.add(Violation.of(
                    "strategy",
                    "required",
                    "there must be exactly one of strategy and inlineStrategy",
                    "Name a strategy, such as canary-1-10-100, or describe one."));
            throw Problems.violations(violations);
        }
        List<Wish> wishes = new ArrayList<>();
        wishes.add(new Wish.Start("", request.strategy(), request.inlineStrategy()));
        wishes.addAll(items.wishes());
        Answer answer = writes.commit(call, query, prefix.namespace(), new Wishes(wishes, violations), request.why());
        if (!(answer.body() instanceof CommitAnswer committed) || committed.changeSet() == null) {
            return answer;
        }
        desk.lookSoon(prefix.namespace());
        return Answer.ok(found(prefix.namespace(), committed.changeSet()));
    }

    private Answer list(Call call, Namespace namespace) {
        Query query = new Query(call, Set.of("open", "limit", "nextToken"));
        Optional<Boolean> open = query.text("open").map(text -> query.flag("open", false));
        int limit = query.number("limit", 1, LIMIT).orElse(LIMIT).intValue();
        String after = query.text("nextToken")
                .map(token -> Tokens.read("nextToken", token).name())
                .orElse(null);
        if (after != null && after.length() > LONGEST_ID) {
            throw Tokens.refuse("nextToken");
        }
        List<Rollout> all = desk.page(namespace, after, limit);
        List<Rollout> shown = all.stream()
                .filter(r -> open.isEmpty() || open.get() == r.open())
                .toList();
        String next = all.size() == limit ? Tokens.of(0, all.get(limit - 1).id()) : null;
        return Answer.ok(new RolloutPage(shown, next));
    }

    private Rollout found(Namespace namespace, String id) {
        return (id.length() > LONGEST_ID ? Optional.<Rollout>empty() : desk.find(namespace, id))
                .orElseThrow(() -> Problems.notFound("There is no rollout " + id + " in " + namespace
                        + ", or it ended longer ago than the change log is kept."));
    }

    private Answer move(Call call, Namespace namespace, String id, String action) {
        new Query(call, Set.of());
        RolloutAction body = Json.readStrict(call.body(), RolloutAction.class);
        String why = body.why() == null ? action + " by hand" : body.why();
        Move move = move(action, why).orElseThrow();
        IdempotencyKey key = Writes.key(call, namespace).orElse(null);
        String overtaken = "";
        for (int i = 0; i < LOOKS; i++) {
            Rollout seen = found(namespace, id);
            if (key == null || i > 0) {
                Transitions.illegal(seen, move).ifPresent(illegal -> {
                    throw Problems.rolloutMoved(id, illegal);
                });
            }
            Wishes wishes = Wishes.one(new Wish.MoveRollout("", seen, move), body.why());
            Outcome outcome = writes.outcome(
                    new WriteRequest(namespace, wishes, why, call.principal(), key).traced(Writes.trace(call)));
            if (outcome instanceof Outcome.Done) {
                desk.lookSoon(namespace);
                return Answer.ok(found(namespace, id));
            }
            if (!(outcome instanceof Outcome.Overtaken lost)) {
                throw Writes.problem(outcome);
            }
            overtaken = lost.why();
        }
        throw Problems.rolloutMoved(id, overtaken);
    }

    private static Optional<Move> move(String action, String why) {
        return Optional.ofNullable(
                switch (action) {
                    case "advance" -> new Move.Advance(why);
                    case "pause" -> new Move.Pause(why);
                    case "resume" -> new Move.Resume(why);
                    case "complete" -> new Move.Complete(why, null);
                    case "abort" -> new Move.Abort(why);
                    default -> null;
                });
    }
}
