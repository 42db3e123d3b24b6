package dev.noticeboard.openfeature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.StalenessPolicy;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.ImmutableMetadata;
import dev.openfeature.sdk.MutableContext;
import dev.openfeature.sdk.Structure;
import dev.openfeature.sdk.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What evaluations are to an application: types, numbers, objects, defaults, errors, metadata, and the context that rules see. */
class ResolutionTest {
    private static Provided with(String key, String json) {
        return Provided.of(Provided.flags(Provided.fixed(key, json)));
    }

    private static void assertMismatch(
            FlagEvaluationDetails<?> details, @Nullable Object fallback, String asked, String is) {
        assertEquals(fallback, details.getValue());
        assertEquals(ErrorCode.TYPE_MISMATCH, details.getErrorCode());
        assertEquals("ERROR", details.getReason());
        assertNull(details.getVariant());
        assertEquals(
                "flag n: asked for as " + asked + ", but its variant it is " + is
                        + ". Ask for what it is, or correct the variant.",
                details.getErrorMessage());
    }

    @Test
    void integer_whenTheNumberIsWholeAndWithin32Bits_isGiven() {
        for (String json : List.of("10", "10.0", "1e1")) {
            try (Provided provided = with("n", json)) {
                assertEquals(10, provided.client.getIntegerValue("n", 1), json);
                assertEquals(10L, provided.client.getLongValue("n", 1L), json);
                assertEquals(10.0, provided.client.getDoubleValue("n", 1.0), json);
            }
        }
        try (Provided provided = with("n", "-2147483648")) {
            assertEquals(Integer.MIN_VALUE, provided.client.getIntegerValue("n", 1));
        }
    }

    @Test
    void integer_whenTheNumberIsNone_isATypeMismatch() {
        String is = "a number that is not whole or too large";
        for (String json : List.of("3.14", "9000000000", "2147483648", "1e300")) {
            try (Provided provided = with("n", json)) {
                assertMismatch(provided.client.getIntegerDetails("n", 7), 7, "an integer of 32 bits", is);
            }
        }
        for (String json : List.of("3.14", "9223372036854775808", "1e300")) {
            try (Provided provided = with("n", json)) {
                assertMismatch(provided.client.getLongDetails("n", 7L), 7L, "an integer of 64 bits", is);
            }
        }
    }

    @Test
    void integer_whenItTakesMoreThan32Bits_isALongAndADouble() {
        try (Provided provided = with("n", "9007199254740993")) {
            assertEquals(9007199254740993L, provided.client.getLongValue("n", 1L));
            assertEquals(9.007199254740992E15, provided.client.getDoubleValue("n", 1.0));
        }
    }

    @Test
    void anyKind_whenTheFlagIsOfAnother_isATypeMismatchThatNamesBoth() {
        try (Provided provided = with("n", "\"text\"")) {
            assertMismatch(provided.client.getBooleanDetails("n", true), true, "a boolean", "a string");
            assertMismatch(provided.client.getIntegerDetails("n", 7), 7, "an integer of 32 bits", "a string");
            assertMismatch(provided.client.getDoubleDetails("n", 7.5), 7.5, "a double", "a string");
            assertMismatch(provided.client.getObjectDetails("n", new Value(1)), new Value(1), "an object", "a string");
        }
        try (Provided provided = with("n", "true")) {
            assertMismatch(provided.client.getStringDetails("n", "x"), "x", "a string", "a boolean");
            assertMismatch(provided.client.getObjectDetails("n", null), null, "an object", "a boolean");
        }
        try (Provided provided = with("n", "{}")) {
            assertMismatch(provided.client.getStringDetails("n", "x"), "x", "a string", "an object");
        }
        try (Provided provided = with("n", "1")) {
            assertMismatch(provided.client.getBooleanDetails("n", false), false, "a boolean", "a number");
        }
    }

    @Test
    void object_whenNested_keepsListsNullsAndNumbers() {
        try (Provided provided = with(
                "n", "{\"a\":[1,\"b\",null,{\"c\":true}],\"big\":9000000000,\"huge\":9007199254740993,\"d\":1.5}")) {
            Structure object = provided.client.getObjectValue("n", new Value()).asStructure();
            List<Value> list = object.getValue("a").asList();
            assertEquals(1, list.get(0).asObject());
            assertEquals("b", list.get(1).asString());
            assertTrue(list.get(2).isNull());
            assertTrue(list.get(3).asStructure().getValue("c").asBoolean());
            assertEquals(9_000_000_000L, object.getValue("big").asLong());
            assertEquals(9_000_000_000.0, object.getValue("big").asObject());
            assertEquals(9_007_199_254_740_993L, object.getValue("huge").asObject());
            assertEquals(1.5, object.getValue("d").asDouble());
        }
    }

    @Test
    void codeDefault_whenDisabledOrWithoutADefaultVariant_isTheApplicationsWithoutAnError() {
        String variants = "\"variants\":{\"on\":true}";
        try (Provided provided = Provided.of(Provided.flags("\"off\":{\"state\":\"DISABLED\"," + variants
                + ",\"defaultVariant\":\"on\"},\"none\":{\"state\":\"ENABLED\"," + variants + "}"))) {
            for (Map.Entry<String, String> flag :
                    Map.of("off", "DISABLED", "none", "DEFAULT").entrySet()) {
                FlagEvaluationDetails<String> details = provided.client.getStringDetails(flag.getKey(), "mine");
                assertEquals("mine", details.getValue());
                assertEquals(flag.getValue(), details.getReason());
                assertNull(details.getVariant());
                assertNull(details.getErrorCode());
            }
        }
    }

