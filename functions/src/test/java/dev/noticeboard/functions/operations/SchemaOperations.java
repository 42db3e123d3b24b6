package dev.noticeboard.functions.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.api.ChangesPage;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.DryRun;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.api.SchemaBinding;
import dev.noticeboard.schemas.api.SettingsAnswer;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Settings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Schemas, the rules of a namespace, and its settings. */
public abstract class SchemaOperations {
    private static final String SMALL = "{\"type\":\"integer\",\"maximum\":10}";
    private static final String POSITIVE = "{\"type\":\"integer\",\"minimum\":1}";
    /** A pool that is named has a host, and a large one has a time-out. */
    private static final String RULES = """
            {"type": "object",
             "dependentRequired": {"db/pool": ["db/host"]},
             "if": {"properties": {"db/pool": {"minimum": 100}}, "required": ["db/pool"]},
             "then": {"required": ["db/timeout"]}}
            """;

    private Client client;

    protected abstract Client newClient();

    @BeforeEach
    void connect() {
        client = newClient();
    }

    private CommitAnswer integer(String path, int value) {
        return client.put(path, Map.of("value", Integer.toString(value), "dataType", "integer"));
    }

    private Client.Call trying(String path, int value) {
        return client.call("PUT", "parameters/" + path)
                .body(Map.of("value", Integer.toString(value), "dataType", "integer"));
    }

    @Test
    void schema_whenBoundToSeveralPrefixes_allOfThemHold() {
        client.call("PUT", "schemas").body(POSITIVE).commit();
        client.call("PUT", "schemas/db").body(SMALL).commit();
        integer("db/pool", 10);
        integer("other", 11);
        assertEquals("422 validation-failed", trying("db/pool", 11).refusal());
        assertEquals("422 validation-failed", trying("db/pool", 0).refusal());
        assertEquals("422 validation-failed", trying("other", 0).refusal());
        client.call("DELETE", "schemas/db").commit();
        integer("db/pool", 11);
        assertEquals("404 not-found", client.call("GET", "schemas/db").refusal());
        assertEquals(
                List.of(client.namespace().text()),
                client.call("GET", "schemas").as(SchemaBinding.All.class).schemas().stream()
                        .map(SchemaBinding::prefix)
                        .toList());
    }

    @Test
    void schema_whenStoredValuesBreakIt_isRefusedWithAllOfThemUnlessForced() {
        integer("db/a", 5);
        integer("db/b", 50);
        integer("db/c", 500);
        integer("dbx", 500);
        Problem problem = client.call("PUT", "schemas/db").body(SMALL).problem();
        assertEquals(
                List.of(client.name("db/b"), client.name("db/c")),
                Objects.requireNonNull(problem.violations()).stream()
                        .map(v -> v.parameter())
                        .toList());
        assertFalse(problem.toString().contains("500"), "no stored value is quoted");
        DryRun tried = client.call("PUT", "schemas/db").body(SMALL).dryRun();
        assertEquals(2, tried.violations().size());
        assertEquals(4, client.revision());
        assertTrue(client.call("PUT", "schemas/db")
                .body(SMALL)
                .query("force", true)
                .commit()
                .changed());
        assertEquals("422 validation-failed", trying("db/b", 49).refusal());
    }

    @Test
    void schema_whenAnotherWasExpected_isAConflict() {
        long bound = client.call("PUT", "schemas/db")
                .query("expectedVersion", 0)
                .body(SMALL)
                .commit()
                .revision();
        Problem lost = client.call("PUT", "schemas/db")
                .query("expectedVersion", 0)
                .body(POSITIVE)
                .problem();
        assertEquals(new Problem.Winner(client.name("db"), bound, bound, false), lost.winner());
        client.call("PUT", "schemas/db")
                .query("expectedVersion", bound)
                .body(POSITIVE)
                .commit();
        assertEquals(
                "409 conflict",
                client.call("DELETE", "schemas/db")
                        .query("expectedVersion", bound)
                        .refusal());
        assertFalse(client.call("PUT", "schemas/db").body(POSITIVE).commit().changed());
    }

