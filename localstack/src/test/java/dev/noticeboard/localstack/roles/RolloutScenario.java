package dev.noticeboard.localstack.roles;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.noticeboard.cdk.Handler;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.rollout.Bucket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rollouts over a fleet of a dozen, with rules and a validator in force: one that is good, one that is vetoed, one whose alarm is missing. */
final class RolloutScenario {
    private static final Namespace NAMESPACE = new Namespace("/roles/rollouts");
    private static final String NAME = NAMESPACE + "/pool";
    private static final int HOSTS = 12;

    private final RecordedBoard board;
    private final Calling api;

    RolloutScenario(RecordedBoard board) {
        this.board = board;
        this.api = new Calling(board, NAMESPACE);
    }

    /** All of it. */
    void run() {
        api.put("pool", Map.of("value", "10"));
        api.put("other", Map.of("value", "x"));
        api.done("PUT", "labels/pool", Map.of("label", "prod"));
        api.done("PUT", "rules", "{\"type\":\"object\"}");
        api.done("PUT", "settings", Map.of("whyRequired", false, "validator", Deployment.VALIDATOR));
        for (int i = 0; i < HOSTS; i++) {
            api.done("PUT", "agents/" + host(i), "");
        }
        good();
        vetoed();
        withoutItsAlarm();
    }

    private static String host(int number) {
        return "host-" + number;
    }

    private Rollout start(String value, Map<String, ?> more) {
        Map<String, Object> strategy = new TreeMap<>(more);
        strategy.put("steps", List.of(Map.of("percent", 1), Map.of("percent", 100)));
        strategy.put("bakeSeconds", 1);
        strategy.put("finalBakeSeconds", 1);
        return api.as(
                Rollout.class,
                "POST",
                "rollouts",
                Map.of(
                        "changes",
                        List.of(Map.of("kind", "put", "name", NAME, "value", value)),
                        "inlineStrategy",
                        strategy));
    }

    private Rollout now(Rollout r) {
        return api.as(Rollout.class, "GET", "rollouts/" + r.id(), "");
    }

    private void good() {
        Rollout r = start("20", Map.of());
        all(now(r), List.of());
        conduct(r, Rollout.State.BAKING);
        all(now(r), List.of());
        conduct(r, Rollout.State.BAKING);
        all(now(r), List.of());
        conduct(r, Rollout.State.COMPLETE);
    }

    private void vetoed() {
        Rollout r = start("5000", Map.of());
        conduct(r, Rollout.State.BAKING);
        Rollout open = now(r);
        all(open, List.of(new Report.Withheld(open.revision(), open.revision(), "too many", List.of(NAME), 0)));
        board.function(Handler.CONDUCTOR)
                .conductorFunction()
                .handleRequest(Map.of("namespace", NAMESPACE.text()), board.context(Handler.CONDUCTOR));
        expect(r, Rollout.State.ROLLING_BACK);
        all(now(r), List.of());
        conduct(r, Rollout.State.ROLLED_BACK);
    }

    private void withoutItsAlarm() {
        Rollout r = start("30", Map.of("alarms", List.of("nobody-made-it")));
        conduct(r, Rollout.State.ROLLED_BACK);
    }

    private void conduct(Rollout r, Rollout.State state) {
        board.tick(Handler.CONDUCTOR);
        expect(r, state);
    }

    private void expect(Rollout r, Rollout.State state) {
        Rollout seen = now(r);
        if (seen.state() != state) {
            throw new AssertionError(
                    "the rollout is " + seen.state() + " instead of " + state + ": " + seen.transitions());
        }
    }

    /** Everybody reports this revision; who is exposed withholds it, if anybody does. */
    private void all(Rollout r, List<Report.Withheld> withheld) {
        board.clock().skip(Duration.ofSeconds(10));
        for (int i = 0; i < HOSTS; i++) {
            boolean exposed = Bucket.exposed(r.id(), r.share(), r.tags(), host(i), Map.of());
            report(host(i), r, exposed ? withheld : List.of());
        }
    }

    private void report(String agent, Rollout r, List<Report.Withheld> withheld) {
        Report report = new Report(
                Report.FORMAT,
                NAMESPACE,
                agent,
                r.epoch(),
                r.revision(),
                r.revision() - 1,
                List.of(new Report.Applied(r.revision(), board.clock().instant())),
                withheld,
                0,
                new Report.Health(true, null),
                "current",
                board.clock().instant(),
                "1.0");
        SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
        message.setMessageId(agent);
        message.setBody(Json.write(report));
        message.setAttributes(
                Map.of("SentTimestamp", Long.toString(board.clock().millis()), "SenderId", RecordedBoard.HOST.id()));
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        int failures = board.function(Handler.REPORTS)
                .reportsFunction()
                .handleRequest(event, board.context(Handler.REPORTS))
                .getBatchItemFailures()
                .size();
        if (failures > 0) {
            throw new AssertionError("the report of " + agent + " was not taken");
        }
    }
}
