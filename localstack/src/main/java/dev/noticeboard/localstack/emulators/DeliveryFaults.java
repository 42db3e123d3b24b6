package dev.noticeboard.localstack.emulators;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What goes wrong, on purpose, between a topic and its queues. By default nothing does. Thread-safe.
 *
 * <p>Each decision follows from the seed, the subscription's place in the order of subscriptions and the message's
 * place in the subscription, never from the order in which threads run; so a run can be repeated.
 */
public final class DeliveryFaults {
    /**
     * How unreliable all deliveries are.
     *
     * @param seed what the decisions follow from
     * @param dropShare the share of deliveries that never arrive, 0 to 1
     * @param duplicateShare the share that arrives twice, 0 to 1
     * @param delayShare the share of copies that arrive late, 0 to 1; a later message then overtakes them, which is how
     *     deliveries are reordered
     * @param longestDelay the longest delay, drawn evenly from zero up
     */
    public record Chaos(long seed, double dropShare, double duplicateShare, double delayShare, Duration longestDelay) {
        /** No fault at all. */
        public static final Chaos NONE = new Chaos(0, 0, 0, 0, Duration.ZERO);

        /** @throws IllegalArgumentException if a share is outside 0 to 1, or the delay negative */
        public Chaos {
            for (double share : new double[] {dropShare, duplicateShare, delayShare}) {
                if (!(share >= 0 && share <= 1)) {
                    throw new IllegalArgumentException("a share is from 0 to 1, not " + share);
                }
            }
            if (longestDelay.isNegative()) {
                throw new IllegalArgumentException("longestDelay is negative: " + longestDelay);
            }
        }
    }

    /**
     * What has gone wrong so far, in copies of messages.
     *
     * @param dropped never sent, to a cut queue too
     * @param doubled sent once more
     * @param delayed sent late
     */
    public record Counts(long dropped, long doubled, long delayed) {}

    private final LongAdder dropped = new LongAdder();
    private final LongAdder doubled = new LongAdder();
    private final LongAdder delayed = new LongAdder();
    private final Set<String> cut = ConcurrentHashMap.newKeySet();
    private volatile Chaos chaos = Chaos.NONE;

    /**
     * Drops every delivery to a queue from now on.
     *
     * @param queue its URL, ARN or name
     */
    public void cut(String queue) {
        cut.add(nameOf(queue));
    }

    /**
     * Ends a {@link #cut}; what was dropped stays lost.
     *
     * @param queue its URL, ARN or name
     */
    public void restore(String queue) {
        cut.remove(nameOf(queue));
    }

    /** Makes all deliveries as unreliable as this, from now on. */
    public void set(Chaos otherChaos) {
        chaos = otherChaos;
    }

    /** What has gone wrong so far. */
    public Counts counts() {
        return new Counts(dropped.sum(), doubled.sum(), delayed.sum());
    }

    /** After which delays each copy of a message is to be sent; an empty list drops it. */
    List<Duration> plan(String queueArn, long subscription, long message) {
        if (cut.contains(nameOf(queueArn))) {
            dropped.increment();
            return List.of();
        }
        Chaos now = chaos;
        if (now.equals(Chaos.NONE)) {
            return List.of(Duration.ZERO);
        }
        var random = new SplittableRandom(now.seed() ^ (subscription * 0x9E3779B97F4A7C15L) ^ (message << 20));
        if (random.nextDouble() < now.dropShare()) {
            dropped.increment();
            return List.of();
        }
        int copies = random.nextDouble() < now.duplicateShare() ? 2 : 1;
        doubled.add(copies - 1);
        List<Duration> plan = new ArrayList<>(copies);
        for (int i = 0; i < copies; i++) {
            boolean late = random.nextDouble() < now.delayShare();
            delayed.add(late ? 1 : 0);
            plan.add(
                    late ? now.longestDelay().multipliedBy(random.nextInt(1001)).dividedBy(1000) : Duration.ZERO);
        }
        return plan;
    }

    private static String nameOf(String queue) {
        return queue.substring(Math.max(queue.lastIndexOf('/'), queue.lastIndexOf(':')) + 1);
    }
}
