package dev.noticeboard.functions;

import dev.noticeboard.functions.runtime.Pauses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that pauses move, and nothing else does. */
public final class ManualTime extends Clock implements Pauses {
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    @Override
    public synchronized void pause(Duration length) {
        now = now.plus(length);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }
}
