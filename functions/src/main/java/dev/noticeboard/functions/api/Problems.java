package dev.noticeboard.functions.api;

import dev.noticeboard.functions.store.Outcome;
import dev.noticeboard.functions.store.StoreUnavailableException;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every problem that the API answers. */
public final class Problems {
    private static final Set<String> SIZES = Set.of("value-size", "change-set-size", "schema-size");
    /** Rules about what values mean; every other rule is about the request itself. */
    private static final Set<String> REQUEST_RULES = Set.of(
            "required",
            "changes-count",
            "field-of-another-kind",
            "version",
            "revision",
            "duplicate-label",
            "label-grammar",
            "labels-count",
            "names-count",
            "tags-count",
            "tag-key",
            "metadata-length",
            "metadata-characters",
            "pattern-grammar",
            "policy-incomplete",
            "policy-time",
            "policy-past",
            "settings",
            "why-required",
            "expected-version",
            "duplicate-name",
            "why-length",
            "why-characters",
            "prefix-outside",
            "query",
            "strategy",
            "strategy-unknown",
            "rollout-changes",
            "rollouts-count",
            "rollout-size");
    /** Seconds after which a busy caller may try again: about the time that the contention of one round takes. */
    private static final String RETRY_AFTER = "1";
    /** Seconds: {@code Subscribe} allows 100 a second (SNS quotas), so a fleet that starts at once is through after some of these. */
    private static final String QUEUES_RETRY_AFTER = "5";

    private Problems() {}

    private static ProblemException of(int status, String type, String title, String detail) {
        return of(status, type, title, detail, null);
    }

    private static ProblemException of(
            int status, String type, String title, String detail, @Nullable List<Violation> violations) {
        return new ProblemException(new Problem(Problem.TYPE_BASE + type, title, status, detail, violations, null));
    }

    /** 400: the body is not the JSON that is expected. */
    public static ProblemException malformedBody(MalformedException e) {
        Violation v = Violation.of(
                e.field(), "malformed", String.valueOf(e.getMessage()), "See the description of this request.");
        return of(
                400,
                "malformed-body",
                "The body is not what is expected",
                e.field() + ": " + e.getMessage(),
                List.of(v));
    }

    /** 400: the body is not text. */
    public static ProblemException notUtf8() {
        return malformedBody(new MalformedException("body", "is not well-formed UTF-8"));
    }

    /** 400: a name, prefix or namespace in the path is not one. */
    public static ProblemException invalidName(Violation v) {
        return of(400, "invalid-name", "The name is not valid", v.line(), List.of(v));
    }

    /** 400: something else about the request is wrong. */
    public static ProblemException invalidRequest(Violation v) {
        return violations(List.of(v));
    }

    /** The problem of a list of violations: the type follows from the rules. */
    public static ProblemException violations(List<Violation> violations) {
        String detail =
                violations.get(0).line() + (violations.size() == 1 ? "" : " And " + (violations.size() - 1) + " more.");
        if (violations.stream().allMatch(v -> SIZES.contains(v.rule()))) {
            return of(413, "too-large", "Something is too large", detail, violations);
        }
        if (violations.stream().allMatch(v -> v.rule().startsWith("name-"))) {
            return of(400, "invalid-name", "The name is not valid", detail, violations);
        }
        if (violations.stream().allMatch(v -> v.rule().equals("secure-string"))) {
            return of(422, "secure-string-unavailable", "SecureString is not available yet", detail, violations);
        }
        if (violations.stream().anyMatch(Problems::isOfRequest)) {
            return of(400, "invalid-request", "The request is not valid", detail, violations);
        }
        return of(422, "validation-failed", "A value or a schema breaks its rules", detail, violations);
    }

    /** A schema's keywords are rules too, and some of them have the names of ours. */
    private static boolean isOfRequest(Violation v) {
        return v.schema() == null
                && (REQUEST_RULES.contains(v.rule()) || v.rule().startsWith("name-"));
    }

    /** 404. */
    public static ProblemException notFound(String detail) {
        return of(404, "not-found", "There is no such thing", detail);
    }

    /** 405. */
    public static ProblemException methodNotAllowed(String method, String allowed) {
        Problem problem = of(
                        405,
                        "method-not-allowed",
                        "The method is not allowed here",
                        method + " is not allowed here; use " + allowed + ".")
                .problem();
        return new ProblemException(problem, Map.of("Allow", allowed));
    }

