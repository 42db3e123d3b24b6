package dev.noticeboard.functions.fleet;

import static dev.noticeboard.functions.api.Calls.as;
import static dev.noticeboard.functions.api.Calls.refusal;
import static dev.noticeboard.functions.store.Fixtures.NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.api.Apis;
import dev.noticeboard.functions.api.Calls;
import dev.noticeboard.functions.store.FakeBoardStore;
import dev.noticeboard.schemas.api.AgentPage;
import dev.noticeboard.schemas.api.Convergence;
import dev.noticeboard.schemas.api.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The fleet's reads: who there is, and how far a revision has come. */
class ConvergenceEndpointTest {
    private static final String PATH = "/namespaces/billing/prod/convergence";
    private static final String AGENTS = "/namespaces/billing/prod/agents";

    private final ManualTime time = new ManualTime();
    private final FakeBoardStore store = new FakeBoardStore();
    private final FakeLeases leases = new FakeLeases();
    private final FakeReports reports = new FakeReports();
    private final Calls calls = new Calls(
            Fleets.and(Apis.over(store, time), Fleets.over(store, leases, new FakeMailboxes(time), reports, time)));
    private long sent;

    private void lease(String agentId, Duration length) {
        leases.save(new Lease(
                NS,
                agentId,
                1,
                "arn",
                Map.of("ring", "canary"),
                "queue-" + agentId,
                null,
                "AROA",
                time.instant().plus(length)));
    }

    private void put(String value) {
        calls.send("PUT", "/namespaces/billing/prod/parameters/a", "{\"value\":\"" + value + "\"}");
    }

    private String epoch() {
        return store.head(NS).orElseThrow().epoch();
    }

    private void report(
            String agentId, String epoch, long revision, List<Report.Applied> applied, List<Report.Withheld> withheld) {
        report(agentId, epoch, revision, applied, withheld, ReportFixtures.WELL, "AROA");
    }

    private void report(
            String agentId,
            String epoch,
            long revision,
            List<Report.Applied> applied,
            List<Report.Withheld> withheld,
            Report.Health health,
            String sender) {
        long after = applied.isEmpty() ? revision : 0;
        reports.keep(new KeptReport(
                ReportFixtures.report(NS, agentId, epoch, revision, after, applied, withheld, health), sender, ++sent));
    }

    private static List<Report.Applied> applied(long revision, Instant at) {
        return List.of(new Report.Applied(revision, at));
    }

    private Convergence convergence(String query) {
        Map<String, String> parameters = query.isEmpty() ? Map.of() : Map.of("revision", query);
        return as(calls.get(PATH, parameters), Convergence.class);
    }

    @Test
    void convergence_whenNothingWasEverWritten_isThere() {
        lease("a", Duration.ofMinutes(1));
        Convergence c = convergence("");
        assertTrue(c.converged());
        assertEquals(
                List.of(0L, 0L, 1L, 1L), List.of(c.revision(), c.head(), (long) c.liveAgents(), (long) c.serving()));
    }

    @Test
    void convergence_whenSomeAreBehindOrWithhold_saysWhoAndWhy() {
        put("1");
        put("2");
        Report.Withheld refused = new Report.Withheld(2, 2, "too big", List.of("/billing/prod/a"), 0);
        List.of("behind", "gone", "other-epoch", "serving", "silent", "taken-over", "withholding")
                .forEach(id -> lease(id, Duration.ofMinutes(id.equals("gone") ? 0 : 1)));
        report("serving", epoch(), 2, List.of(), List.of(new Report.Withheld(1, 1, "older", List.of(), 0)));
        report("behind", epoch(), 1, List.of(), List.of());
        report("other-epoch", "e-other", 9, List.of(), List.of());
        report("withholding", epoch(), 2, List.of(), List.of(refused));
        report("gone", epoch(), 1, List.of(), List.of());
        report("taken-over", epoch(), 2, List.of(), List.of(), ReportFixtures.WELL, "AROABEFORE");
        Convergence c = convergence("");
        assertFalse(c.converged());
        assertEquals(2, c.revision());
        assertEquals(6, c.liveAgents(), "the ended lease does not count");
        assertEquals(1, c.serving(), "what was refused before this revision does not count");
        assertEquals(4, c.behindAgents());
        assertEquals(
                List.of("behind", "other-epoch", "silent", "taken-over"),
                c.behind().stream().map(Convergence.Behind::agentId).toList());
        assertEquals(1L, c.behind().get(0).revision());
        assertNull(c.behind().get(1).revision(), "revisions of another epoch cannot be compared");
        assertNull(c.behind().get(2).reportedAt());
        assertEquals(List.of(new Convergence.Withheld("withholding", refused)), c.withheld());
        assertEquals(store.changeSet(NS, 2).orElseThrow().at(), c.committedAt());
        assertNull(c.times(), "nobody told when");
        assertTrue(convergence("0").converged());
        Convergence older = convergence("1");
        assertEquals(2, older.serving(), "who is behind at 2, and who refused 2, serve 1");
        assertEquals("serving", older.withheld().get(0).agentId());
    }

