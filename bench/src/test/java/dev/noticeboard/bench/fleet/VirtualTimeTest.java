package dev.noticeboard.bench.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The event queue: the order of moments, and of their making within one. */
class VirtualTimeTest {
    private final VirtualTime time = new VirtualTime();

    @Test
    void pass_runsInTheOrderOfMomentsAndOfTheirMaking() {
        Random random = new Random(3);
        List<long[]> ran = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            long at = random.nextInt(700);
            long number = i;
            time.after(Duration.ofNanos(at), () -> ran.add(new long[] {at, number}));
        }
        time.pass(Duration.ofNanos(700));
        assertEquals(5_000, ran.size());
        List<long[]> sorted = new ArrayList<>(ran);
        sorted.sort((a, b) -> a[0] == b[0] ? Long.compare(a[1], b[1]) : Long.compare(a[0], b[0]));
        assertEquals(sorted, ran);
        assertEquals(0, time.waiting());
    }

    @Test
    void pass_movesTheClockToEachTaskAndToTheEnd() {
        Instant begin = time.instant();
        List<Duration> seen = new ArrayList<>();
        time.after(Duration.ofSeconds(2), () -> {
            seen.add(Duration.between(begin, time.instant()));
            time.after(Duration.ofSeconds(1), () -> seen.add(Duration.between(begin, time.instant())));
            time.after(Duration.ofSeconds(9), () -> seen.add(Duration.ZERO));
        });
        time.pass(Duration.ofSeconds(5));
        assertEquals(List.of(Duration.ofSeconds(2), Duration.ofSeconds(3)), seen);
        assertEquals(5, time.seconds());
        assertEquals(1, time.waiting());
    }
}
