package dev.noticeboard.functions.fleet;

import static dev.noticeboard.functions.store.Fixtures.NS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is there, and whose last words are read. */
class LiveFleetTest {
    private final ManualTime time = new ManualTime();
    private final FakeLeases leases = new FakeLeases();
    private final List<String> reads = new ArrayList<>();
    private final FakeReports reports = new FakeReports() {
        @Override
        public void each(Namespace namespace, Collection<String> agentIds, Consumer<KeptReport> visitor) {
            reads.add("some " + agentIds.size());
            super.each(namespace, agentIds, visitor);
        }

        @Override
        public void each(Namespace namespace, Consumer<KeptReport> visitor) {
            reads.add("all");
            super.each(namespace, visitor);
        }
    };
    private final LiveFleet fleet = new LiveFleet(leases, reports);

    private void agent(String id, Duration lease, String reporter) {
        leases.save(new Lease(
                NS,
                id,
                1,
                "arn",
                Map.of(),
                "queue",
                null,
                "AROAHOST",
                time.instant().plus(lease)));
        reports.keep(new KeptReport(ReportFixtures.report(NS, id, 7), reporter, 1));
    }

    @Test
    void fleet_whenAsked_knowsLiveAgentsAndTheHoldersOwnReports() {
        IntStream.range(0, 8).forEach(i -> agent("host-" + i, Duration.ofMinutes(1), "AROAHOST"));
        agent("gone", Duration.ZERO, "AROAHOST");
        agent("other", Duration.ofMinutes(1), "AROAOTHER");
        Map<String, Lease> live = fleet.live(NS, time.instant());
        assertEquals(9, live.size());
        assertEquals(Map.of(), fleet.live(new Namespace("/other"), time.instant()));
        assertEquals(
                Set.of("host-0", "host-1"),
                fleet.reports(NS, live, List.of("host-0", "host-1", "gone", "nobody"))
                        .keySet());
        assertEquals(Map.of(), fleet.reports(NS, live, List.of("other")));
        assertEquals(
                IntStream.range(0, 8).mapToObj(i -> "host-" + i).collect(Collectors.toSet()),
                fleet.reports(NS, live, live.keySet()).keySet());
        assertEquals(Map.of(), fleet.reports(NS, live, List.of()));
        assertEquals(List.of("some 2", "some 1", "all"), reads);
    }
}
