package dev.noticeboard.functions.fleet;

import dev.noticeboard.functions.api.Answer;
import dev.noticeboard.functions.api.Call;
import dev.noticeboard.functions.api.Path;
import dev.noticeboard.functions.api.Problems;
import dev.noticeboard.functions.api.Query;
import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code GET …/convergence?revision=R}: who serves a revision, who does not and why, and how long it took. Thread-safe. */
public final class ConvergenceEndpoint {
    private final BoardStore store;
    private final Leases leases;
    private final Reports reports;
    private final Clock clock;

    /** The endpoint over the log, the leases and the reports. */
    public ConvergenceEndpoint(BoardStore store, Leases leases, Reports reports, Clock clock) {
        this.store = store;
        this.leases = leases;
        this.reports = reports;
        this.clock = clock;
    }

    Answer answer(Call call, Path path) {
        if (!path.rest().isEmpty()) {
            throw Path.nothingAt(call.path());
        }
        if (!call.method().equals("GET")) {
            throw Problems.methodNotAllowed(call.method(), "GET");
        }
        Query query = new Query(call, Set.of("revision"));
        Namespace namespace = path.namespace();
        Head head = store.head(namespace).orElse(null);
        long newest = head == null ? 0 : head.revision();
        long revision = query.number("revision", 0, Long.MAX_VALUE).orElse(newest);
        if (revision > newest) {
            throw Query.refuse("revision", "is beyond the newest, " + newest, "Give an earlier one.");
        }
        ChangeSet entry =
                revision == 0 ? null : store.changeSet(namespace, revision).orElse(null);
        FleetCensus census = new FleetCensus(revision, head, entry);
        Instant now = clock.instant();
        Map<String, Lease> live = new TreeMap<>();
        leases.each(namespace, lease -> {
            if (!lease.expired(now)) {
                live.put(lease.agentId(), lease);
            }
        });
        Map<String, KeptReport> kept = new HashMap<>();
        reports.each(namespace, r -> kept.put(r.report().agentId(), r));
        live.forEach((agentId, lease) -> census.add(agentId, Roster.own(lease, kept.get(agentId))));
        return Answer.ok(census.result(namespace));
    }
}
