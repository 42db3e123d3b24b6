package dev.noticeboard.localstack.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The real time, and as much more as a test has skipped. Thread-safe. */
public final class TestClock extends Clock {
    private volatile Duration skipped = Duration.ZERO;

    /** Moves on by this. */
    public void skip(Duration more) {
        skipped = skipped.plus(more);
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(skipped);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
