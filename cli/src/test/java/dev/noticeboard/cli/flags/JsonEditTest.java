package dev.noticeboard.cli.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.noticeboard.schemas.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not edited stays to the letter; what is added looks like what stands beside it. */
class JsonEditTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"a\":{\"x\":1.50},\"b\":\"}\\\"{\"}  | {\"a\":{\"x\":\"new\"},\"b\":\"}\\\"{\"}",
                "{\"a\": { \"x\" :  [1, {}] , \"y\": 1e2}} | {\"a\": { \"x\" :  \"new\" , \"y\": 1e2}}",
                "{\"a\":{\"y\":1,\"z\":2}}            | {\"a\":{\"y\":1,\"z\":2,\"x\":\"new\"}}",
                "{\"a\": {\"y\": 1, \"z\": 2}}        | {\"a\": {\"y\": 1, \"z\": 2, \"x\": \"new\"}}",
                "{\"a\": {\"y\": 1}}                  | {\"a\": {\"y\": 1, \"x\": \"new\"}}",
                "{\"a\":{ \"y\":1 }}                  | {\"a\":{ \"y\":1, \"x\":\"new\" }}",
                "{\"a\": {}}                          | {\"a\": {\"x\": \"new\"}}",
                "{\"\\u0061\": { \"\\u0078\": null }} | {\"\\u0061\": { \"\\u0078\": \"new\" }}",
            })
    void set_ofAMember_leavesTheRest(String before, String after) {
        assertEquals(after, JsonEdit.set(before, List.of("a"), "x", "new"));
    }

    @Test
    void set_whenEachMemberHasALine_addsALine() {
        String before = "{\r\n\t\"a\" : {\r\n\t\t\"y\" : true,\r\n\t\t\"z\" : [ ]\r\n\t}\r\n}\r\n";
        assertEquals(
                "{\r\n\t\"a\" : {\r\n\t\t\"y\" : true,\r\n\t\t\"z\" : [ ],\r\n\t\t\"x\" : {\"b, c:\": [\"\\\"\", 1]}\r\n\t}\r\n}\r\n",
                JsonEdit.set(before, List.of("a"), "x", Map.of("b, c:", List.of("\"", 1))));
    }

    @Test
    void set_whenTheObjectIsNotThere_isAFault() {
        assertThrows(IllegalArgumentException.class, () -> JsonEdit.set("{}", List.of("a"), "x", 1));
    }

    /** Whatever the texts are, the tree is the old one with the change. */
    @Property(tries = 200)
    void set_ofAnyDocument_changesThatAlone(
            @ForAll @Size(max = 3) Map<@NotBlank String, @Size(max = 2) List<@StringLength(max = 9) String>> members,
            @ForAll @NotBlank String name,
            @ForAll String value) {
        String before = Json.tree(Json.write(Map.of("o", members))).toPrettyString();
        Map<String, Object> expected = new LinkedHashMap<>(members);
        expected.put(name, value);
        String after = JsonEdit.set(before, List.of("o"), name, value);
        assertEquals(Json.tree(Json.write(Map.of("o", expected))), Json.tree(after));
    }
}
