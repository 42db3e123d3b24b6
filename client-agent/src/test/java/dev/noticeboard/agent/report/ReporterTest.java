package dev.noticeboard.agent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.refresh.Jitter;
import dev.noticeboard.agent.simulation.SimClock;
import dev.noticeboard.agent.simulation.SimTimer;
import dev.noticeboard.agent.snapshot.HeldRollout;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.Withheld;
import dev.noticeboard.schemas.api.Registration;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Reports in virtual time: soon after news and together with it, as heartbeats, and never the newest one lost. */
class ReporterTest {
    private static final Namespace NS = new Namespace("/sim/prod");
    private static final Duration DELAY = Duration.ofSeconds(2);

    private final SimClock clock = new SimClock();
    private final SimTimer timer = new SimTimer(clock);
    private final Map<String, FakeReportSender> queues = new HashMap<>();
    private final Reporter reporter = reporter(1);
    private final FakeReportSender queue = queue("reports");

    private Reporter reporter(long seed) {
        return new Reporter(
                new Reporter.Reporting(NS, "host-1", "1.0"),
                () -> "current",
                this::queue,
                timer,
                new Jitter(new Random(seed)),
                clock,
                DELAY);
    }

    private FakeReportSender queue(String url) {
        return queues.computeIfAbsent(url, u -> new FakeReportSender());
    }

    private void granted(@Nullable String reportsQueue) {
        reporter.granted(new Registration("host-1", NS, "queue", clock.instant(), 900, reportsQueue));
    }

    private static Snapshot at(String epoch, long revision, Withheld... withheld) {
        return new Snapshot(NS, epoch, revision, Map.of(), List.of(withheld));
    }

    private void pass(Duration time) {
        timer.runUntil(clock.instant().plus(time));
    }

    private Report last() {
        List<Report> sent = queue.sent();
        return sent.get(sent.size() - 1);
    }

    @Test
    void news_whenThereIsNoQueue_isKeptUntilThereIsOne() {
        reporter.serves(at("e", 7), null);
        pass(Duration.ofHours(1));
        assertEquals(0, timer.waiting(), "nothing is due");
        granted(null);
        pass(Duration.ofHours(1));
        assertEquals(0, queue.tries());
        granted("reports");
        pass(DELAY);
        assertEquals(7, last().revision());
        granted(null);
        reporter.serves(at("e", 8), null);
        pass(Duration.ofHours(1));
        assertEquals(1, queue.tries(), "the board takes no reports any more");
    }

    @Test
    void news_whenMuchHappensAtOnce_goesOutAsOneReportWithinTheDelay() {
        granted("reports");
        reporter.serves(at("e", 1), null);
        pass(DELAY);
        int before = queue.tries();
        Instant first = clock.instant();
        for (long revision = 2; revision <= 9; revision++) {
            reporter.serves(at("e", revision), null);
        }
        reporter.health(false, "HTTP 503");
        pass(DELAY);
        assertEquals(before + 1, queue.tries());
        assertEquals(9, last().revision());
        assertEquals(1, last().appliedAfter());
        assertEquals(first, last().appliedAt(5));
        assertEquals(new Report.Health(false, "HTTP 503"), last().health());
        assertTrue(!last().at().isAfter(first.plus(DELAY)));
    }

    @Test
    void traces_whenManyRevisionsWereApplied_areToldOfTheNewest() {
        granted("reports");
        reporter.serves(at("e", 1), null);
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0";
        for (int revision = 2; revision <= 9; revision++) {
            reporter.serves(at("e", revision), trace + revision % 2);
        }
        pass(DELAY);
        List<Report.Applied> applied = last().applied();
        assertEquals(8, applied.size());
        for (Report.Applied entry : applied) {
            boolean told = entry.revision() > 9 - Report.TRACES;
            assertEquals(told ? trace + entry.revision() % 2 : null, entry.traceparent());
        }
    }

    @Test
    void news_whenAFleetHasItAtOnce_isSpreadOverTheDelay() {
        List<Instant> sent = new ArrayList<>();
        Jitter jitter = new Jitter(new Random(17));
        for (int i = 0; i < 100; i++) {
            Reporter one = new Reporter(
                    new Reporter.Reporting(NS, "host-" + i, "1"),
                    () -> "current",
                    url -> report -> sent.add(clock.instant()),
                    timer,
                    jitter,
                    clock,
                    DELAY);
            one.granted(new Registration("host-" + i, NS, "queue", clock.instant(), 900, "reports"));
        }
        Instant start = clock.instant();
        pass(DELAY);
        assertEquals(100, sent.size());
        long firstHalf = sent.stream()
                .filter(t -> t.isBefore(start.plus(DELAY.dividedBy(2))))
                .count();
        assertTrue(firstHalf > 25 && firstHalf < 75, firstHalf + " in the first half: no herd (promise 8)");
    }

