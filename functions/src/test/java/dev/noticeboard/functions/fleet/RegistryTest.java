package dev.noticeboard.functions.fleet;

import static dev.noticeboard.functions.store.Fixtures.NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.fleet.Registry.Result;
import dev.noticeboard.functions.publish.ResourceNames;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Leases made, renewed, taken over, ended and swept, with a crash between any two steps. */
class RegistryTest {
    private static final Duration LEASE = Duration.ofMinutes(15);
    private static final Duration GRACE = Duration.ofMinutes(5);
    private static final String ROLE = "arn:aws:sts::123456789012:assumed-role/host";
    private static final String ME = ROLE + "/i-1";
    private static final String OTHER = "arn:aws:iam::123456789012:user/other";

    private final ManualTime time = new ManualTime();
    private final FakeLeases leases = new FakeLeases();
    private final FakeMailboxes mailboxes = new FakeMailboxes(time);
    private final Registry registry =
            new Registry(leases, mailboxes, new ResourceNames("noticeboard"), LEASE, time, new Random(1));
    private final Sweeper sweeper = new Sweeper(leases, mailboxes, GRACE, time);

    private static Registry.Caller caller(String who) {
        return new Registry.Caller(who, who.equals(OTHER) ? "AIDAOTHER" : "AROAHOST:" + who.length());
    }

    private Result register(String who, boolean newQueue) {
        return registry.register(NS, "host-1", caller(who), Map.of("ring", "canary"), newQueue);
    }

    private Result.Leased leased(String who, boolean newQueue) {
        return assertInstanceOf(Result.Leased.class, register(who, newQueue));
    }

    private Lease lease() {
        return leases.find(NS, "host-1").orElseThrow();
    }

    @Test
    void register_whenNew_makesLeaseQueueAndSubscription() {
        Result.Leased leased = leased(ME, false);
        assertEquals(ROLE, leased.lease().identity());
        assertEquals("AROAHOST", leased.lease().sender(), "reports come from the same role, whatever the session");
        assertEquals(time.instant().plus(LEASE), leased.lease().expiresAt());
        assertEquals(leased.lease(), lease());
        assertEquals(Set.of(lease().queueName()), mailboxes.queues());
        assertEquals(Set.of(lease().queueName()), mailboxes.subscribed());
    }

    @Test
    void register_whenRenewed_keepsTheQueue() {
        Mailbox first = leased(ME, false).mailbox();
        time.pause(LEASE.dividedBy(3));
        Result.Leased again = leased(ROLE + "/i-another-session", false);
        assertEquals(first, again.mailbox());
        assertEquals(time.instant().plus(LEASE), again.lease().expiresAt());
        registry.register(NS, "host-1", new Registry.Caller(ME, "AROAMADEANEW:i-1"), Map.of(), false);
        assertEquals("AROAMADEANEW", lease().sender(), "a role that was made anew under its name has another id");
    }

    @Test
    void register_whenANewQueueIsAskedFor_replacesTheOld() {
        Mailbox first = leased(ME, false).mailbox();
        Mailbox second = leased(ME, true).mailbox();
        assertNotEquals(first.queueUrl(), second.queueUrl());
        assertEquals(Set.of(lease().queueName()), mailboxes.queues());
        assertEquals(Set.of(lease().queueName()), mailboxes.subscribed());
    }

    @Test
    void register_whenAnotherIdentityHoldsTheLease_isHeldUntilItEnds() {
        leased(ME, false);
        assertInstanceOf(Result.Held.class, register(OTHER, true));
        assertFalse(registry.end(NS, "host-1", OTHER));
        time.pause(LEASE);
        Lease taken = leased(OTHER, false).lease();
        assertEquals(List.of(OTHER, "AIDAOTHER"), List.of(taken.identity(), taken.sender()));
        assertEquals(Set.of(lease().queueName()), mailboxes.queues());
    }

    @Test
    void end_whenHeld_givesEverythingBack() {
        leased(ME, false);
        assertTrue(registry.end(NS, "host-1", ME));
        assertTrue(registry.end(NS, "host-1", ME), "again is no error");
        assertEquals(Set.of(), mailboxes.queues());
        assertEquals(Set.of(), mailboxes.subscribed());
        assertTrue(leases.find(NS, "host-1").isEmpty());
    }

