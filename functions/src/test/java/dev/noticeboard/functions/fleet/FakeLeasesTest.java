package dev.noticeboard.functions.fleet;

/** The fake keeps the leases' promises. */
class FakeLeasesTest extends LeasesContract {
    @Override
    protected Leases newLeases() {
        return new FakeLeases();
    }
}