    @Test
    void heartbeat_whenNothingHappens_comesWithinAThirdOfTheLease() {
        granted("reports");
        reporter.serves(at("e", 1), null);
        pass(Duration.ofHours(1));
        List<Report> sent = queue.sent();
        for (int i = 1; i < sent.size(); i++) {
            long seconds =
                    Duration.between(sent.get(i - 1).at(), sent.get(i).at()).toSeconds();
            assertTrue(seconds >= 225 && seconds <= 300, seconds + " s");
        }
        assertTrue(sent.size() >= 12, sent.size() + " in an hour");
    }

    @Test
    void sending_whenItFails_backsOffAndBringsTheNewestStateInTheEnd() {
        granted("reports");
        reporter.serves(at("e", 1), null);
        queue.gone(true);
        for (long revision = 2; revision <= 600; revision++) {
            reporter.serves(at("e", revision), null);
            pass(Duration.ofSeconds(1));
        }
        assertTrue(queue.tries() >= 10 && queue.tries() < 100, queue.tries() + " tries in ten minutes");
        assertEquals("the reports queue does not exist", reporter.error().orElseThrow());
        assertTrue(reporter.lastSent().isEmpty());
        queue.gone(false);
        pass(Duration.ofSeconds(60));
        assertEquals(1, queue.sent().size(), "one report says all");
        assertEquals(600, last().revision());
        assertEquals(20, last().applied().size());
        assertEquals(580, last().appliedAfter(), "what was cut is not told of");
        assertNull(last().appliedAt(580));
        assertTrue(reporter.error().isEmpty() && reporter.lastSent().isPresent());
    }

    @Test
    void news_whenItComesWhileAReportIsSent_isNotLost() {
        List<Report> sent = new ArrayList<>();
        Reporter[] self = new Reporter[1];
        self[0] = new Reporter(
                new Reporter.Reporting(NS, "host-1", "1"),
                () -> "current",
                url -> report -> {
                    sent.add(report);
                    if (sent.size() == 1) {
                        self[0].serves(at("e", 2), null);
                    }
                },
                timer,
                new Jitter(new Random(3)),
                clock,
                DELAY);
        self[0].serves(at("e", 1), null);
        self[0].granted(new Registration("host-1", NS, "queue", clock.instant(), 900, "reports"));
        pass(DELAY.multipliedBy(2));
        assertEquals(List.of(1L, 2L), sent.stream().map(Report::revision).toList());
    }

    @Test
    void withheld_whenItChangesOrNot_isNewsOrNot() {
        Withheld refused = Reports.refused(2, "too big", 1, "/sim/prod/a");
        granted("reports");
        reporter.serves(at("e", 2, refused), null);
        pass(DELAY);
        int before = queue.tries();
        assertEquals("too big", last().withheld().get(0).reason());
        reporter.serves(at("e", 2, refused), null);
        pass(DELAY);
        assertEquals(before, queue.tries());
        reporter.serves(at("e", 2), null);
        pass(DELAY);
        assertEquals(List.of(), last().withheld());
        reporter.serves(at("e", 1), null);
        pass(DELAY);
        assertEquals(2, last().revision(), "promise 1: what comes late does not count");
    }

    @Test
    void epoch_whenItIsAnother_countsAnew() {
        granted("reports");
        reporter.serves(at("e", 7), null);
        reporter.serves(at("e", 8), null);
        reporter.serves(at("f", 3), null);
        pass(DELAY);
        assertEquals(
                List.of("f", 3L, 3L),
                List.of(String.valueOf(last().epoch()), last().revision(), last().appliedAfter()));
        assertEquals(List.of(), last().applied());
    }

    @Test
    void close_whenSomethingIsDue_sendsNothingMore() {
        granted("reports");
        reporter.close();
        reporter.serves(at("e", 7), null);
        pass(Duration.ofHours(1));
        assertEquals(0, queue.tries());
        assertFalse(reporter.lastSent().isPresent());
    }

    /** Design, section 5: silence counts as failure, so it must show within a step's bake. */
    @Test
    void heartbeat_whenARolloutExposesTheHost_comesEveryMinute() {
        granted("reports");
        reporter.serves(at("e", 1), null);
        pass(Duration.ofMinutes(15));
        int calm = queue.tries();
        assertTrue(calm <= 5, () -> calm + " reports in a quarter of an hour");
        reporter.serves(at("e", 2).holding(List.of(rollout(false))), null);
        pass(Duration.ofMinutes(15));
        int beside = queue.tries() - calm;
        assertTrue(beside <= 5, () -> beside + " reports of a host that is not exposed");
        reporter.serves(at("e", 3).holding(List.of(rollout(false), rollout(true))), null);
        int before = queue.tries();
        pass(Duration.ofMinutes(15));
        assertTrue(queue.tries() - before >= 15, () -> queue.tries() - before + " reports of an exposed host");
        reporter.serves(at("e", 4), null);
        pass(DELAY);
        int after = queue.tries();
        pass(Duration.ofMinutes(15));
        assertTrue(queue.tries() - after <= 5, "the rollout is over");
    }

    private static HeldRollout rollout(boolean exposed) {
        return new HeldRollout("r", 1, 1_000, List.of(), exposed, List.of());
    }
}
