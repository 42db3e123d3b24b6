package dev.noticeboard.schemas.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Metadata;
import dev.noticeboard.schemas.board.Notice;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.board.Policies;
import dev.noticeboard.schemas.board.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strict towards callers, tolerant towards other versions of ourselves, and silent about values. */
class JsonTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {                                       | body          | not well-formed
                    {"value":"SECRET"}x                     | body          | not well-formed
                    {"value":"SECRET","value":"b"}          | body          | twice
                    {"value":"SECRET","valu":"b"}           | valu          | unknown field; known are allowedPattern, dataType, description, expectedVersion, policies, tags, type, urgent, value, why
                    {"value":17}                            | value         | string
                    {"value":true}                          | value         | string
                    {"value":["SECRET"]}                    | value         | string
                    {"value":"a","expectedVersion":"1"}     | expectedVersion | whole number
                    {"value":"a","expectedVersion":""}      | expectedVersion | whole number
                    {"value":"a","expectedVersion":" "}     | expectedVersion | whole number
                    {"value":"a","expectedVersion":"\\u0000"} | expectedVersion | whole number
                    {"value":"a","type":""}                 | type          | list
                    {"value":"a","tags":""}                 | tags          | object
                    {"value":"a","policies":""}             | policies      | object
                    {"value":"a","policies":{"expiresAt":""}} | policies.expiresAt | time
                    {"value":"a","policies":{"notifyBeforeExpiry":" "}} | policies.notifyBeforeExpiry | duration
                    {"value":"a","expectedVersion":1.5}     | expectedVersion | whole number
                    {"value":"a","type":"SECRET"}           | type          | list
                    []                                      | body          | object
                    null                                    | body          | null
                    "SECRET"                                | body          | object
                    """)
    void readStrict_whenTheTextIsWrong_namesPlaceAndRuleButNoValue(String text, String field, String words) {
        MalformedException e = assertThrows(MalformedException.class, () -> Json.readStrict(text, PutRequest.class));
        assertEquals(field, e.field());
        assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
        assertFalse(String.valueOf(e.getMessage()).contains("SECRET"), e.getMessage());
    }

    @Test
    void enum_whenANumber_isRefused() {
        for (String json : List.of("0", "\"0\"")) {
            assertThrows(MalformedException.class, () -> Json.readStrict(json, ParameterType.class));
        }
    }

    @Test
    void readStrict_whenAFieldDeepInsideIsWrong_namesItsPlace() {
        MalformedException e = assertThrows(
                MalformedException.class,
                () -> Json.readStrict(
                        "{\"changes\":[{\"kind\":\"put\",\"name\":\"/a/b/c\"},{\"kind\":\"patch\",\"name\":\"x\"}]}",
                        ChangeSetRequest.class));
        assertEquals("changes[1].kind", e.field());
    }

    @Test
    void readTolerant_whenAFieldIsNew_ignoresIt() {
        Head head = Json.readTolerant(
                "{\"namespace\":\"/a/b\",\"epoch\":\"e\",\"revision\":3,\"schemas\":{},\"later\":1}", Head.class);
        assertEquals(3, head.revision());
    }

    @Test
    void readTolerant_whenAnOlderWriterLeftFieldsOut_takesTheirDefaults() {
        Head head =
                Json.readTolerant("{\"namespace\":\"/a/b\",\"epoch\":\"e\",\"revision\":3,\"schemas\":{}}", Head.class);
        assertEquals(0, head.settingsRevision());
        assertEquals(Settings.DEFAULTS, head.settingsInForce());
        Parameter parameter = Json.readTolerant(
                "{\"name\":\"/a/b/c\",\"version\":1,\"revision\":2,\"type\":\"String\",\"dataType\":\"text\",\"value\":\"x\","
                        + "\"at\":\"2026-11-23T00:00:00Z\",\"by\":\"me\"}",
                Parameter.class);
        assertEquals(Metadata.NONE, parameter.metadata());
        assertFalse(Json.write(parameter).contains("tags"));
    }

    @Test
    void policies_whenWritten_areIso8601() {
        Policies policies =
                new Policies(Instant.parse("2026-12-01T00:00:00Z"), Duration.ofDays(15), Duration.ofHours(30));
        String json = Json.write(policies);
        assertEquals(
                "{\"expiresAt\":\"2026-12-01T00:00:00Z\",\"notifyBeforeExpiry\":\"PT360H\",\"notifyUnchangedAfter\":\"PT30H\"}",
                json);
        assertEquals(policies, Json.readStrict(json.replace("PT360H", "P15D"), Policies.class));
    }

    @Test
    void readTolerant_whenTheNamespaceIsNone_saysWhatOneIs() {
        MalformedException e = assertThrows(
                MalformedException.class,
                () -> Json.readTolerant(
                        "{\"noticeboard\":1,\"namespace\":\"nonsense\",\"epoch\":\"e\",\"revision\":3,\"spreadMillis\":0}",
                        Notice.class));
        assertEquals("namespace", e.field());
    }

    @Test
    void tree_whenTheTextIsEmpty_isRefused() {
        assertThrows(MalformedException.class, () -> Json.tree(""));
        assertEquals("1.10", Json.tree("1.10").asString());
    }

    @Test
    void tree_whenANumberHasAnExponentOutOfRange_isRefused() {
        assertThrows(MalformedException.class, () -> Json.tree("1e99999999999"));
        assertThrows(
                MalformedException.class,
                () -> Json.readStrict("{\"expectedVersion\":1e99999999999}", PutRequest.class));
    }

    @Property
    void readTolerant_whenGivenAnyText_answersOrRefusesClearly(@ForAll String text) {
        try {
            Json.readTolerant(text, Notice.class);
        } catch (MalformedException expected) {
            assertFalse(String.valueOf(expected.getMessage()).isEmpty());
        }
    }

    @Test
    void toMap_whenReadBack_isTheSameRecord() {
        Head head = new Head(new dev.noticeboard.schemas.name.Namespace("/a/b"), "e", 7, Map.of("/a/b", 3L));
        assertEquals(head, Json.fromMap(Json.toMap(head), Head.class));
        assertThrows(MalformedException.class, () -> Json.fromMap(Map.of("revision", "x"), Head.class));
    }
}
