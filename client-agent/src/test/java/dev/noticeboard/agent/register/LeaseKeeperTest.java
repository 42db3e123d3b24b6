package dev.noticeboard.agent.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.receive.InMemoryQueue;
import dev.noticeboard.agent.receive.NoticeSource;
import dev.noticeboard.agent.refresh.Jitter;
import dev.noticeboard.agent.simulation.SimClock;
import dev.noticeboard.agent.simulation.SimTimer;
import dev.noticeboard.agent.sync.Counters;
import dev.noticeboard.schemas.api.Registration;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The lease in virtual time: asked for until granted, renewed after a third, a new queue when the old one is gone. */
class LeaseKeeperTest {
    private static final Namespace NS = new Namespace("/billing/prod");
    private static final long LEASE = 300;

    private final SimClock clock = new SimClock();
    private final SimTimer timer = new SimTimer(clock);
    private final Counters counters = new Counters();
    private final List<Instant> asked = new ArrayList<>();
    private final List<Registration.Request> requests = new ArrayList<>();
    private final Map<String, NoticeSource> opened = new HashMap<>();
    private final List<String> removed = new ArrayList<>();
    private boolean refuses;
    private Duration retryAfter = Duration.ZERO;
    private int queue = 1;
    private int newQueues;

    private final Registrar registrar = new Registrar() {
        @Override
        public Registration register(Namespace namespace, String agentId, Registration.Request request) {
            asked.add(clock.instant());
            requests.add(request);
            if (refuses) {
                throw new RegistrationException("refused", retryAfter);
            }
            if (Boolean.TRUE.equals(request.newQueue())) {
                queue++;
            }
            return new Registration(
                    agentId, namespace, "queue-" + queue, clock.instant().plusSeconds(LEASE), LEASE, null);
        }

        @Override
        public void remove(Namespace namespace, String agentId) {
            removed.add(agentId);
        }
    };
    private final LeaseKeeper keeper = new LeaseKeeper(
            registrar,
            NS,
            "host",
            Map.of("ring", "canary"),
            url -> opened.computeIfAbsent(url, u -> new InMemoryQueue()),
            timer,
            new Jitter(new Random(1)),
            counters,
            () -> newQueues++);

    @Test
    void lease_whenGranted_isRenewedWithinAThirdOfItsTime() throws InterruptedException {
        keeper.start();
        timer.runUntil(clock.instant().plusSeconds(3600));
        assertTrue(keeper.registered());
        assertSame(opened.get("queue-1"), keeper.await());
        assertEquals(1, newQueues, "a renewal with the same queue is no news");
        assertEquals(Map.of("ring", "canary"), requests.get(0).hostTags());
        for (int i = 1; i < asked.size(); i++) {
            Duration between = Duration.between(asked.get(i - 1), asked.get(i));
            assertTrue(between.toSeconds() >= 74 && between.toSeconds() <= 100, () -> "renewed after " + between);
        }
    }

    @Test
    void lease_whenRefused_isAskedForAgainWithBackoffOfAMinuteAtMost() {
        refuses = true;
        keeper.start();
        timer.runUntil(clock.instant().plusSeconds(600));
        assertFalse(keeper.registered());
        assertEquals("refused", keeper.error().orElseThrow());
        assertEquals(asked.size(), counters.read().registrationFailures());
        assertTrue(asked.size() >= 10 && asked.size() < 100, () -> asked.size() + " attempts in ten minutes");
        refuses = false;
        timer.runUntil(clock.instant().plusSeconds(60));
        assertTrue(keeper.registered());
        assertTrue(keeper.error().isEmpty());
    }

    @Test
    void lease_whenTheApiNamesATime_isNotAskedForBefore() {
        refuses = true;
        retryAfter = Duration.ofSeconds(5);
        keeper.start();
        timer.runUntil(clock.instant().plusSeconds(60));
        for (int i = 1; i < asked.size(); i++) {
            Duration between = Duration.between(asked.get(i - 1), asked.get(i));
            assertTrue(between.toSeconds() >= 5, () -> "asked again after " + between);
        }
        assertTrue(asked.size() > 2, asked.toString());
    }

    @Test
    void grants_whenTheyCome_areTold() {
        List<Registration> told = new ArrayList<>();
        keeper.onGranted(told::add);
        keeper.start();
        timer.runUntil(clock.instant().plusSeconds(LEASE));
        assertEquals(asked.size(), told.size());
        assertTrue(told.size() > 2);
    }

    @Test
    void queue_whenItIsGone_isReplacedByANewOne() throws InterruptedException {
        keeper.start();
        timer.runUntil(clock.instant());
        NoticeSource first = keeper.await();
        keeper.gone(first);
        keeper.gone(first);
        assertFalse(keeper.registered());
        timer.runUntil(clock.instant().plusSeconds(1));
        assertSame(opened.get("queue-2"), keeper.await());
        assertEquals(2, newQueues);
        assertEquals(2, asked.size(), "the renewal that was due is superseded");
    }

    @Test
    void close_whenToldTo_givesTheLeaseBackAndAsksNoMore() {
        keeper.start();
        timer.runUntil(clock.instant());
        keeper.close(true);
        timer.runUntil(clock.instant().plusSeconds(3600));
        assertEquals(List.of("host"), removed);
        assertEquals(1, asked.size());
    }
}
