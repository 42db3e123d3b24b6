package dev.noticeboard.functions.upkeep;

import java.util.List;

/** Tells the world outside. Thread-safe. */
@FunctionalInterface
public interface BoardEvents {
    /**
     * Publishes events, each at least once.
     *
     * @throws EventsUnavailableException if some were not taken; others may have been
     */
    void publish(List<BoardEvent> events);
}
