package dev.noticeboard.functions.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.name.Violation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parameters of the data type flags, over the API. */
public abstract class FlagOperations {
    private static final String ON_OFF =
            "{\"flags\":{\"%s\":{\"state\":\"ENABLED\",\"variants\":{\"on\":\"SECRET\",\"off\":\"\"},\"defaultVariant\":\"off\"%s}}}";

    private Client client;

    protected abstract Client newClient();

    @BeforeEach
    void connect() {
        client = newClient();
    }

    private static Map<String, Object> body(String document) {
        return Map.of("value", document, "dataType", "flags");
    }

    private Map<String, Object> change(String path, String document) {
        return Map.of("kind", "put", "name", client.name(path), "value", document, "dataType", "flags");
    }

    private Client.Call put(String path, String document) {
        return client.call("PUT", "parameters/" + path).body(body(document));
    }

    private static List<Violation> violations(Problem problem) {
        assertEquals("validation-failed", problem.shortType());
        return Objects.requireNonNull(problem.violations());
    }

    @Test
    void flags_whenWrittenAndRead_keepTheirTextAndTheirDataType() {
        String document = ON_OFF.formatted("a", "") + "\n";
        put("flags", document).commit();
        assertEquals(document, client.value("flags"));
        assertEquals(DataType.FLAGS, client.get("flags").dataType());
    }

    @Test
    void flags_whenMalformed_areRefusedWithPlaceAndRemedyAndNoValue() {
        List<Violation> form = violations(
                put("flags", "{\"flags\":{\"a\":{\"state\":\"ENABLED\"}}}").problem());
        assertEquals(1, form.size(), form.toString());
        assertEquals("flags-format", form.get(0).rule());
        assertEquals("/flags/a", form.get(0).place());
        assertEquals(client.name("flags"), form.get(0).parameter());
        Problem problem = put("flags", ON_OFF.formatted("a", ",\"targeting\":{\"if\":[true,\"maybe\"]}"))
                .problem();
        assertEquals("variant-unknown", violations(problem).get(0).rule());
        assertEquals("/flags/a/targeting/if/1", violations(problem).get(0).place());
        assertFalse(problem.toString().contains("SECRET"));
        assertEquals("data-type", violations(put("flags", "{").problem()).get(0).rule());
        assertEquals(
                "data-type",
                violations(client.call("PUT", "parameters/flags")
                                .body(Map.of("value", "a", "dataType", "flags", "type", "StringList"))
                                .problem())
                        .get(0)
                        .rule());
        assertEquals(
                1,
                put("flags", "{\"flags\":{\"a\":{\"state\":\"ENABLED\"}}}")
                        .dryRun()
                        .violations()
                        .size());
    }

    @Test
    void flags_whenAKeyIsTakenElsewhere_areRefusedUntilOneChangeSetMovesIt() {
        put("team-a", ON_OFF.formatted("a", "")).commit();
        Violation twice =
                violations(put("team-b", ON_OFF.formatted("a", "")).problem()).get(0);
        assertEquals("flag-twice", twice.rule());
        assertTrue(twice.message().contains(client.name("team-a")), twice.message());
        client.call("POST", "changesets")
                .body(Map.of(
                        "changes",
                        List.of(change("team-a", "{\"flags\":{}}"), change("team-b", ON_OFF.formatted("a", "")))))
                .commit();
    }

    @Test
    void schema_whenBound_seesFlagsAsJson() {
        client.call("PUT", "schemas/flags")
                .body("{\"properties\":{\"flags\":{\"maxProperties\":1}}}")
                .commit();
        put("flags/a", ON_OFF.formatted("a", "")).commit();
        String two =
                "{\"flags\":{\"x\":{\"state\":\"ENABLED\",\"variants\":{\"on\":1}},\"y\":{\"state\":\"ENABLED\",\"variants\":{\"on\":1}}}}";
        assertEquals(
                "maxProperties",
                violations(put("flags/b", two).problem()).get(0).rule());
    }
}
