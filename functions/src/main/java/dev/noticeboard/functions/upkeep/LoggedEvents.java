package dev.noticeboard.functions.upkeep;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where there is nobody to tell: events go to the log. Thread-safe. */
public final class LoggedEvents implements BoardEvents {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedEvents.class);

    @Override
    public void publish(List<BoardEvent> events) {
        for (BoardEvent event : events) {
            LOG.info("{}: {} ({})", event.title(), event.text(), event.id());
        }
    }
}
