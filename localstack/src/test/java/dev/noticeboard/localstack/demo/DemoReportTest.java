package dev.noticeboard.localstack.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.json.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The closing table, and the claims behind the exit status. */
class DemoReportTest {
    private static final DemoReport.Times TIMES =
            DemoReport.Times.of(List.of(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(30)));

    @Test
    void times_whenThereAreSeveral_haveAMedianAndAMaximum() {
        assertEquals(new DemoReport.Times(3, 2.0, 30.0), TIMES);
        assertEquals(new DemoReport.Times(0, null, null), DemoReport.Times.of(List.of()));
    }

    @Test
    void claims_whenOneFails_areBroken() {
        Claims claims = new Claims();
        assertTrue(claims.check("one", true, "seen"));
        assertFalse(claims.check("two", false, "not seen"));
        assertEquals(
                List.of("two"),
                claims.broken().stream().map(Claims.Claim::claim).toList());
        assertEquals(2, claims.all().size());
    }

    @Test
    void lines_whenAnAgentWasNeverPolled_showADash() {
        DemoReport report = new DemoReport(
                true,
                "/a/b",
                1,
                List.of(new DemoReport.Row("host-1", 4, TIMES, DemoReport.Times.of(List.of()))),
                TIMES,
                DemoReport.Times.of(List.of()),
                1,
                List.of(),
                1.5);
        assertTrue(
                report.lines().get(1).matches("host-1 +4 +3 +2\\.0 +30\\.0 +0 +- +-"),
                report.lines().get(1));
        assertEquals(
                30.0, Json.tree(Json.write(report)).get("push").get("maxMillis").asDouble());
    }
}
