package dev.noticeboard.cli;

import dev.noticeboard.schemas.api.AgentPage;
import dev.noticeboard.schemas.api.Convergence;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A fleet of two: host-1 is always where it should be, host-2 gets there after some questions, or withholds. */
final class FakeFleet {
    static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");

    /** How many questions host-2 is still behind for. */
    int questionsBehind;
    /** Why host-2 withholds everything. */
    @Nullable String refusal;
    /** Whether there is nobody. */
    boolean empty;

    Convergence convergence(Namespace namespace, long revision, long head) {
        boolean behind = !empty && questionsBehind-- > 0;
        boolean withheld = !empty && !behind && refusal != null;
        int live = empty ? 0 : 2;
        return new Convergence(
                namespace,
                revision,
                head,
                AT,
                !behind && !withheld,
                live,
                behind || withheld ? 1 : live,
                behind ? 1 : 0,
                withheld ? 1 : 0,
                empty ? 0 : 1,
                behind ? List.of(new Convergence.Behind("host-2", revision - 1, "offline", AT)) : List.of(),
                withheld
                        ? List.of(new Convergence.Withheld(
                                "host-2",
                                new Report.Withheld(
                                        revision, revision, String.valueOf(refusal), List.of(namespace + "/x"), 2)))
                        : List.of(),
                empty ? List.of() : List.of(new Convergence.Unhealthy("host-1", "HTTP 503")),
                behind || empty ? null : new Convergence.Times(2, 450, 900, 1100));
    }

    AgentPage page(Namespace namespace, @Nullable String token) {
        if (empty) {
            return new AgentPage(namespace, List.of(), null);
        }
        Report report = new Report(
                Report.FORMAT,
                namespace,
                "host-1",
                "e1",
                7,
                6,
                List.of(new Report.Applied(7, AT)),
                List.of(),
                0,
                new Report.Health(false, "HTTP 503"),
                "current",
                AT,
                "1.0");
        return token == null
                ? new AgentPage(
                        namespace,
                        List.of(new AgentPage.Entry("host-1", Map.of("ring", "canary"), AT, true, report, AT)),
                        "more")
                : new AgentPage(
                        namespace, List.of(new AgentPage.Entry("host-2", Map.of(), AT, false, null, null)), null);
    }
}
