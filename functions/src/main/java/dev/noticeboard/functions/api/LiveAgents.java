package dev.noticeboard.functions.api;

import dev.noticeboard.schemas.name.Namespace;

/** Counts the agents whose lease has not ended: those that a change set would reach. Thread-safe. */
@FunctionalInterface
public interface LiveAgents {
    /** How many there are at this moment. */
    int count(Namespace namespace);
}
