package dev.noticeboard.functions.fleet;

import static dev.noticeboard.functions.store.Fixtures.NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.observe.FakeMeasures;
import dev.noticeboard.functions.observe.Measure;
import dev.noticeboard.functions.store.FakeBoardStore;
import dev.noticeboard.functions.store.FaultyStore;
import dev.noticeboard.functions.store.Fixtures;
import dev.noticeboard.schemas.api.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long changes take to hosts, from what reports tell anew. */
class PropagationTest {
    private final ManualTime time = new ManualTime();
    private final FakeMeasures measures = new FakeMeasures();
    private final List<String> reads = new ArrayList<>();
    private final FakeBoardStore store = new FakeBoardStore();
    private final Propagation propagation = new Propagation(
            new FaultyStore(store, call -> {
                reads.add(call);
                return FaultyStore.Fault.NONE;
            }),
            measures);
    private String epoch = "";
    private Instant first = Instant.EPOCH;

    /** Revisions 1, 2 and 3, a second apart; it is a second later now. */
    @BeforeEach
    void commit() {
        first = time.instant();
        for (int i = 1; i <= 3; i++) {
            Fixtures.done(Fixtures.committer(store, time, i).commit(Fixtures.request(Fixtures.put("a", "" + i))));
            time.pause(Duration.ofSeconds(1));
        }
        epoch = store.head(NS).orElseThrow().epoch();
    }

    private Report report(String ofEpoch, long revision, Report.Applied... applied) {
        long after = applied.length == 0 ? revision : applied[0].revision() - 1;
        return ReportFixtures.report(
                NS, "host-1", ofEpoch, revision, after, List.of(applied), List.of(), ReportFixtures.WELL);
    }

    private Report.Applied applied(long revision, long millisAfterTheFirst) {
        return new Report.Applied(revision, first.plusMillis(millisAfterTheFirst));
    }

    private static KeptReport sent(Report report, Instant at) {
        return new KeptReport(report, "AROA", at.toEpochMilli());
    }

    private List<Long> hear(Report report, @Nullable KeptReport before) {
        int known = measures.taken()
                .getOrDefault(Measure.PROPAGATION_TIME, List.of())
                .size();
        propagation.kept(List.of(new ReportListener.Kept(report, Map.of(), before)));
        List<Long> all = measures.taken().getOrDefault(Measure.PROPAGATION_TIME, List.of());
        return all.subList(known, all.size());
    }

    @Test
    void time_whenAReportTellsOfRevisions_isOfThoseThatTheOneBeforeDidNotHave() {
        Report one = report(epoch, 1, applied(1, 100));
        Report three = report(epoch, 3, applied(1, 100), applied(2, 1_300), applied(3, 2_450));
        assertEquals(List.of(300L, 450L), hear(three, sent(one, first)));
        assertEquals(List.of(), hear(three, sent(three, time.instant())), "a heartbeat repeats what is known");
    }

    @Test
    void time_whenTheCommitIsReadOnce_isMeasuredForTheWholeFleet() {
        Report one = report(epoch, 1);
        Report two = report(epoch, 2, applied(2, 1_300));
        for (int i = 0; i < 100; i++) {
            assertEquals(List.of(300L), hear(two, sent(one, first)));
        }
        assertEquals(1, reads.size(), reads.toString());
    }

    @Test
    void time_whenTheAgentWasAwayAtTheCommit_isNotMeasured() {
        Report one = report(epoch, 1);
        Report two = report(epoch, 2, applied(2, 90_000_000));
        Instant commit = first.plusSeconds(1);
        assertEquals(List.of(), hear(two, null), "a first report says nothing about when the agent came");
        assertEquals(
                List.of(),
                hear(two, sent(one, commit.minus(Duration.ofMinutes(15)).minusMillis(1))));
        assertEquals(List.of(89_999_000L), hear(two, sent(one, commit.minus(Duration.ofMinutes(15)))));
    }

    @Test
    void time_whenTheEpochIsAnother_isNotMeasured() {
        Report two = report(epoch, 2, applied(2, 1_300));
        assertEquals(List.of(), hear(two, sent(report("another", 1), first)));
        Report strange = report("another", 2, applied(2, 1_300));
        assertEquals(List.of(), hear(strange, sent(report("another", 1), first)));
        assertEquals(List.of(), hear(report(epoch, 9, applied(9, 5)), sent(report(epoch, 1), first)), "no such entry");
    }

    @Test
    void time_whenTheHostsClockIsBehind_isNothing() {
        assertEquals(List.of(0L), hear(report(epoch, 2, applied(2, -5_000)), sent(report(epoch, 1), first)));
    }

    @Test
    void withholding_whenItIsNew_countsOnce() {
        Report full = ReportFixtures.full(NS, "host-1");
        hear(full, null);
        hear(full, sent(full, first));
        hear(full, sent(report("e", 5), first));
        assertEquals(List.of(2L), measures.taken().get(Measure.WITHHELD_REPORTS));
    }

    @Test
    void listeners_whenOneFails_areAllTold() {
        ReportListener failing = batch -> {
            throw new IllegalStateException("injected");
        };
        List<ReportListener.Kept> batch = List.of(new ReportListener.Kept(ReportFixtures.full(NS, "h"), Map.of()));
        assertThrows(
                IllegalStateException.class, () -> failing.then(propagation).kept(batch));
        assertEquals(List.of(1L), measures.taken().get(Measure.WITHHELD_REPORTS));
    }
}
