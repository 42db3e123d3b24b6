package dev.noticeboard.agent.daemon.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.flags.Evaluation;
import dev.noticeboard.flags.FlagContext;
import dev.noticeboard.flags.FlagSet;
import dev.noticeboard.schemas.json.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The file evaluates as the documents that it is made of: values, reasons, errors and each flag's metadata. */
class FlagFileTest {
    private static final List<FlagContext> CONTEXTS = List.of(
            FlagContext.EMPTY,
            FlagContext.of(Map.of("targetingKey", "u1", "email", "a@x.example", "n", 10L)),
            FlagContext.of(Map.of("targetingKey", "u2", "email", "a@y.example", "n", 10.5)),
            FlagContext.of(Map.of("targetingKey", "u7", "email", "b@y.example", "version", "1.4.2")));

    /** Two documents whose evaluators have the same names and different bodies, one referring to a later and one to an earlier one. */
    private static final Map<String, String> DOCUMENTS = new TreeMap<>(
            Map.of("/shop/prod/flags/a", """
            {"metadata": {"team": "a", "level": 1, "shared": true},
             "$evaluators": {"ours": {"or": [{"$ref": "mail"}, false]}, "mail": {"ends_with": [{"var": "email"}, "@x.example"]}},
             "flags": {
               "a1": {"state": "ENABLED", "variants": {"on": 10, "off": 10.0}, "defaultVariant": "off",
                      "targeting": {"if": [{"$ref": "ours"}, "on"]}},
               "a2": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
                      "targeting": {"fractional": [["on", 30], ["off", 70]]}, "metadata": {"team": "a2", "level": null}},
               "a3": {"state": "DISABLED", "variants": {"on": true}, "defaultVariant": "on", "metadata": {"odd": [1]}},
               "a4": {"state": "ENABLED", "variants": {"on": {"$ref": "ours"}, "n": 9007199254740993}, "defaultVariant": "on"}}}
            """, "/shop/prod/flags/b", """
            {"metadata": {"team": "b", "shared": true},
             "$evaluators": {"mail": {"ends_with": [{"var": "email"}, "@y.example"]}, "ours": {"and": [{"$ref": "mail"}, true]}},
             "flags": {
               "a1": {"state": "ENABLED", "variants": {"second": 1}, "defaultVariant": "second"},
               "b1": {"state": "ENABLED", "variants": {"on": "x", "off": "y"}, "defaultVariant": "off",
                      "targeting": {"if": [{"$ref": "ours"}, "on"]}},
               "b2": {"state": "ENABLED", "variants": {"on": "x", "off": "y"}, "defaultVariant": null,
                      "targeting": {"if": [{"sem_ver": [{"var": "version"}, "^", "1.0.0"]}, "on"]}},
               "b3": {"state": "ENABLED", "variants": {"on": 1}, "defaultVariant": "on", "targeting": {"$ref": "none"}},
               "b4": {"state": "ENABLED", "variants": {"on": 1}, "defaultVariant": "on", "targeting": {"if": [{"==": [{"var": "n"}, 10]}, "none"]}}}}
            """, "/shop/prod/flags/c", "no JSON"));

    private static void same(Map<String, String> documents, String file) {
        FlagSet expected = FlagSet.of(documents);
        FlagSet actual = FlagSet.of(Map.of("file", file));
        assertEquals(expected.keys(), actual.keys());
        for (FlagContext context : CONTEXTS) {
            for (String key : expected.keys()) {
                assertEquals(expected.evaluate(key, context), actual.evaluate(key, context), file);
            }
        }
    }

    @Test
    void file_ofSeveralDocuments_evaluatesAsThey() {
        String file = FlagFile.of(DOCUMENTS);
        same(DOCUMENTS, file);
        assertTrue(file.endsWith("\"metadata\":{\"shared\":true}}\n"), file);
        assertFalse(file.contains("$evaluators"), file);
        assertTrue(file.contains("{\"on\":10,\"off\":10.0}"), file);
        assertTrue(file.contains("{\"fractional\":[[\"on\",30],[\"off\",70]]}"), file);
    }

