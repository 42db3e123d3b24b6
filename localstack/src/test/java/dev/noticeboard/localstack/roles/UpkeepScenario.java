package dev.noticeboard.localstack.roles;

import dev.noticeboard.cdk.Handler;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Policies that notify, expire and are refused, with rules and a validator in force; and histories that are trimmed around a label. */
final class UpkeepScenario {
    private static final Namespace POLICIES = new Namespace("/roles/policies");
    private static final Namespace RETENTION = new Namespace("/roles/retention");

    private final RecordedBoard board;

    UpkeepScenario(RecordedBoard board) {
        this.board = board;
    }

    /** All that the policies' function does. */
    void policies() {
        Calling api = new Calling(board, POLICIES);
        String expiry = board.clock().instant().plusSeconds(60).toString();
        for (String name : List.of("expires", "labelled", "required")) {
            api.put(name, Map.of("value", "1", "policies", Map.of("expiresAt", expiry, "notifyBeforeExpiry", "PT30S")));
        }
        api.put("unchanged", Map.of("value", "1", "policies", Map.of("notifyUnchangedAfter", "PT60S")));
        api.put("staged", Map.of("value", "1"));
        api.done("PUT", "labels/labelled", Map.of("label", "prod"));
        api.done("PUT", "rules", "{\"type\":\"object\",\"required\":[\"required\"]}");
        api.done("PUT", "schemas/expires", "{\"type\":\"string\"}");
        api.done("PUT", "schemas", "{}");
        api.done("DELETE", "schemas", "");
        api.done("PUT", "settings", Map.of("whyRequired", false, "validator", Deployment.VALIDATOR));
        api.done(
                "POST",
                "rollouts",
                Map.of(
                        "strategy",
                        "all-at-once",
                        "changes",
                        List.of(Map.of("kind", "put", "name", POLICIES + "/staged", "value", "2"))));
        board.clock().skip(Duration.ofSeconds(40));
        board.tick(Handler.POLICIES);
        board.clock().skip(Duration.ofSeconds(40));
        board.tick(Handler.POLICIES);
    }

    /** All that the retention does. */
    void retention() {
        Calling api = new Calling(board, RETENTION);
        for (String value : List.of("1", "2", "3", "4")) {
            api.put("a", Map.of("value", value));
            api.put("b", Map.of("value", value));
        }
        api.done("PUT", "labels/a", Map.of("label", "prod", "version", 1));
        api.done("PUT", "settings", Map.of("whyRequired", false, "keepVersions", 1));
        board.tick(Handler.RETENTION);
    }
}
