package dev.noticeboard.functions.fleet;

import static dev.noticeboard.functions.store.Fixtures.NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.observe.FakeMeasures;
import dev.noticeboard.functions.observe.Measure;
import dev.noticeboard.functions.store.StoreUnavailableException;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Design, section 6: whose reports are kept. */
class ReportIntakeTest {
    private static final String ME = "AROAHOST:i-1";

    private final ManualTime time = new ManualTime();
    private final FakeMeasures measures = new FakeMeasures();
    private final FakeLeases leases = new FakeLeases();
    private final FakeReports reports = new FakeReports();
    private final ReportIntake intake = new ReportIntake(leases, reports, ReportListener.none(), measures, time);

    @BeforeEach
    void lease() {
        lease("host-1", "AROAHOST");
        lease("host-2", null);
    }

    private void lease(String agentId, @Nullable String sender) {
        leases.save(new Lease(
                NS,
                agentId,
                1,
                "arn",
                Map.of(),
                "queue",
                null,
                sender,
                time.instant().plus(Duration.ofMinutes(15))));
    }

    private static SQSEvent.SQSMessage message(String body, String sender, long sentAt) {
        SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
        message.setMessageId("m-" + sentAt);
        message.setBody(body);
        message.setAttributes(Map.of("SenderId", sender, "SentTimestamp", Long.toString(sentAt)));
        return message;
    }

    private SQSBatchResponse take(SQSEvent.SQSMessage... messages) {
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(messages));
        return intake.handle(event);
    }

    private static String body(String agentId, long revision) {
        return Json.write(ReportFixtures.report(NS, agentId, revision));
    }

    private long kept(String agentId) {
        return reports.find(NS, agentId).map(k -> k.report().revision()).orElse(-1L);
    }

    /** What the log says while reports are taken in. */
    private String logged(SQSEvent.SQSMessage... messages) {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            assertTrue(take(messages).getBatchItemFailures().isEmpty(), "what is dropped does not come again");
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    @Test
    void report_whenOfTheHoldersRole_isKeptWhateverTheSession() {
        take(message(body("host-1", 7), ME, 100), message(body("host-1", 8), "AROAHOST:another-session", 101));
        assertEquals(8, kept("host-1"));
    }

    @Test
    void report_whenOfAnotherSender_isDroppedAndCounted() {
        String log = logged(
                message(body("host-1", 7), "AROAOTHER:i-1", 100),
                message(body("host-1", 7), "AIDAUSER", 101),
                message(body("host-2", 7), ME, 102));
        assertEquals(-1, kept("host-1"));
        assertEquals(-1, kept("host-2"), "of a lease whose holder is not known nobody may report");
        assertTrue(log.contains("report of host-1 in /billing/prod dropped: OTHER_SENDER"), log);
        assertTrue(log.contains("OTHER_SENDER=3"), log);
        assertTrue(log.contains("event=report-dropped"), log);
        assertEquals(Map.of(Measure.DROPPED_REPORTS, List.of(3L)), measures.taken());
    }

    @Test
    void report_whenThereIsNoLiveLease_isDropped() {
        assertTrue(logged(message(body("host-9", 7), ME, 100)).contains("host-9 in /billing/prod dropped: NO_LEASE"));
        time.pause(Duration.ofMinutes(15));
        assertTrue(logged(message(body("host-1", 7), ME, 101)).contains("NO_LEASE=1"));
        assertEquals(-1, kept("host-1"));
    }

    @Test
    void report_whenOlderThanTheOneKept_isDropped() {
        assertTrue(logged(message(body("host-1", 8), ME, 101), message(body("host-1", 7), ME, 100))
                .contains("{KEPT=1, OLDER=1}"));
        assertEquals(8, kept("host-1"));
    }

    @Test
    void report_whenMalformed_isDroppedAndNothingOfItIsLogged() {
        String secret = "s3cr3t";
        Report long1 = ReportFixtures.report(NS, "host-1", 1);
        List<String> bodies = new ArrayList<>(List.of(
                secret,
                "{}",
                "{\"noticeboard\":\"" + secret + "\"}",
                body("host-1", 7).replace("\"noticeboard\":1", "\"noticeboard\":2"),
                body("host-1", 7).replace("\"appliedAfter\":0", "\"appliedAfter\":8"),
                body("host-1", 7).replace("\"host-1\"", "\"" + secret + "\\nkept\""),
                Json.write(long1).replace("\"1.0\"", "\"" + secret.repeat(2000) + "\"")));
        String log = logged(bodies.stream()
                .map(b -> message(b, ME, 100 + bodies.indexOf(b)))
                .toArray(SQSEvent.SQSMessage[]::new));
        assertTrue(log.contains("MALFORMED=" + bodies.size()), log);
        assertFalse(log.contains(secret), log);
        assertEquals(-1, kept("host-1"));
    }

    @Test
    void report_whenItHasFieldsOfANewerAgent_isKept() {
        take(message(body("host-1", 7).replaceFirst("\\{", "{\"new\":1,"), ME, 100));
        assertEquals(7, kept("host-1"));
    }

    @Test
    void batch_whenTheTableIsDown_comesAgainAsFarAsItWasNotTaken() {
        Reports failing = new FakeReports() {
            @Override
            public synchronized Keeping keep(KeptReport report) {
                throw new StoreUnavailableException(true, new IllegalStateException("injected"));
            }
        };
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message("no report", ME, 1), message(body("host-1", 7), ME, 2)));
        assertEquals(
                List.of("m-2"),
                new ReportIntake(leases, failing, ReportListener.none(), measures, time)
                        .handle(event).getBatchItemFailures().stream()
                                .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                                .toList());
    }

    @Test
    void listener_whenReportsAreKept_hearsOfThemOnceABatch() {
        List<List<String>> heard = new ArrayList<>();
        ReportIntake telling = new ReportIntake(
                leases,
                reports,
                batch -> heard.add(batch.stream()
                        .map(kept ->
                                kept.report().agentId() + " " + kept.report().revision() + " " + kept.hostTags())
                        .toList()),
                measures,
                time);
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(
                message(body("host-1", 7), ME, 100),
                message(body("host-1", 8), ME, 101),
                message(body("host-1", 6), ME, 99),
                message(body("host-9", 7), ME, 102)));
        telling.handle(event);
        assertEquals(List.of(List.of("host-1 7 {}", "host-1 8 {}")), heard);
        event.setRecords(List.of(message(body("host-9", 7), ME, 103)));
        telling.handle(event);
        assertEquals(1, heard.size(), "nothing kept, nothing to hear");
    }

    @Test
    void listener_whenItFails_harmsNoReport() {
        ReportIntake telling = new ReportIntake(
                leases,
                reports,
                batch -> {
                    throw new IllegalStateException("injected");
                },
                measures,
                time);
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message(body("host-1", 7), ME, 100)));
        assertTrue(telling.handle(event).getBatchItemFailures().isEmpty());
        assertEquals(7, kept("host-1"));
    }
}
