package dev.noticeboard.cli.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** YAML files as the trees that the same JSON would be. */
class YamlTreeTest {
    @Test
    void tree_isThatOfTheSameJson() {
        assertEquals(Json.tree("""
                        {"/a/b/host": "db.internal", "/a/b/port": 5432, "/a/b/rate": 1.50, "/a/b/on": true, "/a/b/yes": "yes",
                         "/a/b/day": "2026-11-22", "/a/b/list": ["DE", 1, null], "/a/b/o": {"deep": {"er": []}},
                         "/a/b/text": "two\\nlines\\n", "/a/b/folded": "one line\\n", "/a/b/quoted": "1", "/a/b/tagged": "1"}"""), YamlTree.read("""
                        %YAML 1.2
                        ---
                        # a comment
                        /a/b/host: db.internal
                        /a/b/port: 5432
                        /a/b/rate: 1.50
                        /a/b/on: True
                        /a/b/yes: yes
                        /a/b/day: 2026-11-22
                        /a/b/list: [DE, 1, ~]
                        /a/b/o:
                          deep: {er: []}
                        /a/b/text: |
                          two
                          lines
                        /a/b/folded: >
                          one
                          line
                        /a/b/quoted: '1'
                        /a/b/tagged: !!str 1
                        """));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: 1~a: 2                     | has a field twice (line 2, column 1)",
                "a: {b: s3cret, b: 2}          | has a field twice (line 1",
                "x: &s3cret 1~y: *s3cret       | has an alias (*name), which is not taken: write the value out (line 2",
                "a: &a [*a]                    | has an alias",
                "--- {a: s3cret}~--- {b: 1}    | holds more than one document (line 2",
                "1: s3cret                     | has a key that is no text: put it into quotes (line 1",
                "true: s3cret                  | has a key that is no text",
                "null: s3cret                  | has a key that is no text",
                "{[a, b]: s3cret}              | has a key that is no text",
                "? {a: b}~: s3cret             | has a key that is no text",
                "a: !!binary s3cret            | has a tag (!name)",
                "a: !s3cret {b: 1}             | has a tag (!name)",
                "a: 012                        | has a number that JSON does not have",
                "a: +1                         | has a number that JSON does not have",
                "a: 0x1F                       | has a number that JSON does not have",
                "a: .inf                       | has a number that JSON does not have",
                "a: 's3cret                    | is not well-formed YAML (line",
                "a: [s3cret                    | is not well-formed YAML (line",
                "a: b: s3cret                  | is not well-formed YAML (line 1",
            })
    void text_thatMeansNoneOrMoreThanOneThing_isRefusedWithItsLineAndWithoutItself(String text, String expected) {
        MalformedException e = assertThrows(
                MalformedException.class,
                () -> YamlTree.read(text.replace('~', '\n').replace("\\t", "\t")));
        assertTrue(String.valueOf(e.getMessage()).startsWith(expected), e.getMessage());
        assertFalse(String.valueOf(e.getMessage()).contains("s3cret"), e.getMessage());
    }

    @Test
    void aliases_thatWouldFillTheMemory_areRefusedAtTheFirst() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 40; i++) {
            laughs.append("a").append(i).append(": &a").append(i);
            laughs.append(" [").append(("*a" + (i - 1) + ",").repeat(9)).append("]\n");
        }
        assertThrows(MalformedException.class, () -> YamlTree.read(laughs.toString()));
    }

    @Test
    void nesting_withoutEnd_isRefused() {
        MalformedException e = assertThrows(
                MalformedException.class, () -> YamlTree.read("a: " + "[".repeat(5000) + "]".repeat(5000)));
        assertTrue(String.valueOf(e.getMessage()).startsWith("is nested deeper than 500 levels"), e.getMessage());
    }

    @Test
    void text_withoutADocument_isAnEmptyObject() {
        assertEquals(Json.tree("{}"), YamlTree.read("# nothing\n"));
        assertEquals(Json.tree("{}"), YamlTree.read(""));
    }
}
