package dev.noticeboard.agent;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.util.function.LongSupplier;

/**
 * A wall clock that never goes back. Where the host's clock is set back, it goes on from where it was by the
 * monotonic one, so that nothing gets fresher; where the host's is ahead (set forward, or the machine slept, which the
 * monotonic one need not notice), it follows at once. Thread-safe.
 */
final class SteadyClock extends Clock {
    private static final long NANOS_OF_MILLI = 1_000_000;

    private final Clock wall;
    private final LongSupplier ticks;
    private volatile Anchor anchor;

    /** The latest moment that the wall clock was ahead: whole, and as milliseconds and the nanoseconds above them. */
    private record Anchor(Instant at, long tick, long millis, long nanos) {
        Anchor(Instant at, long tick) {
            this(at, tick, at.toEpochMilli(), at.getLong(ChronoField.NANO_OF_SECOND) % NANOS_OF_MILLI);
        }

        Instant at(long later) {
            return at.plusNanos(later - tick);
        }
    }

    /** @param ticks nanoseconds from any origin, never going back */
    SteadyClock(Clock wall, LongSupplier ticks) {
        this.wall = wall;
        this.ticks = ticks;
        this.anchor = new Anchor(wall.instant(), ticks.getAsLong());
    }

    @Override
    public Instant instant() {
        long tick = ticks.getAsLong();
        Instant now = wall.instant();
        Instant expected = anchor.at(tick);
        return now.isAfter(expected) ? follow(now, tick) : expected;
    }

    /** Without making an object: what a read under a staleness policy costs. */
    @Override
    public long millis() {
        long tick = ticks.getAsLong();
        long now = wall.millis();
        Anchor known = anchor;
        long expected = known.millis + Math.floorDiv(known.nanos + tick - known.tick, NANOS_OF_MILLI);
        return now > expected ? instant().toEpochMilli() : expected;
    }

    private synchronized Instant follow(Instant now, long tick) {
        Instant expected = anchor.at(tick);
        if (!now.isAfter(expected)) {
            return expected;
        }
        anchor = new Anchor(now, tick);
        return now;
    }

    @Override
    public ZoneId getZone() {
        return wall.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SteadyClock(wall.withZone(zone), ticks);
    }
}
