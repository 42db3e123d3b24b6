package dev.noticeboard.functions.resource;

import dev.noticeboard.functions.runtime.Backoff;
import dev.noticeboard.functions.runtime.Pauses;
import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.store.IdempotencyKey;
import dev.noticeboard.functions.store.Outcome;
import dev.noticeboard.functions.store.StoreUnavailableException;
import dev.noticeboard.functions.store.StoredAnswer;
import dev.noticeboard.functions.store.WriteRequest;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Does what a request comes to, and decides anew where the board has changed meanwhile. The request's own id is the idempotency key, so that a request
 * which is delivered again, or whose first commit had no answer, is committed once. Thread-safe.
 */
final class Attempts {
    /** After this nothing new is begun; a commit that was begun before ends within its budget. */
    static final Duration PATIENCE = Duration.ofSeconds(30);
    /** The key under which an update that failed is remembered begins so. */
    private static final String FAILED = "failed-";

    private final Committer committer;
    private final Clock clock;
    private final Pauses pauses;
    private final Backoff backoff;

    Attempts(Committer committer, Clock clock, Pauses pauses, Backoff backoff) {
        this.committer = committer;
        this.clock = clock;
        this.pauses = pauses;
        this.backoff = backoff;
    }

    /** Answers a request about one thing, within {@link #PATIENCE} and one commit. */
    ResourceAnswer run(ResourceRequest request, Namespace namespace, String physicalId, Supplier<Step> decide) {
        IdempotencyKey key = key(request, namespace, request.requestId(), request.hash());
        Instant deadline = clock.instant().plus(PATIENCE);
        for (int tries = 1; ; tries++) {
            Result result = once(request, key, physicalId, decide);
            if (result.last() || !clock.instant().isBefore(deadline)) {
                return result.answer();
            }
            pauses.pause(backoff.next(tries));
        }
    }

    /**
     * An answer, perhaps not the last word.
     *
     * @param last whether another try cannot come to another one
     */
    private record Result(ResourceAnswer answer, boolean last) {}

    private Result once(ResourceRequest request, IdempotencyKey key, String physicalId, Supplier<Step> decide) {
        try {
            Optional<StoredAnswer> before =
                    committer.answered(key).filter(a -> a.requestHash().equals(key.requestHash()));
            if (before.isPresent()) {
                CommitAnswer answer = Json.readTolerant(before.get().answer(), CommitAnswer.class);
                return new Result(done(physicalId, answer, "was done before under this request"), true);
            }
            Step step = decide.get();
            if (step instanceof Step.Answered answered) {
                return new Result(answered.answer(), true);
            }
            Step.Write write = (Step.Write) step;
            Outcome outcome = committer.commit(new WriteRequest(
                    key.namespace(), Wishes.all(write.wishes(), request.why()), request.why(), request.owner(), key));
            return outcome instanceof Outcome.Done done
                    ? new Result(done(physicalId, done.answer(), write.done()), true)
                    : new Result(
                            ResourceAnswer.failed(physicalId, physicalId + ": " + Refusals.text(outcome)),
                            !(outcome instanceof Outcome.Conflict || outcome instanceof Outcome.Busy));
        } catch (StoreUnavailableException e) {
            return new Result(ResourceAnswer.failed(physicalId, physicalId + ": " + Refusals.UNREACHABLE), false);
        }
    }

    private static ResourceAnswer done(String physicalId, CommitAnswer answer, String what) {
        Map<String, String> data = new LinkedHashMap<>();
        answer.parameters().stream()
                .findFirst()
                .ifPresent(version -> data.put("Version", Long.toString(version.version())));
        data.put("Revision", Long.toString(answer.revision()));
        return ResourceAnswer.done(physicalId, physicalId + ": " + what, data);
    }

    /** Remembers that an update to these properties failed: the next one comes from them, and is its roll-back. */
    void rememberFailure(ResourceRequest request, Namespace namespace) {
        String hash = ResourceRequest.hash(request.properties());
        committer.remember(key(request, namespace, FAILED + hash, hash), "{}");
    }

    /** Whether this update rolls back one that failed. CloudFormation does not say so; but only then it comes from properties that were refused. */
    boolean rollsBack(ResourceRequest request, Namespace namespace) {
        String hash = ResourceRequest.hash(request.before());
        return committer.answered(key(request, namespace, FAILED + hash, hash)).isPresent();
    }

    private static IdempotencyKey key(ResourceRequest request, Namespace namespace, String key, String hash) {
        return new IdempotencyKey(namespace, request.owner(), key, hash);
    }
}
