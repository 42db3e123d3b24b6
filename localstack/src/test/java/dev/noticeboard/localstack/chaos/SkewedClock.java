package dev.noticeboard.localstack.chaos;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A host's clock that somebody sets forward and back. Thread-safe. */
final class SkewedClock extends Clock {
    private volatile Duration skew = Duration.ZERO;

    void set(Duration other) {
        skew = other;
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(skew);
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
