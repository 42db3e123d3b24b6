package dev.noticeboard.functions.api;

import dev.noticeboard.functions.history.Restorer;
import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.functions.store.IdempotencyKey;
import dev.noticeboard.functions.store.StoredAnswer;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.RestoreRequest;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.RestorePart;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.Violation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * {@code …/restores} and {@code …/restores/under/{prefix}}: brings parameters back to what they were as of a revision. One request
 * commits as many parts as time allows; the token of its answer goes on. Thread-safe.
 */
final class RestoresEndpoint {
    private final BoardStore store;
    private final Restorer restorer;
    private final Writes writes;

    RestoresEndpoint(BoardStore store, Restorer restorer, Writes writes) {
        this.store = store;
        this.restorer = restorer;
        this.writes = writes;
    }

    Answer answer(Call call, Path path) {
        if (!call.method().equals("POST")) {
            throw Problems.methodNotAllowed(call.method(), "POST");
        }
        Query query = new Query(call, Set.of(Query.DRY_RUN));
        boolean dryRun = query.flag(Query.DRY_RUN, false);
        Prefix prefix = path.prefixUnder();
        RestoreRequest request = Json.readStrict(call.body(), RestoreRequest.class);
        // Looked at in a dry run too: one that is none is refused there as well.
        Optional<IdempotencyKey> sent = Writes.key(call, path.namespace());
        Optional<IdempotencyKey> key = dryRun ? Optional.empty() : sent;
        Optional<StoredAnswer> answered = key.flatMap(writes::answered);
        if (answered.isPresent()) {
            return Answer.ok(Json.readTolerant(answered.get().answer(), RestoreRequest.Answer.class));
        }
        long newest = store.head(path.namespace()).map(Head::revision).orElse(0L);
        if (request.revision() < 0 || request.revision() > newest) {
            throw Problems.invalidRequest(Violation.of(
                    "revision",
                    "revision",
                    "the namespace is at revision " + newest,
                    "Give a revision from 0 to " + newest + "."));
        }
        Restorer.Request asked = asked(call, prefix, request);
        if (dryRun) {
            return tried(prefix, restorer.tryOut(asked), request.revision());
        }
        RestoreRequest.Answer answer = done(prefix, asked, restorer.restore(asked));
        key.ifPresent(k -> writes.remember(k, Json.write(answer)));
        return Answer.ok(answer);
    }

    private Restorer.Request asked(Call call, Prefix prefix, RestoreRequest request) {
        String id = UUID.randomUUID().toString();
        int parts = 0;
        if (request.resume() != null) {
            RestorePart last = lastPart(call, prefix, request, Tokens.read("resume", request.resume()));
            id = last.id();
            parts = last.part();
        }
        return new Restorer.Request(
                prefix, request.revision(), request.why(), call.principal(), id, parts, Writes.trace(call));
    }

    /** The part that a token says was the last: the log tells whether it was, of this restore, by this caller, in this place. */
    private RestorePart lastPart(Call call, Prefix prefix, RestoreRequest request, Tokens.Place place) {
        return store.changeSet(prefix.namespace(), place.number())
                .filter(entry -> entry.by().equals(call.principal()))
                .filter(entry -> entry.changes().stream()
                        .allMatch(c -> c instanceof Change.OfParameter p && prefix.covers(p.name())))
                .map(ChangeSet::restore)
                .filter(part -> part.id().equals(place.name()) && part.asOf() == request.revision())
                .orElseThrow(() -> Tokens.refuse("resume"));
    }

    private Answer tried(Prefix prefix, Restorer.Result result, long revision) {
        if (result instanceof Restorer.Result.Tried tried) {
            return Answer.ok(writes.dryRun(prefix.namespace(), tried.tried()));
        }
        throw problem(result, revision);
    }

    private static RestoreRequest.Answer done(Prefix prefix, Restorer.Request asked, Restorer.Result result) {
        if (result instanceof Restorer.Result.Committed committed) {
            boolean done = committed.rest() == 0;
            String resume = done ? null : Tokens.of(lastRevision(committed.committed()), asked.id());
            return new RestoreRequest.Answer(
                    prefix.namespace(),
                    asked.id(),
                    asked.revision(),
                    committed.parts(),
                    committed.committed(),
                    done,
                    resume);
        }
        throw problem(result, asked.revision());
    }

    private static long lastRevision(List<CommitAnswer> committed) {
        return committed.get(committed.size() - 1).revision();
    }

    private static ProblemException problem(Restorer.Result result, long revision) {
        if (result instanceof Restorer.Result.Gone gone) {
            return Problems.gone("What " + gone.name() + " was at revision " + revision
                    + " is no longer kept. Nothing was written; restore a later revision, or a longer prefix.");
        }
        return Writes.problem(((Restorer.Result.Stopped) result).outcome());
    }
}
