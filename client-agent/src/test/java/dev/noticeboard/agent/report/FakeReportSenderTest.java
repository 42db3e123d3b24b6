package dev.noticeboard.agent.report;

import dev.noticeboard.schemas.json.Json;
import java.util.List;

/** The fake keeps the contract. */
class FakeReportSenderTest extends ReportSenderContract {
    private final FakeReportSender sender = new FakeReportSender();

    @Override
    protected ReportSender sender() {
        return sender;
    }

    @Override
    protected List<String> bodies(int atLeast) {
        return sender.sent().stream().map(Json::write).toList();
    }

    @Override
    protected void removeQueue() {
        sender.gone(true);
    }
}
