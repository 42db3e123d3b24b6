package dev.noticeboard.functions.upkeep;

import java.util.ArrayList;
import java.util.List;

/** Keeps events in memory, unless told to fail. */
public final class FakeEvents implements BoardEvents {
    private final List<BoardEvent> told = new ArrayList<>();
    private boolean down;

    public void down(boolean now) {
        down = now;
    }

    public List<BoardEvent> told() {
        return told;
    }

    public List<String> ids() {
        return told.stream().map(BoardEvent::id).toList();
    }

    @Override
    public void publish(List<BoardEvent> events) {
        if (down) {
            throw new EventsUnavailableException(events.size(), "InternalFailure", null);
        }
        told.addAll(events);
    }
}
