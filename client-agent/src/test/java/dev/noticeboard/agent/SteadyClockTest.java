package dev.noticeboard.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.noticeboard.agent.simulation.SimClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The agent's time: forward only, whatever is done to the host's. */
class SteadyClockTest {
    private final Wall wall = new Wall();
    private long tick;
    private final SteadyClock clock = new SteadyClock(wall, () -> tick);

    private static final class Wall extends Clock {
        private Instant now = new SimClock().instant();

        @Override
        public Instant instant() {
            return now;
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

    private void pass(Duration time) {
        tick += time.toNanos();
        wall.now = wall.now.plus(time);
    }

    @Test
    void instant_whileBothGoOn_isTheHosts() {
        pass(Duration.ofSeconds(3));
        assertEquals(wall.now, clock.instant());
    }

    @Test
    void instant_whenTheHostsIsSetBack_goesOnByTheMonotonicOne() {
        Instant before = clock.instant();
        wall.now = wall.now.minus(Duration.ofHours(1));
        assertEquals(before, clock.instant());
        pass(Duration.ofSeconds(3));
        assertEquals(before.plusSeconds(3), clock.instant());
    }

    @Test
    void instant_whenTheHostsIsAhead_follows() {
        wall.now = wall.now.plus(Duration.ofHours(1));
        assertEquals(wall.now, clock.instant());
        pass(Duration.ofSeconds(3));
        assertEquals(wall.now, clock.withZone(ZoneOffset.UTC).instant());
        assertEquals(wall.now, clock.instant());
    }

    @Property(tries = 300)
    void instant_whateverIsDoneToTheHosts_neverGoesBackNorSlowerThanTheMonotonicOne(
            @ForAll @Size(max = 30) List<@IntRange(min = -100, max = 100) Integer> jumps) {
        Instant last = clock.instant();
        for (int jump : jumps) {
            wall.now = wall.now.plusSeconds(jump);
            pass(Duration.ofSeconds(1));
            Instant now = clock.instant();
            assertFalse(now.isBefore(last.plusSeconds(1)));
            assertFalse(now.isBefore(wall.now));
            last = now;
        }
    }

    /** In turn or not: each may be asked first, and follows the host's. */
    @Property(tries = 300)
    void millis_whateverIsDoneToTheHosts_areTheInstants(
            @ForAll @Size(max = 30) List<@IntRange(min = -100, max = 100) Integer> jumps) {
        for (int jump : jumps) {
            wall.now = wall.now.plusNanos(jump * 333_333_333L);
            pass(Duration.ofNanos(1_234_567_891));
            long millis = clock.millis();
            Instant now = clock.instant();
            assertEquals(now.toEpochMilli(), millis);
            if (jump % 2 == 0) {
                wall.now = wall.now.minusSeconds(Math.abs(jump));
                assertEquals(now.toEpochMilli(), clock.millis());
            }
        }
    }
}