    @Test
    void sweep_whenALeaseExpired_removesItsThings() {
        leased(ME, false);
        time.pause(LEASE.plus(GRACE).minusSeconds(1));
        assertEquals(new Sweeper.Swept(0, 0, 0), sweeper.sweep());
        time.pause(Duration.ofSeconds(2));
        assertEquals(new Sweeper.Swept(1, 0, 0), sweeper.sweep());
        assertEquals(Set.of(), mailboxes.queues());
        assertEquals(Set.of(), mailboxes.subscribed());
    }

    @Test
    void sweep_whenAQueueIsYoung_sparesIt() {
        mailboxes.open(new Mailboxes.Order("noticeboard-young", NS, "h", ME));
        assertEquals(new Sweeper.Swept(0, 0, 0), sweeper.sweep());
        time.pause(Duration.ofMinutes(6));
        assertEquals(new Sweeper.Swept(0, 1, 0), sweeper.sweep());
        assertEquals(Set.of(), mailboxes.subscribed());
    }

    @Test
    void sweep_whenARemovalFails_isTriedAgain() {
        leased(ME, false);
        time.pause(LEASE.plus(GRACE).plusSeconds(1));
        mailboxes.failAfter(1);
        assertEquals(1, sweeper.sweep().failures());
        mailboxes.failAfter(100);
        assertEquals(new Sweeper.Swept(0, 1, 0), sweeper.sweep());
        assertEquals(Set.of(), mailboxes.queues());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void register_whenItCrashesAfterAnyStep_isFinishedByTheNextCallOrSwept(int steps) {
        mailboxes.failAfter(steps);
        assertThrows(MailboxUnavailableException.class, () -> register(ME, false));
        mailboxes.failAfter(100);
        leased(ME, false);
        assertEquals(Set.of(lease().queueName()), mailboxes.queues());

        mailboxes.failAfter(steps);
        assertThrows(MailboxUnavailableException.class, () -> register(ME, true));
        mailboxes.failAfter(100);
        time.pause(LEASE.plus(GRACE).plusSeconds(1));
        sweeper.sweep();
        assertEquals(Set.of(), mailboxes.queues());
        assertEquals(Set.of(), mailboxes.subscribed());
        assertTrue(leases.find(NS, "host-1").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void end_whenItCrashesAfterAnyStep_isSwept(int steps) {
        leased(ME, false);
        mailboxes.failAfter(steps);
        assertTrue(registry.end(NS, "host-1", ME));
        mailboxes.failAfter(100);
        time.pause(Duration.ofMinutes(6));
        sweeper.sweep();
        assertEquals(Set.of(), mailboxes.queues());
        assertEquals(Set.of(), mailboxes.subscribed());
    }

    @Test
    void register_whenCallsOfOneAgentMeet_leaveOneQueue() {
        Leases racing = new Leases() {
            private int races = 1;

            @Override
            public Optional<Lease> find(Namespace namespace, String agentId) {
                return leases.find(namespace, agentId);
            }

            @Override
            public boolean save(Lease lease) {
                if (lease.mailbox() != null && races-- > 0) {
                    leased(ME, true);
                }
                return leases.save(lease);
            }

            @Override
            public boolean remove(Lease lease) {
                return leases.remove(lease);
            }

            @Override
            public List<Lease> page(Namespace namespace, @Nullable String after, int limit) {
                return leases.page(namespace, after, limit);
            }

            @Override
            public void each(Consumer<Lease> visitor) {
                leases.each(visitor);
            }

            @Override
            public void each(Namespace namespace, Consumer<Lease> visitor) {
                leases.each(namespace, visitor);
            }
        };
        Registry rival = new Registry(racing, mailboxes, new ResourceNames("noticeboard"), LEASE, time, new Random(2));
        assertInstanceOf(Result.Leased.class, rival.register(NS, "host-1", caller(ME), Map.of(), false));
        time.pause(Duration.ofMinutes(6));
        sweeper.sweep();
        assertEquals(Set.of(lease().queueName()), mailboxes.queues());
        Set<String> seen = new HashSet<>();
        mailboxes.eachQueue(seen::add);
        assertEquals(1, seen.size());
    }
}