    /** 409: an expected version does not hold. */
    public static ProblemException conflict(Outcome.Conflict conflict) {
        Problem.Winner winner = conflict.winner();
        String state = winner.version() == 0
                ? "is not there"
                : (winner.deleted() ? "is deleted, by version " : "is at version ") + winner.version();
        return new ProblemException(new Problem(
                Problem.TYPE_BASE + "conflict",
                "The expected version does not hold",
                409,
                winner.name() + " " + state + ". Read it again, and decide again.",
                null,
                winner));
    }

    /** 409: a rollout cannot move as asked. */
    static ProblemException rolloutMoved(@Nullable String id, String why) {
        return of(
                409,
                "rollout-moved",
                "The rollout cannot move so",
                "The rollout " + (id == null ? "" : id + " ") + why + ". Read it again, and decide again.");
    }

    /** 409: the table is a copy, and counts revisions again that agents may know. */
    static ProblemException epochNeeded() {
        return of(
                409,
                "epoch-needed",
                "The table is a copy",
                "The namespace was copied from another table, as by a restore from a backup, and is still in that table's epoch."
                        + " Begin a new epoch first: POST …/epoch, or noticeboard admin new-epoch.");
    }

    /** 409: the lease belongs to another identity. */
    public static ProblemException leaseHeld(String agentId) {
        return of(
                409,
                "lease-held",
                "The lease is held by another identity",
                "The agent id " + agentId
                        + " is leased to another identity. Use another id, or wait for the lease to end.");
    }

    /** 410: retention dropped what was asked for. */
    public static ProblemException gone(String detail) {
        return of(410, "gone", "It is no longer kept", detail);
    }

    /** 413: the body is too large. */
    public static ProblemException bodyTooLarge(int limit) {
        Violation v = Violation.of(
                "body",
                "body-size",
                "the body has more than " + limit + " bytes",
                "Use at most " + limit + "; split the change set.");
        return of(413, "too-large", "Something is too large", v.line(), List.of(v));
    }

    /** 422: an idempotency key was used for another request. */
    public static ProblemException keyReused() {
        return of(
                422,
                "idempotency-mismatch",
                "The idempotency key was used for another request",
                "Use a new Idempotency-Key for each new request; repeat a request unchanged.");
    }

    /** 503: the namespace's validator function did not judge. */
    public static ProblemException unjudged(String reason) {
        Problem problem = of(
                        503,
                        "validator-unavailable",
                        "The validator function did not judge",
                        "The namespace's validator function " + reason
                                + ". Nothing was written; try again, or name another in the settings.")
                .problem();
        return new ProblemException(problem, Map.of("Retry-After", RETRY_AFTER));
    }

    /** 429 or 503: there was no time or no capacity for it. */
    public static ProblemException busy(Outcome.Busy.Cause cause) {
        boolean callerMayPush = cause == Outcome.Busy.Cause.RACES || cause == Outcome.Busy.Cause.THROTTLED;
        String detail = switch (cause) {
            case RACES -> "Other writers of this namespace won every race. Nothing was written; try again.";
            case THROTTLED -> "The table has no capacity at the moment. Nothing was written; try again.";
            case UNREACHABLE -> "The table does not answer. Nothing was written; try again.";
            case UNKNOWN ->
                "The table does not answer, and the write may have happened. Read before you write again, or"
                        + " send the same request with the same Idempotency-Key.";
        };
        Problem problem =
                of(callerMayPush ? 429 : 503, "busy", "Not now", detail).problem();
        return new ProblemException(problem, Map.of("Retry-After", RETRY_AFTER));
    }

    /** 429 or 503: the queue or topic service did not do as asked. */
    public static ProblemException queuesBusy(boolean throttled) {
        String detail = throttled
                ? "Queues and topics are asked for too often at the moment. Poll meanwhile; try again."
                : "The queue or topic service did not do as asked. Poll meanwhile; try again.";
        Problem problem = of(throttled ? 429 : 503, "busy", "Not now", detail).problem();
        return new ProblemException(problem, Map.of("Retry-After", throttled ? QUEUES_RETRY_AFTER : RETRY_AFTER));
    }

    /** 429 or 503 for a read. */
    public static ProblemException busy(StoreUnavailableException e) {
        return busy(e.throttled() ? Outcome.Busy.Cause.THROTTLED : Outcome.Busy.Cause.UNREACHABLE);
    }

    /** 500. */
    public static ProblemException internal(String requestId) {
        return of(
                500,
                "internal",
                "Something is wrong on our side",
                "The log has the reason under request " + requestId + ".");
    }
}
