package dev.noticeboard.cli.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which variants a ramp moves, and what it does not touch. */
class RampTest {
    private static final String BOOLEAN = "{\"off\":false,\"on\":true}";
    private static final String TEXTS = "{\"a\":\"x\",\"b\":\"y\"}";

    private static FoundFlag flag(String variants, String usual, String targeting) {
        String text = "{\"flags\":{\"f\":{\"state\":\"ENABLED\",\"variants\":" + variants + ",\"defaultVariant\":\""
                + usual + "\",\"targeting\":" + targeting + "}}}";
        return found(text);
    }

    private static FoundFlag found(String text) {
        return FoundFlag.in(
                        new Parameter(
                                new ParameterName("/shop/prod/flags"),
                                1,
                                1,
                                ParameterType.STRING,
                                DataType.FLAGS,
                                text,
                                Instant.EPOCH,
                                "eve"),
                        "f")
                .orElseThrow();
    }

    private static Ramp.Ready ready(FoundFlag flag, @Nullable String variant, @Nullable String from) {
        return (Ramp.Ready) new Ramp(variant, from, null).on(flag);
    }

    private static String not(FoundFlag flag, Ramp ramp) {
        return ((Ramp.Not) ramp.on(flag)).why();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                BOOLEAN + "                            | off | -   | -   | on | off | 0",
                BOOLEAN + "                            | on  | -   | -   | on | off | 100000",
                BOOLEAN + "                            | ''  | -   | -   | on | off | 0",
                BOOLEAN + "                            | off | off | -   | off| on  | 100000",
                BOOLEAN + "                            | off | -   | on  | off| on  | 100000",
                TEXTS + "                              | a   | -   | -   | b  | a   | 0",
                TEXTS + "                              | a   | a   | -   | a  | b   | 100000",
                TEXTS + "                              | ''  | a   | -   | a  | b   | 0",
                TEXTS + "                              | ''  | -   | a   | b  | a   | 0",
                "{\"a\":1,\"b\":2,\"c\":3}             | a   | c   | -   | c  | a   | 0",
                "{\"a\":1,\"b\":2,\"c\":3}             | ''  | c   | b   | c  | b   | 0",
                "{\"y\":true,\"n\":false,\"no\":false} | no  | -   | -   | y  | no  | 0",
            })
    void ramp_ofAFlagWithoutTargeting_guessesItsVariants(
            String variants,
            String usual,
            @Nullable String variant,
            @Nullable String from,
            String ramped,
            String rest,
            int share) {
        Ramp.Ready ready = ready(flag(variants, usual, "{}"), variant, from);
        assertEquals(ramped, ready.variant());
        assertEquals(rest, ready.from());
        assertEquals(share, ready.share());
    }

    @Test
    void ramp_whenTheVariantsCannotBeGuessed_asksForThem() {
        FoundFlag three = flag("{\"a\":1,\"b\":2,\"c\":3}", "a", "null");
        String expected =
                "flag f has the variants a, b, c: say which is ramped, by --variant, and which the rest has, by --from.";
        assertEquals(expected, not(three, new Ramp(null, null, null)));
        assertEquals(expected, not(three, new Ramp("a", null, null)));
        assertEquals("flag f has no variant d; it has a, b, c.", not(three, new Ramp("d", "a", null)));
        assertTrue(not(three, new Ramp("a", "a", null)).contains("are the same"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"if\":[true,\"on\"]}",
                "{\"fractional\":[[\"on\",1],[\"off\",1]],\"x\":1}",
                "{\"fractional\":[[\"on\",1],[\"off\",1],[\"on\",1]]}",
                "{\"fractional\":[[\"on\",1],[\"on\",1]]}",
                "{\"fractional\":[[\"on\"],[\"off\"]]}",
                "{\"fractional\":[[\"on\",1.5],[\"off\",1]]}",
                "{\"fractional\":[[\"on\",-1],[\"off\",1]]}",
                "{\"fractional\":[{\"var\":\"email\"},[\"on\",1],[\"off\",1]]}",
                "{\"fractional\":[{\"cat\":[{\"var\":\"email\"},{\"var\":\"$flagd.flagKey\"}]},[\"on\",1],[\"off\",1]]}",
                "{\"fractional\":[[\"on\",{\"var\":\"w\"}],[\"off\",1]]}",
                "{\"fractional\":{\"$ref\":\"shares\"}}",
                "[1]",
            })
    void ramp_whenTheTargetingIsOfAnotherKind_refuses(String targeting) {
        assertTrue(not(flag(BOOLEAN, "off", targeting), new Ramp(null, null, null))
                .startsWith(
                        "flag f has other targeting than a ramp, which a ramp would replace. Take its targeting out"));
    }

    @Test
    void ramp_whenTheFlagHasOne_movesItsWeightsAlone() {
        FoundFlag flag = found("{ \"flags\": {\"f\" : {\"variants\":" + BOOLEAN + ", \"defaultVariant\": \"off\",\n"
                + " \"targeting\":{ \"fractional\" : [\n  [ \"off\",90 ],[\"on\", 10 ] ]} ,\"state\":\"ENABLED\"}},"
                + "\"metadata\":{\"bucketing\":\"flagd-v2\"}}");
        Ramp.Ready ready = ready(flag, null, null);
        assertEquals("on", ready.variant());
        assertEquals(10_000, ready.share());
        assertTrue(ready.isAt(10_000));
        assertEquals(flag.text().text().replace("90", "75000").replace("10 ]", "25000 ]"), ready.text(flag, 25_000));
        assertEquals(90_000, ready(flag, "off", null).share());
        assertEquals(90_000, ready(flag, null, "on").share());
    }

    @Test
    void ramp_whenTheFlagHasOneByAnAttribute_keepsIt() {
        String by =
                "{\"fractional\":[{\"cat\":[{\"var\":\"$flagd.flagKey\"},{\"var\":\"email\"}]},[\"on\",1],[\"off\",2]]}";
        FoundFlag flag = flag(BOOLEAN, "off", by);
        Ramp.Ready ready = ready(flag, null, null);
        assertEquals("email", ready.by().orElseThrow());
        assertEquals(33_333, ready.share());
        assertTrue(ready.text(flag, 50_000).contains("{\"var\":\"email\"}]},[\"on\",50000],[\"off\",50000]]"));
        assertEquals(
                "flag f is a ramp of on and off by email; by targetingKey other users would have on. Leave --by out, or take"
                        + " its targeting out first.",
                not(flag, new Ramp(null, null, "targetingKey")));
    }

    @Test
    void ramp_whenTheFlagHasOneOfOtherVariants_refuses() {
        FoundFlag flag = flag("{\"a\":1,\"b\":2,\"c\":3}", "a", "{\"fractional\":[[\"b\",1],[\"a\",99]]}");
        assertEquals("b", ready(flag, null, null).variant(), "the first, where nothing else says which");
        assertTrue(
                not(flag, new Ramp("c", "a", null)).startsWith("flag f is a ramp of b and a, and --variant or --from"));
    }

    @Test
    void ramp_whenNoBucketIsGiven_isAtZero() {
        Ramp.Ready ready = ready(flag(BOOLEAN, "off", "{\"fractional\":[[\"on\",0],[\"off\",0]]}"), null, null);
        assertEquals(0, ready.share());
        assertTrue(!ready.isAt(0), "all weights 0 is no share at all");
    }

    @Test
    void ramp_whenTheDocumentNamesAnotherBucketing_refuses() {
        FoundFlag flag = found("{\"flags\":{\"f\":{\"state\":\"ENABLED\",\"variants\":" + BOOLEAN
                + ",\"defaultVariant\":\"off\"}},\"metadata\":{\"bucketing\":\"other\"}}");
        assertTrue(
                not(flag, new Ramp(null, null, null)).contains("f names a bucketing that this version does not know"));
    }

    @Test
    void text_ofANewRamp_namesTheBucketing() {
        FoundFlag flag = flag(BOOLEAN, "off", "null");
        String text = ((Ramp.Ready) new Ramp(null, null, "email").on(flag)).text(flag, 500);
        assertEquals(
                Json.tree("{\"fractional\":[{\"cat\":[{\"var\":\"$flagd.flagKey\"},{\"var\":\"email\"}]},"
                        + "[\"on\",500],[\"off\",99500]]}"),
                Json.tree(text).at("/flags/f/targeting"));
        assertEquals("flagd-v2", Json.tree(text).at("/metadata/bucketing").asString());
    }

    @Test
    void text_whenTheDocumentHasMetadata_addsTheBucketingToIt() {
        FoundFlag flag = found("{\"metadata\":{\"team\":\"shop\"},\"flags\":{\"f\":{\"state\":\"ENABLED\",\"variants\":"
                + BOOLEAN + ",\"defaultVariant\":\"off\"}}}");
        assertTrue(ready(flag, null, null)
                .text(flag, 1)
                .startsWith("{\"metadata\":{\"team\":\"shop\",\"bucketing\":\"flagd-v2\"},"));
    }

    @Test
    void share_ofTexts_isInThousandthsOfAPercent() {
        assertEquals(10_000, Share.parse("10%").orElseThrow());
        assertEquals(10_000, Share.parse("10 %").orElseThrow());
        assertEquals(125, Share.parse("0.125").orElseThrow());
        assertEquals(100_000, Share.parse("100.000%").orElseThrow());
        for (String no : List.of("", "%", "101%", "100.001%", "-1%", "1e1%", "0.1234%", ".5%", "10%%")) {
            assertTrue(Share.parse(no).isEmpty(), no);
        }
        assertEquals("0 %", Share.text(0));
        assertEquals("100%", Share.option(100_000));
        assertEquals("0.125 %", Share.text(125));
    }

    @Test
    void steps_areEvenAndEndWhereTheyShould() {
        assertEquals(List.of(10_000, 20_000, 30_000), Share.steps(0, 30_000, 3));
        assertEquals(List.of(66_667, 33_334, 0), Share.steps(100_000, 0, 3));
        assertEquals(List.of(1, 2), Share.steps(0, 2, 10));
        assertEquals(List.of(5), Share.steps(5, 5, 10));
    }

    @Test
    void near_namesAreFewAndTheNearestFirst() {
        List<String> keys = List.of("new-checkout", "old-checkout", "banner", "newcheckout", "new-checkout-2");
        assertEquals(List.of("new-checkout", "newcheckout", "new-checkout-2"), NearNames.of("new-chekout", keys));
        assertEquals(List.of("banner"), NearNames.of("BANNER", keys));
        assertEquals(List.of(), NearNames.of("zzz", keys));
    }
}
