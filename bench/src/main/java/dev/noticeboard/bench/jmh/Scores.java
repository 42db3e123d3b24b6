package dev.noticeboard.bench.jmh;

import java.util.Map;

/** What JMH found, by the method's name. */
public record Scores(Map<String, Score> byMethod) {
    /**
     * Of one.
     *
     * @throws IllegalStateException if it was not run
     */
    public Score of(String method) {
        Score score = byMethod.get(method);
        if (score == null) {
            throw new IllegalStateException("JMH did not run " + method);
        }
        return score;
    }
}
