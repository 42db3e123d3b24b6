package dev.noticeboard.functions.rollout;

import static dev.noticeboard.functions.rollout.Rollouts.NS;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.fleet.FakeLeases;
import dev.noticeboard.functions.fleet.FakeReports;
import dev.noticeboard.functions.fleet.KeptReport;
import dev.noticeboard.functions.fleet.Lease;
import dev.noticeboard.functions.fleet.LiveFleet;
import dev.noticeboard.functions.upkeep.FakeEvents;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.util.Map;

/** A conductor over fakes, and those. */
final class Band {
    private static final String SENDER = "AROAHOST";

    final ManualTime time = new ManualTime();
    final FakeRolloutStore store;
    final FakeMoves moves;
    final FakeLeases leases = new FakeLeases();
    final FakeReports reports = new FakeReports();
    final FakeAlarms alarms = new FakeAlarms();
    final FakeEvents events = new FakeEvents();
    private long sent;

    Band() {
        this(new FakeRolloutStore());
    }

    Band(FakeRolloutStore store) {
        this.store = store;
        this.moves = new FakeMoves(store, time);
    }

    Conductor conductor() {
        return conductor(moves);
    }

    Conductor conductor(Moves others) {
        return new Conductor(store, others, new LiveFleet(leases, reports), alarms, events, time);
    }

    void lease(String agent) {
        lease(NS, agent, Duration.ofDays(365));
    }

    void lease(Namespace namespace, String agent, Duration length) {
        leases.save(new Lease(
                namespace,
                agent,
                1,
                "arn",
                Map.of(),
                "queue",
                null,
                SENDER,
                time.instant().plus(length)));
    }

    void says(Report report) {
        says(report, SENDER);
    }

    void says(Report report, String sender) {
        sent = Math.max(sent + 1, time.millis());
        reports.keep(new KeptReport(report, sender, sent));
    }

    Rollout now(String id) {
        return store.find(NS, id).orElseThrow();
    }

    void pause(long seconds) {
        time.pause(Duration.ofSeconds(seconds));
    }
}