    @Test
    void failure_whenTheFlagIsMissingOrBroken_hasItsCodeAndTheDefault() {
        try (Provided provided = Provided.of(
                Provided.flags(
                        "\"bad\":{\"state\":\"ENABLED\",\"variants\":{\"on\":true},\"targeting\":{\"no-such-operator\":[1]}}"))) {
            FlagEvaluationDetails<Boolean> bad = provided.client.getBooleanDetails("bad", true);
            assertEquals(ErrorCode.PARSE_ERROR, bad.getErrorCode());
            assertTrue(bad.getValue());
            assertTrue(bad.getErrorMessage().contains("flag bad"), bad.getErrorMessage());
            assertEquals(
                    ErrorCode.FLAG_NOT_FOUND,
                    provided.client.getBooleanDetails("none", true).getErrorCode());
        }
    }

    @Test
    void metadata_whenOfDocumentAndFlag_isMergedAndTyped() {
        try (Provided provided = Provided.of("{\"metadata\":{\"team\":\"shop\",\"n\":1,\"big\":9000000000},\"flags\":{"
                + "\"on\":{\"state\":\"ENABLED\",\"variants\":{\"on\":true},\"defaultVariant\":\"on\","
                + "\"metadata\":{\"n\":2,\"half\":0.5,\"yes\":true}}}}")) {
            ImmutableMetadata metadata =
                    provided.client.getBooleanDetails("on", false).getFlagMetadata();
            assertEquals("shop", metadata.getString("team"));
            assertEquals(2, metadata.getInteger("n"));
            assertEquals(9_000_000_000L, metadata.getLong("big"));
            assertEquals(0.5, metadata.getDouble("half"));
            assertTrue(metadata.getBoolean("yes"));
        }
    }

    @Test
    void context_whenARuleReadsIt_hasTheTargetingKeyAndEveryKindOfValue() {
        String rule =
                "{\"if\":[{\"and\":[{\"==\":[{\"var\":\"targetingKey\"},\"me\"]},{\"===\":[{\"var\":\"yes\"},true]},"
                        + "{\"==\":[{\"var\":\"n\"},3]},{\"==\":[{\"var\":\"d\"},0.5]},{\"in\":[\"b\",{\"var\":\"list\"}]},"
                        + "{\"==\":[{\"var\":\"map.inner\"},\"x\"]},{\"==\":[{\"var\":\"at\"},\"2026-01-01T00:00:00Z\"]},"
                        + "{\"missing_some\":[1,[\"absent\",\"gone\"]]}]},\"hit\",\"miss\"]}";
        MutableContext context = new MutableContext("me")
                .add("yes", true)
                .add("n", 3)
                .add("d", 0.5)
                .add("list", List.of(new Value("a"), new Value("b")))
                .add("map", new dev.openfeature.sdk.MutableStructure().add("inner", "x"))
                .add("at", Instant.parse("2026-01-01T00:00:00Z"));
        try (Provided provided = Provided.of(Provided.flags("\"seen\":{\"state\":\"ENABLED\",\"variants\":"
                + "{\"hit\":true,\"miss\":false},\"defaultVariant\":\"miss\",\"targeting\":" + rule + "}"))) {
            assertTrue(provided.client.getBooleanValue("seen", false, context));
            assertFalse(provided.client.getBooleanValue("seen", true, ImmutableContext.EMPTY));
            assertEquals(
                    "TARGETING_MATCH",
                    provided.client.getBooleanDetails("seen", false, context).getReason());
        }
    }

    @Test
    void context_whenAnAttributeIsNullOrAbsent_isTold() {
        MutableContext context = new MutableContext().add("null", (String) null);
        ContextAdapter adapter = new ContextAdapter(context);
        assertTrue(adapter.has("null"));
        assertNull(adapter.get("null"));
        assertFalse(adapter.has("absent"));
        assertFalse(adapter.has("targetingKey"));
        assertTrue(new ContextAdapter(new ImmutableContext("me")).has("targetingKey"));
    }

    @Test
    void cache_whenAskedFor_saysCachedUntilTheFlagChanges() {
        String document = Provided.flags(Provided.fixed("n", "{\"a\":1}"));
        try (Provided provided =
                new Provided(document, StalenessPolicy.serve(), ProviderOptions.DEFAULTS.withCache(true))) {
            provided.api.setProviderAndWait(provided.provider);
            assertEquals(
                    "STATIC", provided.client.getObjectDetails("n", new Value()).getReason());
            FlagEvaluationDetails<Value> again = provided.client.getObjectDetails("n", new Value());
            assertEquals("CACHED", again.getReason());
            assertEquals("it", again.getVariant());
            assertEquals(1, again.getValue().asStructure().getValue("a").asInteger());
            assertMismatch(provided.client.getStringDetails("n", "x"), "x", "a string", "an object");
            provided.board.put("flags", Provided.flags(Provided.fixed("n", "{\"a\":2}")));
            provided.agent.refreshNow();
            FlagEvaluationDetails<Value> changed = provided.client.getObjectDetails("n", new Value());
            assertEquals("STATIC", changed.getReason());
            assertEquals(2, changed.getValue().asStructure().getValue("a").asInteger());
        }
    }
}
