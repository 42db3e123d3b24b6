package dev.noticeboard.agent;

import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.sync.Sync;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Logs each snapshot that is served, with the trace that led to it: the last line of a change's way. Thread-safe. */
final class ServedLog implements Sync.Observer {
    private final Logger log;
    private final @Nullable PushPath push;

    /** @param push is told as well; null for an agent without one */
    ServedLog(Logger log, @Nullable PushPath push) {
        this.log = log;
        this.push = push;
    }

    @Override
    public void serves(Snapshot snapshot, @Nullable String traceparent) {
        log.info(
                "{} is served at revision {} of epoch {}, traceparent {}",
                snapshot.namespace(),
                snapshot.revision(),
                snapshot.epoch(),
                traceparent == null ? "unknown" : traceparent);
        if (push != null) {
            push.serves(snapshot, traceparent);
        }
    }
}
