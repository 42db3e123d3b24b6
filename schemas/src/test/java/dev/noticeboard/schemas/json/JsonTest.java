package dev.noticeboard.schemas.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Notice;
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
                    {"value":"SECRET","valu":"b"}           | valu          | unknown field; known are dataType, expectedVersion, type, value, why
                    {"value":17}                            | value         | string
                    {"value":true}                          | value         | string
                    {"value":["SECRET"]}                    | value         | string
                    {"value":"a","expectedVersion":"1"}     | expectedVersion | whole number
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
