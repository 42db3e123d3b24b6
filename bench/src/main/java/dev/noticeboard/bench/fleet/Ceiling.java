package dev.noticeboard.bench.fleet;

import dev.noticeboard.agent.simulation.SimBoard;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A limit, and how many hosts of one namespace it carries: for what happens once, those that get through within a poll interval; for what goes on, those that it
 * carries for ever.
 *
 * @param what asks
 * @param quota the limit
 * @param hosts that it carries
 * @param beyond what happens with more
 * @param remedy what can be done
 */
record Ceiling(String what, Quota quota, double hosts, String beyond, String remedy) {
    private static final double POLL = FleetHost.POLL.toSeconds();
    /** Waits of the agent are drawn between three quarters and all of their interval. */
    private static final double MEAN = 0.875;

    private static final double RENEWAL = Registrations.LEASE.toSeconds() / 3.0;
    private static final double UNIT_BYTES = 4096;
    /** An inline change set of the largest kind, read by an eventually consistent poll. */
    private static final double INLINE_UNITS = 25.5;

    private static Ceiling once(String what, Quota quota, double units, String beyond, String remedy) {
        return new Ceiling(what, quota, quota.perSecond() / units * POLL, beyond, remedy);
    }

    private static Ceiling always(
            String what, Quota quota, double units, double interval, String beyond, String remedy) {
        return new Ceiling(what, quota, quota.perSecond() / units * interval * MEAN, beyond, remedy);
    }

    /** All of them, that which is met first before the others. */
    static List<Ceiling> all() {
        double versionUnits = Math.ceil((FleetBoard.LARGE_BYTES + FleetBoard.NAME_BYTES) / UNIT_BYTES) / 2;
        return Stream.of(
                        once(
                                "a change with values of 64 KiB, read by key",
                                Quota.HISTORY_READS,
                                versionUnits,
                                "reads are throttled, and the rest comes with the polls",
                                "values of 16 KiB carry three times as many; or stay below 200 KiB a change set: then it travels in the notice"),
                        once(
                                "a change set by reference, whatever its values",
                                Quota.LOG_READS,
                                2,
                                "the same",
                                "stay below 200 KiB a change set: then it travels in the notice"),
                        once(
                                "a fleet that registers at once",
                                Quota.SUBSCRIBE,
                                1,
                                "agents serve and poll until their turn comes",
                                "start in waves; ask AWS for more"),
                        always(
                                "polls of an inline change set of 200 KiB while push is dead",
                                Quota.LOG_READS,
                                INLINE_UNITS,
                                POLL,
                                "polls are throttled: later than the bound of promise 4",
                                "keep change sets small"),
                        once(
                                "first snapshots of 50 small parameters, by a fleet with empty disks",
                                Quota.STATE_READS,
                                snapshotUnits(),
                                "they start later, retrying",
                                "keep the agent's directory; start in waves; split the namespace"),
                        once(
                                "reports of one change",
                                Quota.REPORT_WRITES,
                                1,
                                "convergence is known later than it is reached",
                                "split the namespace; a longer reportDelay spreads, but does not shorten it"),
                        once(
                                "a fleet that starts from disk at once",
                                Quota.LOG_READS,
                                1,
                                "they serve what is on disk, and catch up by and by",
                                "start in waves"),
                        always(
                                "renewals of leases",
                                Quota.LEASE_WRITES,
                                1,
                                RENEWAL,
                                "leases run out, and with them queues",
                                "longer leases; split the namespace"),
                        always(
                                "heartbeats",
                                Quota.REPORT_WRITES,
                                1,
                                RENEWAL,
                                "the queue of reports grows",
                                "longer leases; split the namespace"),
                        always(
                                "polls that find nothing",
                                Quota.LOG_READS,
                                0.5,
                                POLL,
                                "polls are throttled: the bound of promise 4 is longer than the interval",
                                "a longer pollInterval, in proportion; split the namespace"),
                        once(
                                "a notice to all",
                                Quota.FAN_OUT,
                                1,
                                "the last hear of it by their poll",
                                "none needed below 12.5 million subscriptions, SNS's limit of a topic"),
                        always(
                                "renewals through the API",
                                Quota.API,
                                1,
                                RENEWAL,
                                "they are refused and tried again",
                                "ask AWS for more"))
                .sorted(Comparator.comparingDouble(Ceiling::hosts))
                .toList();
    }

    private static double snapshotUnits() {
        FleetBoard board = new FleetBoard();
        return Math.ceil(FleetBoard.bytes(board.reader.readAll(SimBoard.NAMESPACE)) / UNIT_BYTES);
    }
}
