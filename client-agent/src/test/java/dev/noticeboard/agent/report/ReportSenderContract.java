package dev.noticeboard.agent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.json.Json;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every way to send reports does. */
public abstract class ReportSenderContract {

    /** A sender to an empty queue of its own. */
    protected abstract ReportSender sender();

    /** The bodies that the queue has by now, at least this many; they may come in any order. */
    protected abstract List<String> bodies(int atLeast);

    /** Removes that queue. */
    protected abstract void removeQueue();

    @Test
    void send_whenTheQueueIsThere_bringsTheReportAsItWas() {
        ReportSender sender = sender();
        Report first = Reports.worst();
        Report second = Reports.least(2);
        sender.send(first);
        sender.send(second);
        Set<Report> read = Set.copyOf(bodies(2).stream()
                .map(body -> Json.readStrict(body, Report.class))
                .toList());
        assertEquals(Set.of(first, second), read);
    }

    @Test
    void send_whenTheQueueIsGone_saysSo() {
        ReportSender sender = sender();
        removeQueue();
        assertThrows(ReportSender.ReportException.class, () -> sender.send(Reports.least(1)));
    }
}