    @Test
    void times_whenAHundredAgentsTell_areByNearestRank() {
        put("1");
        Instant at = store.changeSet(NS, 1).orElseThrow().at();
        put("2");
        for (int i = 1; i <= 100; i++) {
            String agent = "host-" + i;
            lease(agent, Duration.ofMinutes(1));
            Instant applied = i == 1 ? at.minusSeconds(5) : at.plusMillis(i * 10L);
            report(
                    agent,
                    epoch(),
                    2,
                    List.of(new Report.Applied(1, applied), new Report.Applied(2, at.plusSeconds(60))),
                    List.of());
        }
        assertEquals(
                new Convergence.Times(100, 500, 990, 1000), convergence("1").times());
        lease("new", Duration.ofMinutes(1));
        report("new", epoch(), 2, List.of(), List.of());
        assertEquals(
                100,
                Objects.requireNonNull(convergence("1").times()).agents(),
                "an agent does not tell of what it started with");
        assertEquals(101, convergence("1").serving());
    }

    @Test
    void times_whenOneAgentTellsAndItsClockIsBehind_areNothing() {
        put("1");
        lease("a", Duration.ofMinutes(1));
        report("a", epoch(), 1, applied(1, Instant.EPOCH), List.of());
        assertEquals(new Convergence.Times(1, 0, 0, 0), convergence("1").times());
    }

    @Test
    void lists_whenTheyAreLong_areCutAndCounted() {
        put("1");
        for (int i = 0; i < 60; i++) {
            lease("host-" + i, Duration.ofMinutes(1));
            report("host-" + i, epoch(), 0, List.of(), List.of(), new Report.Health(false, "HTTP 500"), "AROA");
        }
        Convergence c = convergence("1");
        assertEquals(List.of(60, 60), List.of(c.behindAgents(), c.unhealthyAgents()));
        assertEquals(50, c.behind().size());
        assertEquals(
                new Convergence.Unhealthy("host-0", "HTTP 500"), c.unhealthy().get(0));
    }

    @Test
    void agents_whenListedPageByPage_areAllThereOnceWithTheirReports() {
        put("1");
        for (int i = 0; i < 5; i++) {
            lease("host-" + i, Duration.ofMinutes(i == 3 ? 0 : 1));
        }
        report("host-1", epoch(), 1, applied(1, ReportFixtures.AT), List.of());
        List<AgentPage.Entry> seen = new ArrayList<>();
        String token = "";
        do {
            AgentPage page = as(
                    calls.get(
                            AGENTS, token.isEmpty() ? Map.of("limit", "2") : Map.of("limit", "2", "nextToken", token)),
                    AgentPage.class);
            assertTrue(page.agents().size() <= 2);
            seen.addAll(page.agents());
            token = page.nextToken() == null ? "" : page.nextToken();
        } while (!token.isEmpty());
        assertEquals(
                List.of("host-0", "host-1", "host-2", "host-3", "host-4"),
                seen.stream().map(AgentPage.Entry::agentId).toList());
        assertEquals(1, Objects.requireNonNull(seen.get(1).report()).revision());
        assertNull(seen.get(0).report());
        assertFalse(seen.get(3).live());
        assertEquals(seen.get(1), as(calls.send("GET", AGENTS + "/host-1", null), AgentPage.Entry.class));
        assertEquals(
                List.of(),
                as(calls.send("GET", "/namespaces/other/~/agents", null), AgentPage.class)
                        .agents());
    }

    @Test
    void call_whenBad_isRefused() {
        put("1");
        assertEquals("400 invalid-request", refusal(calls.get(PATH, Map.of("revision", "2"))));
        assertEquals("404 not-found", refusal(calls.send("GET", PATH + "/x", null)));
        assertEquals("405 method-not-allowed", refusal(calls.send("PUT", PATH, "{}")));
        assertEquals("405 method-not-allowed", refusal(calls.send("PUT", AGENTS, "{}")));
        assertEquals("404 not-found", refusal(calls.send("GET", AGENTS + "/nobody", null)));
        assertEquals("400 invalid-request", refusal(calls.get(AGENTS, Map.of("nextToken", "x"))));
        String other = as(calls.send("GET", AGENTS, null), AgentPage.class).nextToken();
        assertNull(other);
        assertEquals(
                "400 invalid-request",
                refusal(calls.get(AGENTS, Map.of("nextToken", "MCAvYmlsbGluZy9wcm9kL2E"))),
                "a token of another list");
    }
}
