package dev.noticeboard.agent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.snapshot.Withheld;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes into a report is cut to its bounds, and what was cut is counted. */
class ExcerptsTest {
    @Test
    void report_whenEverythingIsAtItsBound_staysUnderTheMostBytes() {
        int bytes = Json.write(Reports.worst()).getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes <= Report.BYTES && bytes > Report.BYTES / 2, bytes + " bytes");
    }

    @Test
    void withheld_whenThereIsMuch_showsTheNewestAndCountsTheRest() {
        List<Withheld> all = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            all.add(Reports.refused(i, "no " + i, 40, "/sim/prod/parameter"));
        }
        List<Report.Withheld> shown = Excerpts.withheld(all);
        assertEquals(
                List.of(6L, 5L, 4L, 3L),
                shown.stream().map(Report.Withheld::toRevision).toList());
        Report.Withheld first = shown.get(0);
        assertEquals("no 6", first.reason());
        assertTrue(first.names().size() > 5, first.names().toString());
        assertEquals(40, first.names().size() + first.moreNames());
    }

    @Test
    void text_whenLongOrOnSeveralLines_isOneShortLine() {
        assertEquals("a b c", Excerpts.text("a\nb\u0000c"));
        assertEquals("\ud83d\ude00", Excerpts.text("\ud83d\ude00"), "a pair is one character");
        assertEquals(" ", Excerpts.text("\ud83d"), "half of one is none");
        String cut = Excerpts.text("x".repeat(158) + "\ud83d\ude00\ud83d\ude00");
        assertEquals("x".repeat(158) + "…", cut);
    }
}
