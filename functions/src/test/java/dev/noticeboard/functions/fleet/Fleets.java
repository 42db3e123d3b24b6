package dev.noticeboard.functions.fleet;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.api.Endpoint;
import dev.noticeboard.functions.publish.ResourceNames;
import dev.noticeboard.functions.store.BoardStore;
import java.time.Duration;
import java.util.Random;

/** The fleet's routes for tests, over fakes. */
public final class Fleets {
    /** What agents are told. */
    public static final String REPORTS_QUEUE = "url:reports";

    /** Over nothing but a board. */
    public static FleetEndpoint over(BoardStore store, ManualTime time) {
        return over(store, new FakeLeases(), new FakeMailboxes(time), new FakeReports(), time);
    }

    static FleetEndpoint over(BoardStore store, Leases leases, Mailboxes mailboxes, Reports reports, ManualTime time) {
        Registry registry = new Registry(
                leases, mailboxes, new ResourceNames("noticeboard"), Duration.ofMinutes(15), time, new Random(1));
        return new FleetEndpoint(
                new AgentsEndpoint(registry, new Roster(leases, reports, time), REPORTS_QUEUE),
                new ConvergenceEndpoint(store, leases, reports, time));
    }

    /** The whole API: both parts behind one endpoint. */
    public static Endpoint and(Endpoint api, FleetEndpoint fleet) {
        return call -> FleetEndpoint.takes(call.path()) ? fleet.answer(call) : api.answer(call);
    }

    private Fleets() {}
}
