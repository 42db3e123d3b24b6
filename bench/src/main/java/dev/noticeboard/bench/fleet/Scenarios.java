package dev.noticeboard.bench.fleet;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What is done to a fleet, one scenario each, every one with a fleet of its own. */
final class Scenarios {
    /** Of a small change all deliveries are made with real cores, however large the fleet. */
    private static final int ALL = Integer.MAX_VALUE;
    /** Where all hosts poll for long, at most so many stand for the fleet. */
    private static final int SAMPLE = 10_000;

    private static final int SMALL_SAMPLE = 5_000;
    /** Of more than a hundred thousand, which are throttled for hours. */
    private static final int LEAST_SAMPLE = 2_000;

    private static final int LARGEST_IN_DETAIL = 100_000;

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** A million subscriptions take 2 h 47 min at the least. */
    private static final Duration PATIENCE = Duration.ofHours(6);
    /** Until the reports of a change are sent. */
    private static final Duration REPORTS = Duration.ofSeconds(3);
    /** {@code BoardSettings}' default. */
    private static final long SPREAD_MILLIS = 10_000;

    static final String STEADY = "steady state";
    static final String SMALL = "small change";
    static final String LARGE = "4 × 64 KiB by reference";
    static final String EMPTY = "boot together, empty disks";

    private static final int CUT_MINUTES = 30;

    private final long seed;
    private final boolean quick;

    Scenarios(long seed, boolean quick) {
        this.seed = seed;
        this.quick = quick;
    }

    private Fleet fleet(int hosts, int most) {
        return fleet(hosts, most, true);
    }

    private Fleet fleet(int hosts, int most, boolean disk) {
        int cores = most == ALL || hosts <= LARGEST_IN_DETAIL ? most : LEAST_SAMPLE;
        return new Fleet(hosts, Math.min(hosts, cores), disk, seed);
    }

    private static void until(Fleet fleet, BooleanSupplier done, Duration patience) {
        double end = fleet.time.seconds() + patience.toSeconds();
        while (!done.getAsBoolean() && fleet.time.seconds() < end) {
            fleet.time.pass(SECOND);
        }
    }

    /** One parameter of 100 bytes. */
    List<Outcome> small(int hosts) {
        return change(SMALL, fleet(hosts, ALL).settled(), false);
    }

    /** The same, published straight after the commit as well. */
    List<Outcome> urgent(int hosts) {
        return change("urgent small change", fleet(hosts, ALL).settled(), true);
    }

    private static List<Outcome> change(String title, Fleet fleet, boolean urgent) {
        fleet.expect(1);
        fleet.commit(fleet.board.small(), urgent);
        until(fleet, fleet.applied()::complete, PATIENCE);
        fleet.time.pass(REPORTS);
        return List.of(Outcome.of(title, "apply it", fleet, fleet.applied()).charged(fleet.dollars(1)));
    }

    /** Four parameters of 64 KiB, which agents read from the history. */
    List<Outcome> large(int hosts) {
        Fleet fleet = fleet(hosts, SAMPLE).settled();
        fleet.expect(1);
        fleet.commit(fleet.board.large(SPREAD_MILLIS), false);
        until(fleet, fleet.applied()::complete, PATIENCE);
        fleet.time.pass(REPORTS);
        return List.of(Outcome.of(LARGE, "apply it", fleet, fleet.applied()).charged(fleet.dollars(1)));
    }

    /** Polls, heartbeats and renewals, and one change that all report. */
    List<Outcome> steady(int hosts) {
        Fleet fleet = fleet(hosts, SMALL_SAMPLE).settled();
        fleet.expect(1);
        fleet.commit(fleet.board.small(), false);
        fleet.time.pass(MINUTE.multipliedBy(quick ? 6 : 12));
        return List.of(Outcome.of(STEADY, "last confirmed", fleet, fleet.confirmedAgo())
                .reported(fleet.reportsIn()));
    }

    /** All start within a second, with nothing on their disks. */
    List<Outcome> bootEmpty(int hosts) {
        Fleet fleet = fleet(hosts, SAMPLE, false);
        fleet.bootTogether();
        until(fleet, fleet.applied()::complete, PATIENCE);
        return List.of(Outcome.of(EMPTY, "serve", fleet, fleet.applied()));
    }

    /** All start within a second, with a snapshot on their disks that is one change old. */
    List<Outcome> boot(int hosts) {
        Fleet fleet = fleet(hosts, SMALL_SAMPLE);
        fleet.bootTogether();
        until(fleet, fleet.applied()::complete, PATIENCE);
        Outcome current = Outcome.of("boot together, from disk", "are current", fleet, fleet.applied());
        until(fleet, fleet.subscribed()::complete, PATIENCE);
        return List.of(current, Outcome.of("boot together, from disk", "are subscribed", fleet, fleet.subscribed()));
    }

    /** SNS is lost for an hour, in which a change is made each minute. */
    List<Outcome> topicLost(int hosts) {
        Fleet fleet = fleet(hosts, SMALL_SAMPLE).settled();
        int minutes = quick ? 10 : 60;
        fleet.expect(minutes);
        fleet.topic.down(true);
        for (int i = 0; i < minutes; i++) {
            fleet.commit(fleet.board.small(), false);
            fleet.time.pass(MINUTE);
        }
        fleet.topic.down(false);
        until(fleet, fleet.applied()::complete, MINUTE.multipliedBy(30));
        return List.of(
                Outcome.of("SNS lost for " + minutes + " min", "apply each of as many changes", fleet, fleet.applied())
                        .charged(fleet.dollars(minutes)));
    }

    /** All are cut off for half an hour, in which a change is made each minute, and come back at once. */
    List<Outcome> cutOff(int hosts) {
        Fleet fleet = fleet(hosts, SMALL_SAMPLE).settled();
        fleet.cutOff();
        for (int i = 0; i < CUT_MINUTES; i++) {
            fleet.commit(fleet.board.small(), false);
            fleet.time.pass(MINUTE);
        }
        fleet.reconnect();
        String title = "back from " + CUT_MINUTES + " min cut off";
        until(fleet, fleet.applied()::complete, PATIENCE);
        Outcome current = Outcome.of(title, "are current", fleet, fleet.applied());
        until(fleet, fleet.subscribed()::complete, PATIENCE);
        return List.of(current, Outcome.of(title, "are subscribed", fleet, fleet.subscribed()));
    }
}
