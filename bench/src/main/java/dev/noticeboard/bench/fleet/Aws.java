package dev.noticeboard.bench.fleet;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** AWS as a fleet meets it: its limits, each with what was asked of it, and its latencies. For one thread. */
final class Aws {
    private static final String MEASURED = "\"Serverless Messaging: Latency Compared\" (bitesizedserverless.com, 2022)";

    /** From the commit to the publish function's call. */
    static final Latency STREAM = new Latency("DynamoDB Streams to Lambda", 213, 552, MEASURED);
    /** From a publication to the subscribed queue; measured with a function as the subscriber. */
    static final Latency TOPIC = new Latency("SNS", 73, 225, MEASURED);
    /** From the queue to the long poll that waits. */
    static final Latency QUEUE = new Latency("SQS to its receiver", 16.2, 105, MEASURED);
    /** From a function's call to its answer from SNS, sometimes by a cold start from a snapshot. */
    static final Latency FUNCTION = new Latency("Lambda, warm, with one call of SNS", 20, 400, "ASSUMED");

    static final List<Latency> HOPS = List.of(STREAM, FUNCTION, TOPIC, QUEUE);

    /** A function that registers or renews, in seconds. ASSUMED: four calls of 10 ms and queue and subscription of 100 ms. */
    static final double REGISTERS = 0.25;

    static final double RENEWS = 0.05;

    private final VirtualTime time;
    private final double share;
    private final Map<Quota, Limit> limits = new EnumMap<>(Quota.class);
    /** Each version read by key lies in a partition of its own. */
    private final Map<String, Limit> histories = new HashMap<>();

    private long begun;
    /** Whether nothing is limited: a fleet is set up. */
    boolean free = true;

    /** @param share of the fleet that is simulated */
    Aws(VirtualTime time, double share) {
        this.time = time;
        this.share = share;
        for (Quota quota : Quota.values()) {
            limits.put(quota, new Limit(quota, share));
        }
    }

    /** Takes units of a limit, unless it is used up. */
    boolean take(Quota quota, double units) {
        return free || limit(quota).take(time.nanos(), units);
    }

    /** Takes units of a limit in any case, sooner or later. */
    void takeOnCredit(Quota quota, double units) {
        if (!free) {
            limit(quota).takeOnCredit(time.nanos(), units);
        }
    }

    /** How many calls of one unit of each of both would be granted now. */
    int room(Quota one, Quota other) {
        return free
                ? Integer.MAX_VALUE
                : Math.min(limit(one).room(time.nanos()), limit(other).room(time.nanos()));
    }

    /** Takes read units of one parameter's history. */
    boolean takeHistory(String name, double units) {
        return free
                || histories
                        .computeIfAbsent(name, n -> {
                            Limit made = new Limit(Quota.HISTORY_READS, share);
                            made.begin(begun);
                            return made;
                        })
                        .take(time.nanos(), units);
    }

    /** The share of the fleet that is simulated. */
    double share() {
        return share;
    }

    Limit limit(Quota quota) {
        Limit limit = limits.get(quota);
        if (limit == null) {
            throw new IllegalStateException("no limit for " + quota);
        }
        return limit;
    }

    /** Counts from now on, and limits. */
    void begin() {
        free = false;
        begun = time.nanos();
        limits.values().forEach(l -> l.begin(begun));
        histories.clear();
    }

    /** The limit that says most of its kind: of histories that which was asked the most of. */
    Limit busiest(Quota quota) {
        if (quota != Quota.HISTORY_READS) {
            return limit(quota);
        }
        Limit most = limit(quota);
        for (Limit limit : histories.values()) {
            most = limit.peak() > most.peak() ? limit : most;
        }
        return most;
    }

    /** Calls that were throttled. */
    long refused() {
        return all().stream().mapToLong(Limit::refused).sum();
    }

    /** Read units that were granted to agents; those of fleet# are the functions'. */
    double reads() {
        return all().stream()
                .filter(l -> l.quota().unit().startsWith("read units") && l.quota() != Quota.LEASE_READS)
                .mapToDouble(Limit::granted)
                .sum();
    }

    private List<Limit> all() {
        List<Limit> all = new ArrayList<>(limits.values());
        all.addAll(histories.values());
        return all;
    }
}
