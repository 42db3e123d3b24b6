package dev.noticeboard.functions.fleet;

import dev.noticeboard.functions.observe.LogEvent;
import dev.noticeboard.functions.runtime.Faults;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what expired leases left behind: the leases with their queues and subscriptions, then queues that no lease names.
 *
 * <p>A lease is removed before its queue, on condition that nobody renewed it. The queues are listed before the leases are
 * read, and a lease names its queue before the queue is made: so a queue of the list that no lease names is nobody's, or its
 * lease is about to name another. The youngest are spared all the same. Thread-safe.
 */
public final class Sweeper {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    /** Queues younger than this are left alone: far longer than a registration takes, under SQS's listing delay of a minute. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Leases leases;
    private final Mailboxes mailboxes;
    private final Duration grace;
    private final Clock clock;

    /**
     * Makes a sweeper.
     *
     * @param grace how long after its end a lease may still be renewed
     */
    public Sweeper(Leases leases, Mailboxes mailboxes, Duration grace, Clock clock) {
        this.leases = leases;
        this.mailboxes = mailboxes;
        this.grace = grace;
        this.clock = clock;
    }

    /**
     * What a sweep did.
     *
     * @param leases leases removed
     * @param orphans queues removed that no lease named
     * @param failures removals that failed; the next sweep tries them again
     */
    public record Swept(int leases, int orphans, int failures) {}

    /** Sweeps once. */
    public Swept sweep() {
        return sweep(lease -> {});
    }

    /**
     * Sweeps once.
     *
     * @param live is handed each lease that has not ended
     */
    public Swept sweep(Consumer<Lease> live) {
        Instant now = clock.instant();
        Set<String> unnamed = new HashSet<>();
        mailboxes.eachQueue(unnamed::add);
        List<Lease> ended = new ArrayList<>();
        leases.each(lease -> {
            if (lease.expired(now.minus(grace))) {
                ended.add(lease);
            }
            if (!lease.expired(now)) {
                live.accept(lease);
            }
            unnamed.remove(lease.queueName());
        });
        Tally tally = new Tally();
        for (Lease lease : ended) {
            if (leases.remove(lease)) {
                tally.leases++;
                tally.attempt(lease.queueName(), () -> {
                    if (lease.mailbox() == null) {
                        mailboxes.abandon(lease.queueName());
                    } else {
                        mailboxes.close(lease.mailbox());
                    }
                });
            }
        }
        for (String queue : unnamed) {
            tally.attempt(queue, () -> {
                if (mailboxes
                        .made(queue)
                        .filter(made -> made.plus(PATIENCE).isBefore(now))
                        .isPresent()) {
                    mailboxes.abandon(queue);
                    tally.orphans++;
                }
            });
        }
        Swept swept = new Swept(tally.leases, tally.orphans, tally.failures);
        LOG.info("{}", swept);
        return swept;
    }

    private static final class Tally {
        private int leases;
        private int orphans;
        private int failures;

        void attempt(String queue, Runnable removal) {
            try {
                removal.run();
            } catch (MailboxUnavailableException e) {
                failures++;
                LogEvent.QUEUE_NOT_REMOVED
                        .in(LOG.atWarn())
                        .log("removing queue {} failed: {}", queue, Faults.describe(e));
            }
        }
    }
}
