package dev.noticeboard.functions.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.fleet.Reports.Keeping;
import dev.noticeboard.schemas.name.Namespace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What kept reports promise. */
@DisplayName("Reports contract (design.md section 3: last report of an agent)")
public abstract class ReportsContract {
    private static final Namespace NS = new Namespace("/billing/prod");
    private static final Namespace OTHER = new Namespace("/");

    private Reports reports;

    /** No reports. */
    protected abstract Reports newReports();

    @BeforeEach
    void make() {
        reports = newReports();
    }

    private static KeptReport report(Namespace namespace, String agent, long revision, long sentAt) {
        return new KeptReport(ReportFixtures.report(namespace, agent, revision), "AROAHOST", sentAt);
    }

    @Test
    void report_whenKept_isFoundAsItWas() {
        assertEquals(Optional.empty(), reports.find(NS, "a"));
        KeptReport full = new KeptReport(ReportFixtures.full(NS, "a"), "AROAHOST", 1_800_000_000_123L);
        assertTrue(reports.keep(full).kept());
        assertEquals(Optional.of(full), reports.find(NS, "a"));
        assertEquals(Optional.empty(), reports.find(OTHER, "a"));
    }

    @Test
    void keep_whenAReportThatWasSentLaterIsKept_isRefused() {
        Keeping refused = new Keeping(false, null);
        KeptReport first = report(NS, "a", 7, 100);
        assertEquals(new Keeping(true, null), reports.keep(first));
        assertEquals(refused, reports.keep(report(NS, "a", 6, 99)));
        assertEquals(refused, reports.keep(first), "the same again, as SQS may deliver it");
        assertEquals(new Keeping(true, first), reports.keep(report(NS, "a", 8, 101)), "it tells what was there before");
        assertEquals(8, reports.find(NS, "a").orElseThrow().report().revision());
    }

    @Test
    void between_whenThereAreMany_answersThoseInOrder() {
        for (String agent : List.of("d", "b", "a", "c")) {
            reports.keep(report(NS, agent, 1, 1));
        }
        reports.keep(report(OTHER, "b", 1, 1));
        assertEquals(
                List.of("b", "c"),
                reports.between(NS, "b", "c").stream()
                        .map(r -> r.report().agentId())
                        .toList());
        assertEquals(List.of(), reports.between(NS, "e", "f"));
    }

    @Test
    void each_whenOneNamespaceIsNamed_seesOnlyItsOwn() {
        reports.keep(report(NS, "a", 1, 1));
        reports.keep(report(NS, "b", 1, 1));
        reports.keep(report(OTHER, "c", 1, 1));
        Set<String> seen = new HashSet<>();
        reports.each(NS, r -> seen.add(r.report().agentId()));
        assertEquals(Set.of("a", "b"), seen);
    }

    @Test
    void each_whenAgentsAreNamed_seesThoseThatThereAre() {
        Set<KeptReport> wanted = new HashSet<>();
        List<String> ids = new ArrayList<>(List.of("nobody"));
        for (int i = 0; i < 120; i++) {
            KeptReport report = report(NS, "agent-" + i, 1, 5);
            reports.keep(report);
            wanted.add(report);
            ids.add("agent-" + i);
        }
        reports.keep(report(NS, "other", 1, 5));
        reports.keep(report(OTHER, "agent-1", 1, 5));
        Set<KeptReport> seen = new HashSet<>();
        reports.each(NS, ids, seen::add);
        assertEquals(wanted, seen);
        reports.each(NS, List.of(), report -> seen.clear());
        assertEquals(wanted, seen);
    }
}
