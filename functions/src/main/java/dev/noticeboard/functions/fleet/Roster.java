package dev.noticeboard.functions.fleet;

import dev.noticeboard.functions.api.Answer;
import dev.noticeboard.functions.api.Call;
import dev.noticeboard.functions.api.Path;
import dev.noticeboard.functions.api.Problems;
import dev.noticeboard.functions.api.Query;
import dev.noticeboard.functions.api.Tokens;
import dev.noticeboard.schemas.api.AgentPage;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET …/agents} and {@code GET …/agents/{agentId}}: who there is, with leases and last reports. Thread-safe. */
public final class Roster {
    /** Of a page, by default and at most: with reports of 8 KiB it stays under a MiB. */
    private static final long LIMIT = 100;
    /** What every token of this list begins with; no parameter's name has a blank. */
    private static final String TOKEN = "agents ";

    private final Leases leases;
    private final Reports reports;
    private final Clock clock;

    /** A roster over leases and reports. */
    public Roster(Leases leases, Reports reports, Clock clock) {
        this.leases = leases;
        this.reports = reports;
        this.clock = clock;
    }

    Answer page(Call call, Path path) {
        Query query = new Query(call, Set.of("limit", "nextToken"));
        int limit = query.number("limit", 1, LIMIT).orElse(LIMIT).intValue();
        Namespace namespace = path.namespace();
        String here = TOKEN + namespace.text() + " ";
        String after = query.text("nextToken")
                .map(token -> Tokens.read("nextToken", token)
                        .inside("nextToken", here)
                        .name())
                .orElse(null);
        List<Lease> page = leases.page(namespace, after, limit + 1);
        boolean more = page.size() > limit;
        List<Lease> shown = more ? page.subList(0, limit) : page;
        if (shown.isEmpty()) {
            return Answer.ok(new AgentPage(namespace, List.of(), null));
        }
        String last = shown.get(shown.size() - 1).agentId();
        Map<String, KeptReport> kept = new HashMap<>();
        reports.between(namespace, shown.get(0).agentId(), last)
                .forEach(r -> kept.put(r.report().agentId(), r));
        Instant now = clock.instant();
        List<AgentPage.Entry> entries = shown.stream()
                .map(lease -> entry(lease, kept.get(lease.agentId()), now))
                .toList();
        return Answer.ok(new AgentPage(namespace, entries, more ? Tokens.of(0, here + last) : null));
    }

    Answer one(Path path, String agentId) {
        Lease lease = leases.find(path.namespace(), agentId)
                .orElseThrow(() -> Problems.notFound("No agent " + agentId + " has a lease in " + path.namespace()
                        + ". It never registered, left, or its lease ended and was swept."));
        return Answer.ok(entry(lease, reports.find(path.namespace(), agentId).orElse(null), clock.instant()));
    }

    private static AgentPage.Entry entry(Lease lease, @Nullable KeptReport kept, Instant now) {
        Optional<KeptReport> own = own(lease, kept);
        return new AgentPage.Entry(
                lease.agentId(),
                lease.hostTags(),
                lease.expiresAt(),
                !lease.expired(now),
                own.map(KeptReport::report).orElse(null),
                own.map(KeptReport::sent).orElse(null));
    }

    /** A report that the lease's holder sent; one of a holder before it says nothing about this one. */
    static Optional<KeptReport> own(Lease lease, @Nullable KeptReport kept) {
        return Optional.ofNullable(kept).filter(k -> k.sender().equals(lease.sender()));
    }
}
