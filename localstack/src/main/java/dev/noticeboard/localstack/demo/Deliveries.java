package dev.noticeboard.localstack.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** When each agent had each revision, measured from just before the write was sent. Thread-safe. */
final class Deliveries {
    /** How an agent learned of a revision. */
    enum Path {
        PUSH,
        POLL
    }

    /** One agent served one revision this long after its write was sent. */
    record Delivery(String agent, long revision, Path path, Duration after) {}

    private record Arrival(String agent, long revision) {}

    private final Map<Arrival, Long> arrivals = new HashMap<>();
    private final Map<String, Long> newest = new HashMap<>();
    private final List<Delivery> deliveries = new ArrayList<>();

    /** An agent serves this revision now. */
    synchronized void had(String agent, long revision) {
        arrivals.put(new Arrival(agent, revision), System.nanoTime());
        newest.merge(agent, revision, Math::max);
        notifyAll();
    }

    /** Waits until all these agents serve the revision or a newer one; tells whether they did in time. */
    synchronized boolean awaitAll(List<String> agents, long revision, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!agents.stream().allMatch(a -> newest.getOrDefault(a, 0L) >= revision)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                wait(Math.max(1, left / 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** When this agent served this revision, on {@link System#nanoTime}'s clock; empty if it never did as such. */
    synchronized OptionalLong at(String agent, long revision) {
        Long nanos = arrivals.get(new Arrival(agent, revision));
        return nanos == null ? OptionalLong.empty() : OptionalLong.of(nanos);
    }

    /** Notes how a revision came to an agent, and how long it took. */
    synchronized void settle(Delivery delivery) {
        deliveries.add(delivery);
    }

    /** The sorted times of all deliveries like this. */
    synchronized List<Duration> times(Predicate<Delivery> like) {
        return deliveries.stream().filter(like).map(Delivery::after).sorted().toList();
    }
}
