package dev.noticeboard.agent.report;

import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.json.Json;
import java.util.ArrayList;
import java.util.List;

/** A reports queue in memory, which can be gone. */
public final class FakeReportSender implements ReportSender {
    private final List<Report> sent = new ArrayList<>();
    private boolean gone;
    private int tries;

    /** Whether it takes nothing from now on. */
    public synchronized void gone(boolean value) {
        gone = value;
    }

    @Override
    public synchronized void send(Report report) {
        tries++;
        if (gone) {
            throw new ReportException("the reports queue does not exist", null);
        }
        sent.add(Json.readStrict(Json.write(report), Report.class));
    }

    /** What was taken. */
    public synchronized List<Report> sent() {
        return List.copyOf(sent);
    }

    /** How often it was asked to take one. */
    public synchronized int tries() {
        return tries;
    }
}