    @Test
    void file_ofOneDocument_keepsItsMetadataForAll() {
        String document =
                "{\"metadata\":{\"version\":\"7\"},\"flags\":{\"a\":{\"state\":\"ENABLED\",\"variants\":{\"v\":1},\"defaultVariant\":\"v\"}}}";
        String file = FlagFile.of(Map.of("/shop/prod/flags", document));
        assertEquals(
                "{\"flags\":{\"a\":{\"state\":\"ENABLED\",\"variants\":{\"v\":1},\"defaultVariant\":\"v\"}},\"metadata\":{\"version\":\"7\"}}\n",
                file);
        same(Map.of("/shop/prod/flags", document), file);
    }

    @Test
    void file_ofNoFlags_isAnEmptySet() {
        assertEquals("{\"flags\":{}}\n", FlagFile.of(Map.of()));
    }

    @Test
    void flags_ofAForeignBucketing_areLeftOut() {
        Map<String, String> documents = new TreeMap<>(DOCUMENTS);
        documents.put(
                "/shop/prod/flags/0",
                "{\"metadata\":{\"bucketing\":\"flagd-v9\",\"x\":1},\"flags\":{\"b1\":{\"state\":\"ENABLED\",\"variants\":{\"v\":1},\"defaultVariant\":\"v\"}}}");
        FlagSet actual = FlagSet.of(Map.of("file", FlagFile.of(documents)));
        assertTrue(FlagSet.of(documents).evaluate("b1", FlagContext.EMPTY) instanceof Evaluation.Failed);
        assertFalse(actual.keys().contains("b1"), "not even from the other document");
        assertEquals(FlagSet.of(documents).evaluate("a1", CONTEXTS.get(1)), actual.evaluate("a1", CONTEXTS.get(1)));
    }

    @Test
    void evaluators_whenTheyMultiply_doNotFillTheMemory() {
        String text = "x".repeat(100_000);
        StringBuilder flags = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            flags.append(i == 0 ? "" : ",")
                    .append("\"f")
                    .append(i)
                    .append(
                            "\":{\"state\":\"ENABLED\",\"variants\":{\"v\":1},\"defaultVariant\":\"v\",\"targeting\":{\"$ref\":\"e\"}}");
        }
        String document = "{\"$evaluators\":{\"e\":{\"if\":[{\"==\":[\"" + text
                + "\",{\"var\":\"a\"}]},\"v\"]}},\"flags\":{" + flags + "}}";
        RenderException e = assertThrows(RenderException.class, () -> FlagFile.of(Map.of("d", document)));
        assertTrue(String.valueOf(e.getMessage()).contains("16 Mi"), e.getMessage());
        assertFalse(String.valueOf(e.getMessage()).contains("xxx"), e.getMessage());
    }

    @Test
    void evaluators_thatReferToThemselves_breakTheirFlagsOnly() {
        Map<String, String> documents = Map.of(
                "d",
                "{\"$evaluators\":{\"e\":{\"!\":{\"$ref\":\"e\"}}},\"flags\":{"
                        + "\"a\":{\"state\":\"ENABLED\",\"variants\":{\"v\":1},\"defaultVariant\":\"v\",\"targeting\":{\"$ref\":\"e\"}},"
                        + "\"b\":{\"state\":\"ENABLED\",\"variants\":{\"v\":1},\"defaultVariant\":\"v\"}}}");
        FlagSet actual = FlagSet.of(Map.of("file", FlagFile.of(documents)));
        assertTrue(actual.evaluate("a", FlagContext.EMPTY) instanceof Evaluation.Failed);
        assertTrue(actual.evaluate("b", FlagContext.EMPTY) instanceof Evaluation.Resolved);
    }

    @Test
    void file_isJson() {
        assertTrue(Json.tree(FlagFile.of(DOCUMENTS)).path("flags").isObject());
    }
}
