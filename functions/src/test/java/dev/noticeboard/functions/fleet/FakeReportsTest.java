package dev.noticeboard.functions.fleet;

/** The fake keeps the reports' promises. */
class FakeReportsTest extends ReportsContract {
    @Override
    protected Reports newReports() {
        return new FakeReports();
    }
}