    @Test
    void rules_whenBound_judgeTheResultingWhole() {
        client.call("PUT", "rules").body(RULES).query("why", "together").commit();
        Problem problem = trying("db/pool", 5).problem();
        assertEquals("validation-failed", problem.shortType());
        assertEquals(
                "namespace", Objects.requireNonNull(problem.violations()).get(0).field());
        client.call("POST", "changesets")
                .body(Map.of(
                        "changes",
                        List.of(
                                Map.of("kind", "put", "name", client.name("db/host"), "value", "h"),
                                Map.of(
                                        "kind",
                                        "put",
                                        "name",
                                        client.name("db/pool"),
                                        "value",
                                        "5",
                                        "dataType",
                                        "integer"))))
                .commit();
        assertEquals("422 validation-failed", trying("db/pool", 100).refusal());
        assertEquals(
                "422 validation-failed",
                client.call("DELETE", "parameters/db/host").refusal());
        integer("db/timeout", 3);
        integer("db/pool", 100);
        assertEquals(
                "422 validation-failed",
                client.call("DELETE", "parameters/db/timeout").refusal());
        assertEquals("*", client.call("GET", "rules").as(SchemaBinding.class).prefix());
        client.call("DELETE", "rules").commit();
        client.delete("db/timeout");
        assertEquals(
                "422 validation-failed", client.call("PUT", "rules").body(RULES).refusal());
        client.call("PUT", "rules").body(RULES).query("force", true).commit();
        List<ChangeSet> log =
                client.call("GET", "changes").as(ChangesPage.class).changeSets();
        assertEquals(List.of(new Change.BindSchema("*")), log.get(0).changes());
        assertEquals("together", log.get(0).why());
    }

    @Test
    void settings_whenSet_areAChangeSetWithItsRevision() {
        assertEquals(
                new SettingsAnswer(0, Settings.DEFAULTS),
                client.call("GET", "settings").as(SettingsAnswer.class));
        Settings settings = new Settings(true, 5, 30, null);
        client.call("PUT", "settings")
                .query("expectedVersion", 0)
                .body(settings)
                .commit();
        assertEquals(
                new SettingsAnswer(1, settings), client.call("GET", "settings").as(SettingsAnswer.class));
        assertEquals(
                "409 conflict",
                client.call("PUT", "settings")
                        .query("expectedVersion", 0)
                        .query("why", "w")
                        .body(Settings.DEFAULTS)
                        .refusal());
        assertFalse(client.call("PUT", "settings")
                .query("why", "w")
                .body(settings)
                .commit()
                .changed());
        List<ChangeSet> log =
                client.call("GET", "changes").as(ChangesPage.class).changeSets();
        assertEquals(List.of(new Change.SetSettings(settings)), log.get(0).changes());
    }

    @Test
    void why_whenTheSettingAsksForIt_isRequiredOfEveryWrite() {
        client.call("PUT", "settings")
                .body(new Settings(true, null, null, null))
                .commit();
        Problem problem =
                client.call("PUT", "parameters/a").body(Map.of("value", "1")).problem();
        assertEquals("invalid-request", problem.shortType());
        assertEquals(
                "why-required",
                Objects.requireNonNull(problem.violations()).get(0).rule());
        assertEquals(
                "400 invalid-request",
                client.call("PUT", "parameters/a")
                        .body(Map.of("value", "1", "why", "  "))
                        .refusal());
        client.put("a", Map.of("value", "1", "why", "because"));
        assertEquals(
                "400 invalid-request", client.call("DELETE", "parameters/a").refusal());
        assertEquals(
                "400 invalid-request",
                client.call("PUT", "schemas").body("true").refusal());
        assertEquals(
                "400 invalid-request",
                client.call("PUT", "settings").body(Settings.DEFAULTS).refusal());
        assertEquals(
                "400 invalid-request",
                client.call("PUT", "labels/a").body(Map.of("label", "x")).refusal());
        assertEquals(
                "400 invalid-request",
                client.call("POST", "restores").body(Map.of("revision", 1)).refusal());
        client.call("PUT", "settings")
                .query("why", "enough")
                .body(Settings.DEFAULTS)
                .commit();
        client.delete("a");
    }

    @Test
    void settings_whenOutOfRange_areRefused() {
        for (Map<String, ?> wrong : List.of(
                Map.of("whyRequired", false, "keepVersions", 0),
                Map.of("whyRequired", false, "keepDays", 100_001),
                Map.of("whyRequired", false, "validator", "arn:aws:sns:eu-west-1:123456789012:x"))) {
            assertEquals(
                    "400 invalid-request",
                    client.call("PUT", "settings").body(wrong).refusal());
        }
        assertEquals(
                "400 malformed-body", client.call("PUT", "settings").body("{}").refusal());
        assertEquals(0, client.revision());
    }
}
