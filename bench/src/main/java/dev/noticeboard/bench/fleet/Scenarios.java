package dev.noticeboard.bench.fleet;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What is done to a fleet, one scenario each. */
final class Scenarios {
    /** Of these many real cores all deliveries of a small change are made, however large the fleet. */
    private static final int ALL = Integer.MAX_VALUE;
    /** Where all hosts poll for long, so many stand for the fleet. */
    private static final int SAMPLE = 10_000;

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofHours(4);
    /** {@code BoardSettings}' default. */
    private static final long SPREAD_MILLIS = 10_000;

    private final long seed;
    private final boolean quick;

    Scenarios(long seed, boolean quick) {
        this.seed = seed;
        this.quick = quick;
    }

    private Fleet fleet(int hosts, int most, boolean disk) {
        return new Fleet(hosts, Math.min(hosts, most), disk, seed);
    }

    private static void until(Fleet fleet, BooleanSupplier done, Duration patience) {
        double end = fleet.time.seconds() + patience.toSeconds();
        while (!done.getAsBoolean() && fleet.time.seconds() < end) {
            fleet.time.pass(SECOND);
        }
    }

    Outcome small(int hosts) {
        return change("small change", fleet(hosts, ALL, true).settled(), false);
    }

    Outcome urgent(int hosts) {
        return change("urgent small change", fleet(hosts, ALL, true).settled(), true);
    }

    private static Outcome change(String title, Fleet fleet, boolean urgent) {
        fleet.expect(1);
        fleet.commit(fleet.board.small(), urgent);
        until(fleet, fleet.applied()::complete, PATIENCE);
        // Until the reports are sent, which are charged too.
        fleet.time.pass(Duration.ofSeconds(3));
        return Outcome.of(title, fleet, "apply it", fleet.applied(), Double.NaN, fleet.dollars(1));
    }

    Outcome large(int hosts) {
        Fleet fleet = fleet(hosts, SAMPLE, true).settled();
        fleet.expect(1);
        fleet.commit(fleet.board.large(SPREAD_MILLIS), false);
        until(fleet, fleet.applied()::complete, PATIENCE);
        fleet.time.pass(Duration.ofSeconds(3));
        return Outcome.of(
                "256 KiB by reference", fleet, "apply it", fleet.applied(), Double.NaN, fleet.dollars(1));
    }

    /** Polls, heartbeats and renewals, and one change that all report. */
    Outcome steady(int hosts) {
        Fleet fleet = fleet(hosts, SAMPLE, true).settled();
        fleet.expect(1);
        fleet.commit(fleet.board.small(), false);
        Duration time = Duration.ofMinutes(quick ? 6 : 12);
        fleet.time.pass(time);
        return Outcome.of(
                "steady state", fleet, "confirm that they are current", fleet.confirmedAgo(), fleet.reportsIn(), Double.NaN);
    }

    Outcome boot(int hosts, boolean disk) {
        Fleet fleet = fleet(hosts, SAMPLE, disk);
        fleet.bootTogether();
        until(fleet, () -> fleet.applied().complete(), PATIENCE);
        return Outcome.of(
                disk ? "boot together, from disk" : "boot together, first snapshot",
                fleet,
                "be current",
                fleet.applied(),
                Double.NaN,
                Double.NaN);
    }

    /** As {@link #boot}, until all have their queue. */
    Outcome subscribe(int hosts) {
        Fleet fleet = fleet(hosts, SAMPLE / 2, true);
        fleet.bootTogether();
        until(fleet, () -> fleet.granted().complete(), PATIENCE);
        return Outcome.of(
                "boot together, registration", fleet, "be subscribed", fleet.granted(), Double.NaN, Double.NaN);
    }

    /** SNS is lost for an hour, in which a change is made each minute. */
    Outcome topicLost(int hosts) {
        Fleet fleet = fleet(hosts, SAMPLE, true).settled();
        int minutes = quick ? 15 : 60;
        fleet.expect(minutes);
        fleet.topicDown(true);
        for (int i = 0; i < minutes; i++) {
            fleet.commit(fleet.board.small(), false);
            fleet.time.pass(MINUTE);
        }
        fleet.topicDown(false);
        until(fleet, fleet.applied()::complete, MINUTE.multipliedBy(30));
        return Outcome.of(
                "SNS lost for " + minutes + " min",
                fleet,
                "apply each change",
                fleet.applied(),
                Double.NaN,
                fleet.dollars(minutes));
    }

    /** All are cut off for half an hour, in which a change is made each minute, and come back at once. */
    Outcome cutOff(int hosts, boolean queues) {
        Fleet fleet = fleet(hosts, SAMPLE / 2, true).settled();
        fleet.begin();
        fleet.cutOff();
        for (int i = 0; i < 30; i++) {
            fleet.commit(fleet.board.small(), false);
            fleet.time.pass(MINUTE);
        }
        fleet.reconnect();
        Lags waited = queues ? fleet.granted() : fleet.applied();
        until(fleet, waited::complete, PATIENCE);
        return Outcome.of(
                queues ? "back from 30 min without a network, queues" : "back from 30 min without a network",
                fleet,
                queues ? "be subscribed again" : "be current",
                waited,
                Double.NaN,
                Double.NaN);
    }
}
