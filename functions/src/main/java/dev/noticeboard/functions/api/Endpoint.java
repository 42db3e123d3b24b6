package dev.noticeboard.functions.api;

/** Answers calls. Thread-safe. */
@FunctionalInterface
public interface Endpoint {
    /**
     * Answers.
     *
     * @throws ProblemException if the call is refused
     */
    Answer answer(Call call);
}
