package dev.noticeboard.functions.api;

import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.store.IdempotencyKey;
import dev.noticeboard.functions.store.Outcome;
import dev.noticeboard.functions.store.StoredAnswer;
import dev.noticeboard.functions.store.WriteRequest;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.api.DryRun;
import dev.noticeboard.schemas.board.Trace;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.Violation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Hands a write to the commit protocol and makes an answer of its outcome. Thread-safe. */
final class Writes {
    private static final String KEY_HEADER = "idempotency-key";
    /** Characters of an idempotency key: ample for a UUID with a prefix, far below the 2,048 bytes of a partition key. */
    private static final int KEY_CHARACTERS = 128;

    private final Committer committer;
    private final LiveAgents agents;
    private final EarlyNotices early;

    Writes(Committer committer, LiveAgents agents, EarlyNotices early) {
        this.committer = committer;
        this.agents = agents;
        this.early = early;
    }

    /** Commits, or tries out if the query asks for that. */
    Answer commit(Call call, Query query, Namespace namespace, Wishes wishes, @Nullable String why) {
        return commit(call, query, namespace, wishes, why, false);
    }

    /**
     * As the other one.
     *
     * @param urgent whether it ends rollouts of what it writes, and is published at once
     */
    Answer commit(Call call, Query query, Namespace namespace, Wishes wishes, @Nullable String why, boolean urgent) {
        IdempotencyKey key = key(call, namespace).orElse(null);
        WriteRequest request = new WriteRequest(namespace, wishes, why, call.principal(), key)
                .traced(trace(call))
                .in(urgent ? WriteRequest.Manner.URGENT : WriteRequest.Manner.ORDINARY);
        boolean dryRun = query.flag(Query.DRY_RUN, false);
        Outcome outcome = dryRun ? committer.tryOut(request) : committer.commit(request);
        if (outcome instanceof Outcome.Done done) {
            if (urgent && done.answer().changed()) {
                early.publish(namespace, done.answer().revision(), done.committed());
            }
            return Answer.ok(done.answer());
        }
        if (outcome instanceof Outcome.Tried tried) {
            return Answer.ok(dryRun(namespace, tried));
        }
        throw problem(outcome);
    }

    /** Commits, and leaves what to say of it to the caller. */
    Outcome outcome(WriteRequest request) {
        return committer.commit(request);
    }

    /** What a dry run answers. */
    DryRun dryRun(Namespace namespace, Outcome.Tried tried) {
        return new DryRun(
                namespace,
                tried.revision(),
                tried.changes(),
                tried.violations(),
                tried.conflicts(),
                agents.count(namespace));
    }

    /** What is kept under an idempotency key. @throws ProblemException if it is kept for another request */
    Optional<StoredAnswer> answered(IdempotencyKey key) {
        Optional<StoredAnswer> answer = committer.answered(key);
        if (answer.isPresent() && !answer.get().requestHash().equals(key.requestHash())) {
            throw Problems.keyReused();
        }
        return answer;
    }

    /** Keeps an answer under an idempotency key. */
    void remember(IdempotencyKey key, String answer) {
        committer.remember(key, answer);
    }

    static ProblemException problem(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return Problems.violations(refused.violations());
        }
        if (outcome instanceof Outcome.Conflict conflict) {
            return Problems.conflict(conflict);
        }
        if (outcome instanceof Outcome.Busy busy) {
            return Problems.busy(busy.cause());
        }
        if (outcome instanceof Outcome.Overtaken overtaken) {
            return Problems.rolloutMoved(null, overtaken.why());
        }
        if (outcome instanceof Outcome.Copied) {
            return Problems.epochNeeded();
        }
        if (outcome instanceof Outcome.Unjudged unjudged) {
            return Problems.unjudged(unjudged.reason());
        }
        return Problems.keyReused();
    }

    /** The trace that a request belongs to, by W3C's headers or X-Ray's; null where neither tells. */
    static @Nullable Trace trace(Call call) {
        return Trace.parse(
                        call.header("traceparent").orElse(null),
                        call.header("tracestate").orElse(null))
                .or(() -> call.header("x-amzn-trace-id").flatMap(Trace::ofXRay))
                .orElse(null);
    }

    static Optional<IdempotencyKey> key(Call call, Namespace namespace) {
        return call.header(KEY_HEADER).map(key -> {
            boolean visible = key.chars().allMatch(c -> c > ' ' && c < 0x7f);
            if (key.isEmpty() || key.length() > KEY_CHARACTERS || !visible) {
                throw Problems.invalidRequest(Violation.of(
                        "Idempotency-Key",
                        "required",
                        "the header is not a key",
                        "Use 1 to " + KEY_CHARACTERS + " visible ASCII characters, for example a UUID."));
            }
            return new IdempotencyKey(namespace, call.principal(), key, hash(call));
        });
    }

    private static String hash(Call call) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            // Lengths before the parts: no two requests run together into the same bytes.
            for (String part :
                    new String[] {call.method(), call.path(), new TreeMap<>(call.query()).toString(), call.body()}) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                sha.update(bytes);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
