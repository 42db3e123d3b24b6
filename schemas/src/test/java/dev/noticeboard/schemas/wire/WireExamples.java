package dev.noticeboard.schemas.wire;

import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.Registration;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.Notice;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.board.Policies;
import dev.noticeboard.schemas.board.RestorePart;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Settings;
import dev.noticeboard.schemas.board.Strategy;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One of each record that two versions of the project may read of one another, with every field that version 0.1 of them had:
 * from these the golden files of that version were written.
 */
final class WireExamples {
    static final Namespace NAMESPACE = new Namespace("/billing/prod");
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.123456789Z");
    private static final String BY = "arn:aws:sts::123456789012:assumed-role/admin/eve";
    private static final String EPOCH = "7b4a3c9e-52f1-4d0e-9c54-1f4f0c2f7a11";
    private static final String ID = "0b7c9f5e-2f43-4d2e-9d0b-3b1f6a1f7c55";
    private static final ParameterName POOL = new ParameterName("/billing/prod/db/pool-size");
    private static final ParameterName URL = new ParameterName("/billing/prod/web/url");
    private static final List<Map<String, String>> TAGS = List.of(Map.of("ring", "canary"));
    private static final Rollout.Figures FIGURES = new Rollout.Figures(10, 9, 1, 2, 1, List.of("p99"));
    private static final Strategy STRATEGY =
            new Strategy(List.of(), null, 600, 600, 60, null, 1, false, null, null, List.of("p99"));

    /** By the name of the golden file. */
    static Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("change-set", changeSet(true));
        all.put("change-set-by-reference", changeSet(false));
        all.put("notice-inline", Notice.inline(changeSet(true)));
        all.put("notice-by-reference", Notice.byReference(NAMESPACE, EPOCH, 41, 10_000));
        all.put(
                "head",
                new Head(
                        NAMESPACE,
                        EPOCH,
                        41,
                        Map.of("/billing/prod/db", 3L, BoundSchema.RULES, 4L),
                        settings(),
                        5,
                        List.of(ID)));
        all.put("head-bare", new Head(NAMESPACE, EPOCH, 1, Map.of()));
        all.put("parameter", parameter());
        all.put("tombstone", new Parameter(URL, 2, 40, ParameterType.STRING, DataType.TEXT, null, AT, BY));
        all.put("labels", new Labels(POOL, 12, Map.of("live", 2L, "next", 3L)));
        all.put("schema", new BoundSchema("/billing/prod/db", 3, "{\"type\":\"integer\"}"));
        all.put("rollout", rollout());
        all.put("report", report());
        all.put("report-bare", bareReport());
        all.put("registration", new Registration("host-1", NAMESPACE, "https://sqs/q", AT, 900, "https://sqs/reports"));
        all.put("registration-request", new Registration.Request(Map.of("ring", "canary"), true));
        all.put(
                "commit-answer",
                new CommitAnswer(NAMESPACE, EPOCH, 41, true, ID, List.of(new CommitAnswer.Version(POOL, 3)), 1));
        return all;
    }

    private static ChangeSet changeSet(boolean inline) {
        String value = inline ? "50" : null;
        return new ChangeSet(
                NAMESPACE,
                EPOCH,
                41,
                ID,
                AT,
                BY,
                "because",
                inline,
                10_000,
                new RestorePart("r-1", 12, 1, 2),
                null,
                List.of(
                        new Change.MoveRollout(ID, Rollout.State.BAKING, true, 1, 1000, TAGS, "opened", FIGURES),
                        new Change.Put(POOL, 3, ParameterType.STRING, DataType.INTEGER, value),
                        new Change.Delete(URL, 2),
                        new Change.CandidatePut(POOL, 4, ParameterType.STRING, DataType.INTEGER, value, ID),
                        new Change.CandidateDelete(URL, 5, ID),
                        new Change.Promote(POOL, 4, ID),
                        new Change.Withdraw(POOL, 4, 3, ID),
                        new Change.Label(POOL, "live", 2),
                        new Change.Unlabel(POOL, "next"),
                        new Change.SetSettings(settings()),
                        new Change.BindSchema("/billing/prod/db"),
                        new Change.RemoveSchema(BoundSchema.RULES)));
    }

    private static Settings settings() {
        return new Settings(
                true, 5, 30, "arn:aws:lambda:eu-west-1:123456789012:function:v", Map.of("ours", STRATEGY), "*");
    }

    private static Parameter parameter() {
        return new Parameter(
                POOL,
                3,
                41,
                ParameterType.STRING,
                DataType.INTEGER,
                "50",
                AT,
                BY,
                "because",
                "connections",
                Map.of("team", "db"),
                "^[0-9]+$",
                new Policies(AT, java.time.Duration.ofDays(15), null),
                4,
                new Parameter.Staged(ID, 4, Parameter.Stage.CANDIDATE));
    }

    private static Rollout rollout() {
        return new Rollout(
                NAMESPACE,
                ID,
                EPOCH,
                41,
                Rollout.State.BAKING,
                AT,
                "ours",
                STRATEGY,
                List.of(new Rollout.Candidate(POOL, 4, false, 3)),
                1,
                1000,
                TAGS,
                BY,
                "because",
                AT,
                AT,
                "c-1",
                10,
                List.of(new Rollout.Transition(41, AT, Rollout.State.BAKING, true, 1, 1000, BY, "opened", FIGURES)));
    }

    private static Report report() {
        return new Report(
                Report.FORMAT,
                NAMESPACE,
                "host-1",
                EPOCH,
                41,
                38,
                List.of(new Report.Applied(39, AT), new Report.Applied(41, AT)),
                List.of(new Report.Withheld(40, 41, "too large", List.of(POOL.text()), 1)),
                1,
                new Report.Health(false, "slow"),
                "current",
                AT,
                "0.1.0");
    }

    private static Report bareReport() {
        return new Report(
                Report.FORMAT,
                NAMESPACE,
                "host-1",
                null,
                0,
                0,
                List.of(),
                List.of(),
                0,
                new Report.Health(true, null),
                "starting",
                AT,
                "0.1.0");
    }

    private WireExamples() {}
}
