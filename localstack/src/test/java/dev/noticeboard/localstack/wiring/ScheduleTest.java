package dev.noticeboard.localstack.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // A poller works by being open.
class ScheduleTest {
    @Test
    void call_whenTheFunctionThrows_isRepeated() throws InterruptedException {
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        CountDownLatch calls = new CountDownLatch(3);
        List<ScheduledEvent> events = new CopyOnWriteArrayList<>();
        try (var schedule =
                new Schedule("sweep", Duration.ofMillis(5), Clock.fixed(now, ZoneOffset.UTC), (event, context) -> {
                    events.add(event);
                    calls.countDown();
                    throw new IllegalStateException("once more");
                })) {
            assertTrue(calls.await(20, TimeUnit.SECONDS));
        }
        assertEquals("aws.events", events.get(0).getSource());
        assertEquals(now.toEpochMilli(), events.get(0).getTime().getMillis());
        assertTrue(events.get(0).getResources().get(0).endsWith(":rule/sweep"));
    }
}
