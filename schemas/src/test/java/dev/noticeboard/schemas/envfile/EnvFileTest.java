package dev.noticeboard.schemas.envfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.name.Violation;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The grammar of {@code .env} files. */
class EnvFileTest {
    private final List<Violation> violations = new ArrayList<>();

    private List<EnvFile.Entry> read(String text) {
        return EnvFile.read(text, violations);
    }

    private String value(String line) {
        List<EnvFile.Entry> entries = read(line);
        assertEquals(List.of(), violations);
        assertEquals(1, entries.size());
        return entries.get(0).value();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "A=b                          | `b`",
                "A=                           | ``",
                "A= # nothing                 | ``",
                "A=b # comment                | `b`",
                "A=b#no comment               | `b#no comment`",
                "A=#fff                       | `#fff`",
                "  export  A = b c            | `b c`",
                "A=http://${H}:${P}/x?y=z     | `http://${H}:${P}/x?y=z`",
                "A=\"${H} # x\" # c           | `${H} # x`",
                "A='${H} # x'# c              | `${H} # x`",
                "A=it's                       | `it's`",
                "A='Let\\'s go'               | `Let's go`",
                "A='a\\tb'                    | `a\\tb`",
                "A=\"a\\\\tb\"                | `a\\tb`",
                "A=\"say \\\"hi\\\"\"         | `say \"hi\"`",
                "A=\"a\\$b\"                  | `a\\$b`",
                "A=''                         | ``",
                "a.b-c_1=d                    | `d`",
            })
    void value_isReadAsTheGrammarSays(String line, String expected) {
        assertEquals(expected, value(line));
    }

    @Test
    void value_whenQuoted_mayHoldLineEnds() {
        List<EnvFile.Entry> entries = read("A=\"x\\ny\nz\"\r\nB='1\n2'\n\nC=3");
        assertEquals(
                List.of(
                        new EnvFile.Entry(1, "A", "x\ny\nz"),
                        new EnvFile.Entry(3, "B", "1\n2"),
                        new EnvFile.Entry(6, "C", "3")),
                entries);
    }

    @Test
    void lines_withoutAnAssignment_areSkipped() {
        assertEquals(List.of(), read("\n  # x\n\t\n#A=b\n"));
        assertEquals(List.of(), violations);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "s3cret                | line 2",
                "export s3cret         | line 2",
                "A B=s3cret            | line 2",
                "=s3cret               | line 2",
                "A='s3cret             | line 2 (A)",
                "A=\"s3cret\\\"        | line 2 (A)",
                "A='s3cret' tail       | line 2 (A)",
            })
    void line_whenOutsideTheGrammar_isRefusedByItsNumberAndWithoutItsText(String line, String field) {
        read("OK=1\n" + line);
        assertEquals(1, violations.size());
        assertEquals(field, violations.get(0).field());
        assertFalse(violations.get(0).line().contains("s3cret"));
    }

    @Test
    void violations_areAllReported() {
        assertEquals(1, read("x\nA=1\ny\n'z'\n").size());
        assertEquals(
                List.of("line 1", "line 3", "line 4"),
                violations.stream().map(Violation::field).toList());
    }

    @Property(tries = 300)
    void value_whenQuotedAndEscaped_isReadBackAsItWas(
            @ForAll @UniqueElements List<@AlphaChars @NotEmpty String> keys, @ForAll List<String> values) {
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < Math.min(keys.size(), values.size()); i++) {
            String value = values.get(i).replace("\r\n", "\n");
            text.append(keys.get(i)).append("=\"");
            text.append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\r", "\\r"))
                    .append("\"\n");
            expected.add(value);
        }
        List<Violation> wrong = new ArrayList<>();
        assertEquals(
                expected,
                EnvFile.read(text.toString(), wrong).stream()
                        .map(EnvFile.Entry::value)
                        .toList());
        assertEquals(List.of(), wrong);
    }

    @Property(tries = 300)
    void text_ofAnyKind_isReadOrRefusedButNeverThrows(@ForAll String text) {
        List<Violation> wrong = new ArrayList<>();
        List<EnvFile.Entry> entries = EnvFile.read(text, wrong);
        assertTrue(text.contains("=") || entries.isEmpty());
    }
}
