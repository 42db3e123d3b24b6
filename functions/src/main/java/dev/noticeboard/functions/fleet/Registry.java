package dev.noticeboard.functions.fleet;

import dev.noticeboard.functions.observe.LogEvent;
import dev.noticeboard.functions.publish.ResourceNames;
import dev.noticeboard.functions.runtime.Faults;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes, renews and ends leases. Thread-safe.
 *
 * <p>The order of steps lets a crash between any two of them leave only what the {@link Sweeper} finds. A new queue's name
 * is written into the lease before the queue is made; so a queue that no lease names was given up, or is younger than the
 * sweeper's patience. The mailbox is written into the lease when queue and subscription are there; a lease without one is
 * finished by the agent's next call. An old queue is removed only after the lease names the new one; ending a lease
 * removes the lease before its queue.
 */
public final class Registry {
    private static final Logger LOG = LoggerFactory.getLogger(Registry.class);
    /** Two calls of one agent at once meet at most once; more than that is somebody else's id. */
    private static final int ROUNDS = 5;
    /** 41 bits: an agent that makes a queue every minute for a year has met no suffix twice with 99.9 %. */
    private static final int SUFFIX_CHARACTERS = 8;

    private static final int SUFFIX_RADIX = 36;

    private final Leases leases;
    private final Mailboxes mailboxes;
    private final ResourceNames names;
    private final Duration leaseDuration;
    private final Clock clock;
    private final RandomGenerator random;

    /** Makes a registry that leases for this long. */
    public Registry(
            Leases leases,
            Mailboxes mailboxes,
            ResourceNames names,
            Duration leaseDuration,
            Clock clock,
            RandomGenerator random) {
        this.leases = leases;
        this.mailboxes = mailboxes;
        this.names = names;
        this.leaseDuration = leaseDuration;
        this.clock = clock;
        this.random = random;
    }

    /** How long a lease lasts. */
    public Duration leaseDuration() {
        return leaseDuration;
    }

    /**
     * Who asks for a lease.
     *
     * @param principal by name, which the lease is bound to
     * @param id by IAM's unique id, which reports are bound to; absent where the gateway does not say
     */
    public record Caller(String principal, @Nullable String id) {}

    /** What became of a registration. */
    public sealed interface Result {
        /** The lease holds, and its mailbox is there. */
        record Leased(Lease lease, Mailbox mailbox) implements Result {}

        /** Another identity holds the lease. */
        record Held() implements Result {}

        /** Calls for the same agent got in each other's way; nothing is wrong with trying again. */
        record Contended() implements Result {}
    }

    /**
     * Makes or renews a lease.
     *
     * @param caller who asks
     * @param newQueue whether to make a new queue even where there is one
     */
    public Result register(
            Namespace namespace, String agentId, Caller caller, Map<String, String> hostTags, boolean newQueue) {
        String identity = Identity.of(caller.principal());
        String sender = Sender.of(caller.id());
        for (int round = 0; round < ROUNDS; round++) {
            Instant now = Instant.ofEpochMilli(clock.millis());
            Optional<Lease> found = leases.find(namespace, agentId);
            boolean others = found.isPresent() && !found.get().identity().equals(identity);
            if (others && !found.get().expired(now)) {
                return new Result.Held();
            }
            Optional<Result> result = found.isPresent() && !others && !newQueue
                    ? renew(found.get().renewed(hostTags, sender, now.plus(leaseDuration)))
                    : replace(found, fresh(namespace, agentId, identity, sender, hostTags, found, now));
            if (result.isPresent()) {
                return result.get();
            }
        }
        return new Result.Contended();
    }

    private Lease fresh(
            Namespace namespace,
            String agentId,
            String identity,
            @Nullable String sender,
            Map<String, String> hostTags,
            Optional<Lease> before,
            Instant now) {
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < SUFFIX_CHARACTERS; i++) {
            suffix.append(Character.forDigit(random.nextInt(SUFFIX_RADIX), SUFFIX_RADIX));
        }
        long version = before.map(Lease::version).orElse(0L) + 1;
        String queue = names.queue(namespace, agentId, suffix.toString());
        return new Lease(namespace, agentId, version, identity, hostTags, queue, null, sender, now.plus(leaseDuration));
    }

    /** Empty if another call changed the lease in the meantime. */
    private Optional<Result> renew(Lease renewed) {
        if (!leases.save(renewed)) {
            return Optional.empty();
        }
        return renewed.mailbox() == null ? finish(renewed) : Optional.of(new Result.Leased(renewed, renewed.mailbox()));
    }

    private Optional<Result> replace(Optional<Lease> old, Lease fresh) {
        if (!leases.save(fresh)) {
            return Optional.empty();
        }
        Optional<Result> result = finish(fresh);
        old.ifPresent(this::removeMailbox);
        return result;
    }

    private Optional<Result> finish(Lease lease) {
        Mailbox mailbox = mailboxes.open(
                new Mailboxes.Order(lease.queueName(), lease.namespace(), lease.agentId(), lease.identity()));
        Lease finished = lease.with(mailbox);
        return leases.save(finished) ? Optional.of(new Result.Leased(finished, mailbox)) : Optional.empty();
    }

    /**
     * Ends a lease and removes its queue.
     *
     * @return false if another identity holds it
     */
    public boolean end(Namespace namespace, String agentId, String principal) {
        for (int round = 0; round < ROUNDS; round++) {
            Optional<Lease> found = leases.find(namespace, agentId);
            if (found.isEmpty()) {
                return true;
            }
            Lease lease = found.get();
            if (!lease.identity().equals(Identity.of(principal))) {
                return lease.expired(clock.instant());
            }
            if (leases.remove(lease)) {
                removeMailbox(lease);
                return true;
            }
        }
        return true;
    }

    private void removeMailbox(Lease lease) {
        try {
            if (lease.mailbox() == null) {
                mailboxes.abandon(lease.queueName());
            } else {
                mailboxes.close(lease.mailbox());
            }
        } catch (MailboxUnavailableException e) {
            LogEvent.QUEUE_NOT_REMOVED
                    .in(LOG.atWarn())
                    .log("queue {} is left to the sweeper: {}", lease.queueName(), Faults.describe(e));
        }
    }
}
