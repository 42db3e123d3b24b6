package dev.noticeboard.functions.api;

import dev.noticeboard.schemas.api.Problem;
import java.util.Map;

/** Ends a call with a problem; caught by {@link Gateway} alone. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;
    private final transient Map<String, String> headers;

    /** Ends the call with this problem. */
    public ProblemException(Problem problem) {
        this(problem, Map.of());
    }

    /** Ends the call with this problem and these headers. */
    public ProblemException(Problem problem, Map<String, String> headers) {
        super(problem.shortType());
        this.problem = problem;
        this.headers = headers;
    }

    /** The problem. */
    public Problem problem() {
        return problem;
    }

    /** Headers that belong to it. */
    public Map<String, String> headers() {
        return headers;
    }
}
