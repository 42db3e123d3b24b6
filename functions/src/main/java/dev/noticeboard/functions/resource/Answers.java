package dev.noticeboard.functions.resource;

/** Takes answers to where CloudFormation waits for them. Thread-safe. */
@FunctionalInterface
public interface Answers {
    /** Delivers an answer. @throws UnansweredException if it could not be, after its tries */
    void deliver(String url, String json);
}
