package dev.noticeboard.openfeature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.openfeature.sdk.EventDetails;
import dev.openfeature.sdk.ProviderEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which flags PROVIDER_CONFIGURATION_CHANGED names, and when it is silent. */
class FlagChangesTest {
    private static final String A = Provided.fixed("a", "1");
    private static final String B = Provided.fixed("b", "2");

    private static List<String> changed(Provided provided, Map<String, String> texts) {
        provided.board.put(texts);
        provided.agent.refreshNow();
        EventDetails event = provided.next(ProviderEvent.PROVIDER_CONFIGURATION_CHANGED);
        return event.getFlagsChanged();
    }

    private static void assertChanged(String before, String after, String... keys) {
        try (Provided provided = Provided.of(before)) {
            assertEquals(List.of(keys), changed(provided, Map.of("flags", after)));
        }
    }

    private static void assertUnchanged(String before, String after) {
        try (Provided provided = Provided.of(before)) {
            provided.board.put("flags", after);
            provided.agent.refreshNow();
            provided.assertSilent();
        }
    }

    private static String ruled(String key, String rule) {
        return "\"" + key + "\":{\"state\":\"ENABLED\",\"variants\":{\"x\":1},\"targeting\":" + rule + "}";
    }

    private static String evaluated(String evaluators) {
        return "{\"$evaluators\":{" + evaluators + "},\"flags\":{"
                + ruled("direct", "{\"if\":[{\"$ref\":\"one\"},\"x\"]}")
                + "," + ruled("far", "{\"if\":[{\"$ref\":\"two\"},\"x\"]}") + "," + ruled("not", "{\"$ref\":\"three\"}")
                + "," + A
                + "}}";
    }

    @Test
    void change_whenFlagsAreNewGoneOrOther_namesThemAndNoMore() {
        assertChanged(Provided.flags(A), Provided.flags(A + "," + B), "b");
        assertChanged(Provided.flags(A + "," + B), Provided.flags(B), "a");
        assertChanged(Provided.flags(A + "," + B), Provided.flags(Provided.fixed("a", "3") + "," + B), "a");
    }

    @Test
    void change_whenOnlyOrderOrSpaceDiffers_isSilent() {
        assertUnchanged(Provided.flags(A + "," + B), " " + Provided.flags(B + " , " + A));
    }

    @Test
    void change_whenAnEvaluatorDiffers_namesTheFlagsThatReachIt() {
        String two = "\"two\":{\"==\":[{\"$ref\":\"one\"},true]},\"three\":{\"var\":\"c\"}";
        assertChanged(
                evaluated("\"one\":{\"var\":\"a\"}," + two),
                evaluated("\"one\":{\"var\":\"b\"}," + two),
                "direct",
                "far");
    }

    @Test
    void change_whenEvaluatorsReferToThemselves_ends() {
        String loop = "\"one\":{\"$ref\":\"two\"},\"two\":{\"$ref\":\"one\"},\"three\":";
        assertChanged(evaluated(loop + "1"), evaluated(loop + "2"), "not");
    }

    @Test
    void change_whenTheDocumentsMetadataDiffers_namesTheFlagsThatDoNotOverrideIt() {
        String own = "\"b\":{\"state\":\"ENABLED\",\"variants\":{\"x\":1},\"metadata\":{\"team\":\"own\"}}";
        String document = "{\"metadata\":{\"team\":\"%s\"},\"flags\":{" + A + "," + own + "}}";
        assertChanged(document.formatted("one"), document.formatted("two"), "a");
    }

    @Test
    void change_whenOtherParametersDiffer_isSilent() {
        try (Provided provided = Provided.of(Provided.flags(A))) {
            provided.board.put("pool-size", "5");
            provided.agent.refreshNow();
            provided.assertSilent();
        }
    }

    @Test
    void change_whenAFlagMovesToAnotherDocument_isNoneOfIt() {
        try (Provided provided = Provided.of(Provided.flags(A + "," + B))) {
            assertEquals(
                    List.of("c"),
                    changed(
                            provided,
                            Map.of(
                                    "flags",
                                    Provided.flags(B),
                                    "flags-too",
                                    Provided.flags(A + "," + Provided.fixed("c", "3")))));
        }
    }

    @Test
    void change_whenADocumentIsDeletedOrNoJson_namesAllItsFlags() {
        try (Provided provided = Provided.of(Provided.flags(A + "," + B))) {
            assertEquals(List.of("a", "b"), changed(provided, Map.of("flags", "no json")));
            assertEquals(List.of("b"), changed(provided, Map.of("flags", Provided.flags(B))));
            Map<String, String> deletion = new HashMap<>();
            deletion.put("flags", null);
            assertEquals(List.of("b"), changed(provided, deletion));
        }
    }
}
