package dev.noticeboard.functions.fleet;

import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports for tests. */
final class ReportFixtures {
    static final Instant AT = Instant.parse("2026-11-24T10:00:00.123456Z");
    static final Report.Health WELL = new Report.Health(true, null);

    static Report report(Namespace namespace, String agent, long revision) {
        return report(namespace, agent, "e", revision, 0, List.of(), List.of(), WELL);
    }

    static Report full(Namespace namespace, String agent) {
        return report(
                namespace,
                agent,
                "e",
                9,
                5,
                List.of(new Report.Applied(7, AT), new Report.Applied(9, AT.plusSeconds(1))),
                List.of(new Report.Withheld(8, 9, "no", List.of("/billing/prod/a"), 2)),
                new Report.Health(false, "HTTP 503"));
    }

    static Report report(
            Namespace namespace,
            String agent,
            @Nullable String epoch,
            long revision,
            long appliedAfter,
            List<Report.Applied> applied,
            List<Report.Withheld> withheld,
            Report.Health health) {
        return new Report(
                Report.FORMAT,
                namespace,
                agent,
                epoch,
                revision,
                appliedAfter,
                applied,
                withheld,
                0,
                health,
                "current",
                AT,
                "1.0");
    }

    private ReportFixtures() {}
}
