package dev.noticeboard.agent.daemon.http;

import dev.noticeboard.flags.ErrorCode;
import dev.noticeboard.flags.Evaluation;
import dev.noticeboard.flags.FlagSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * Evaluations and failures as OFREP writes them (its OpenAPI document, 0.3.0). Every answer has {@code metadata}, if an empty one, as
 * flagd's have: stock clients fail without it.
 */
final class OfrepAnswers {

    static Answer one(Evaluation evaluation) {
        int status = evaluation instanceof Evaluation.Failed failed
                ? failed.code() == ErrorCode.FLAG_NOT_FOUND ? HttpStatus.NOT_FOUND_404 : HttpStatus.BAD_REQUEST_400
                : HttpStatus.OK_200;
        return Answer.json(status, item(evaluation));
    }

    static Answer all(List<Evaluation> evaluations, FlagSet set) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("flags", evaluations.stream().map(OfrepAnswers::item).toList());
        body.put("metadata", set.metadata());
        return Answer.json(HttpStatus.OK_200, body);
    }

    private static Map<String, Object> item(Evaluation evaluation) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("key", evaluation.key());
        if (evaluation instanceof Evaluation.Failed failed) {
            item.put("errorCode", failed.code().name());
            item.put("errorDetails", failed.message());
        } else {
            // Where the application's own default holds, there is neither value nor variant.
            if (evaluation instanceof Evaluation.Resolved resolved) {
                item.put("value", resolved.value());
                item.put("variant", resolved.variant());
            }
            item.put("reason", evaluation.reason().name());
        }
        item.put("metadata", evaluation.metadata());
        return item;
    }

    /**
     * A request that was not evaluated.
     *
     * @param key of the flag asked for; null if all were
     */
    static Answer bad(@Nullable String key, String errorCode, String details) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (key != null) {
            body.put("key", key);
        }
        body.put("errorCode", errorCode);
        body.put("errorDetails", details);
        body.put("metadata", Map.of());
        return Answer.json(HttpStatus.BAD_REQUEST_400, body);
    }

    /** Any other refusal. OFREP knows no 503: it has 500 for all that is not the caller's fault. */
    static Answer refusal(Refused refused) {
        Answer answer = Answer.json(
                refused.kind() == Refused.Kind.UNAVAILABLE
                        ? HttpStatus.INTERNAL_SERVER_ERROR_500
                        : refused.kind().status,
                Map.of("errorDetails", refused.text(), "metadata", Map.of()));
        return refused.kind() == Refused.Kind.BUSY ? answer.with(HttpHeader.RETRY_AFTER.asString(), "1") : answer;
    }

    private OfrepAnswers() {}
}
