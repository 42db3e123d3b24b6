package dev.noticeboard.agent.report;

import dev.noticeboard.agent.snapshot.Target;
import dev.noticeboard.agent.snapshot.Withheld;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reports for tests. */
final class Reports {
    private static final Instant AT = Instant.parse("2026-11-24T10:00:00.123456789Z");

    /** Hardly anything. */
    static Report least(long revision) {
        return new Report(
                Report.FORMAT,
                new Namespace("/sim/prod"),
                "host-1",
                "e",
                revision,
                revision,
                List.of(),
                List.of(),
                0,
                new Report.Health(true, null),
                "current",
                AT,
                "1");
    }

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    /** As long as a report gets: everything at its bound, in characters of three bytes. */
    static Report worst() {
        List<Report.Applied> applied = new ArrayList<>();
        for (int i = Report.APPLIED; i > 0; i--) {
            applied.add(new Report.Applied(Long.MAX_VALUE - i, AT, i <= Report.TRACES ? TRACE : null));
        }
        List<Withheld> withheld = new ArrayList<>();
        for (int i = 0; i < Report.WITHHELD + 3; i++) {
            withheld.add(refused(Long.MAX_VALUE - i, "\u20ac".repeat(400), 100, "/a/b/c" + i));
        }
        String word = "\u20ac".repeat(Report.WORD_CHARACTERS);
        return new Report(
                Report.FORMAT,
                new Namespace("/" + "a".repeat(503) + "/" + "b".repeat(504)),
                "h".repeat(128),
                word,
                Long.MAX_VALUE,
                Long.MAX_VALUE - 100,
                applied,
                Excerpts.withheld(withheld),
                3,
                new Report.Health(false, Excerpts.text("\u20ac".repeat(400))),
                word,
                AT,
                word);
    }

    static Withheld refused(long revision, String reason, int names, String name) {
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < names; i++) {
            targets.add(Target.tombstone(new ParameterName(name + "-" + i), 1));
        }
        return new Withheld(revision, revision, reason, targets);
    }

    private Reports() {}
}
