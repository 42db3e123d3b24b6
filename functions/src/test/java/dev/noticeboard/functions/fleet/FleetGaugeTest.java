package dev.noticeboard.functions.fleet;

import static dev.noticeboard.functions.store.Fixtures.NS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.observe.FakeMeasures;
import dev.noticeboard.functions.observe.Measure;
import dev.noticeboard.functions.store.FakeBoardStore;
import dev.noticeboard.functions.store.Fixtures;
import dev.noticeboard.functions.store.StoreUnavailableException;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The sample of the fleet that a sweep takes. */
class FleetGaugeTest {
    private final ManualTime time = new ManualTime();
    private final FakeMeasures measures = new FakeMeasures();
    private final FakeBoardStore store = new FakeBoardStore();
    private final FakeLeases leases = new FakeLeases();
    private final FakeReports reports = new FakeReports();
    private final Sweeper sweeper = new Sweeper(leases, new FakeMailboxes(time), Duration.ofMinutes(5), time);
    private long sent;

    private void lease(Namespace namespace, String agent, @Nullable String sender, long seconds) {
        leases.save(new Lease(
                namespace,
                agent,
                1,
                "arn",
                Map.of(),
                "queue-" + agent,
                null,
                sender,
                time.instant().plusSeconds(seconds)));
    }

    private void report(String agent, String epoch, long revision, List<Report.Withheld> withheld) {
        Report report =
                ReportFixtures.report(NS, agent, epoch, revision, revision, List.of(), withheld, ReportFixtures.WELL);
        reports.keep(new KeptReport(report, "AROA", ++sent));
    }

    private Map<Measure, List<Long>> sample(Reports from, boolean reporting) {
        FleetGauge.Count count = new FleetGauge(store, from, reporting, measures).begin();
        sweeper.sweep(count::add);
        count.take();
        return measures.taken();
    }

    private static Map<Measure, List<Long>> counts(long live, long current, long behind, long withholding) {
        return Map.of(
                Measure.LIVE_AGENTS, List.of(live),
                Measure.CURRENT_AGENTS, List.of(current),
                Measure.BEHIND_AGENTS, List.of(behind),
                Measure.WITHHOLDING_AGENTS, List.of(withholding));
    }

    @Test
    void sample_whenTheFleetIsMixed_countsLiveAgentsByWhatTheirHolderReported() {
        for (String value : List.of("1", "2")) {
            Fixtures.done(Fixtures.committer(store, time, 1).commit(Fixtures.request(Fixtures.put("a", value))));
        }
        String epoch = store.head(NS).orElseThrow().epoch();
        for (String agent : List.of("current", "withholds", "behind", "elsewhere", "silent")) {
            lease(NS, agent, "AROA", 900);
        }
        lease(NS, "another-holder", "AROAOTHER", 900);
        lease(NS, "unknown-holder", null, 900);
        lease(NS, "ended", "AROA", 0);
        lease(new Namespace("/empty"), "early", "AROA", 900);
        report("current", epoch, 2, List.of());
        report("withholds", epoch, 2, List.of(new Report.Withheld(2, 2, "no", List.of(), 0)));
        report("behind", epoch, 1, List.of());
        report("elsewhere", "another", 7, List.of());
        report("another-holder", epoch, 2, List.of());
        report("unknown-holder", epoch, 2, List.of());
        report("ended", epoch, 2, List.of());
        report("gone", epoch, 2, List.of());
        assertEquals(counts(8, 3, 5, 1), sample(reports, true), "before the first change there is nothing to lack");
    }

    @Test
    void sample_whenThereIsNobody_saysSo() {
        assertEquals(counts(0, 0, 0, 0), sample(reports, true));
    }

    @Test
    void sample_whenNobodyIsToldToReport_countsLeasesOnly() {
        lease(NS, "a", "AROA", 900);
        assertEquals(Map.of(Measure.LIVE_AGENTS, List.of(1L)), sample(reports, false));
    }

    @Test
    void sample_whenTheTableCannotBeAsked_inventsNothing() {
        Fixtures.done(Fixtures.committer(store, time, 1).commit(Fixtures.request(Fixtures.put("a", "1"))));
        lease(NS, "a", "AROA", 900);
        Reports down = new FakeReports() {
            @Override
            public void each(Namespace namespace, Consumer<KeptReport> visitor) {
                throw new StoreUnavailableException(true, new IllegalStateException("injected"));
            }
        };
        assertEquals(Map.of(Measure.LIVE_AGENTS, List.of(1L)), sample(down, true));
    }
}
