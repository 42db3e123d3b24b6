package dev.noticeboard.schemas.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of names. */
class ParameterNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"/billing/prod/db/pool-size", "/billing/x", "plain", "/a/b/c_d.e-F9", "/a/b/...", "/A/B/C"})
    void check_whenTheNameFollowsTheGrammar_findsNothing(String name) {
        assertTrue(ParameterName.check(name).isEmpty(), name);
        assertEquals(name, new ParameterName(name).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''              | name-grammar
                    /               | name-grammar
                    /plain          | name-grammar
                    a/b             | name-grammar
                    /a//b           | name-grammar
                    /a/b/           | name-grammar
                    /a/./b          | name-grammar
                    /a/../b         | name-grammar
                    ..              | name-grammar
                    /a/b c          | name-grammar
                    /a/b%2Fc        | name-grammar
                    /a/ümlaut       | name-grammar
                    /a/~            | name-grammar
                    /1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16 | name-levels
                    """)
    void check_whenTheNameBreaksARule_namesTheRuleAndTheRemedy(String name, String rule) {
        Violation violation = ParameterName.check(name).orElseThrow();
        assertEquals("name", violation.field());
        assertEquals(rule, violation.rule());
        assertTrue(violation.remedy().length() > 5, violation.line());
        assertThrows(IllegalArgumentException.class, () -> new ParameterName(name));
    }

    @Test
    void check_whenTheNameIsAtItsLongest_findsNothingAndOneMoreIsRefused() {
        String longest = "/a/b/" + "x".repeat(Limits.NAME_CHARACTERS - 5);
        assertTrue(ParameterName.check(longest).isEmpty());
        assertEquals(
                "name-length", ParameterName.check(longest + "x").orElseThrow().rule());
    }

    @Test
    void check_whenTheNameHasFifteenLevels_findsNothing() {
        assertTrue(ParameterName.check("/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15").isEmpty());
    }

    @Property
    void check_whenGivenAnyText_answersAndNeverThrows(@ForAll String text) {
        if (ParameterName.check(text).isEmpty()) {
            assertEquals(text, new ParameterName(text).text());
        }
    }

    @Property
    void namespace_whenTheNameIsValid_containsItAndGivesItBackFromItsPath(@ForAll("names") ParameterName name) {
        Namespace namespace = name.namespace();
        assertTrue(namespace.contains(name));
        assertEquals(name.text(), namespace.nameAt(namespace.pathOf(name)));
        String[] path = namespace.toPath().split("/", -1);
        assertEquals(namespace.text(), Namespace.fromPath(path[0], path[1]));
        assertTrue(Namespace.check(namespace.text()).isEmpty());
    }

    @Property
    void covering_whenTheNameIsValid_isWhatCoversIt(@ForAll("names") ParameterName name) {
        var prefixes = Prefix.covering(name);
        assertEquals(Prefix.whole(name.namespace()), prefixes.get(0));
        assertEquals(name.text(), prefixes.get(prefixes.size() - 1).text());
        prefixes.forEach(p -> assertTrue(p.covers(name), p + " covers " + name));
        assertEquals(prefixes.size(), prefixes.stream().distinct().count());
    }

    @Provide
    Arbitrary<ParameterName> names() {
        Arbitrary<String> segment = Arbitraries.strings()
                .withChars("abAB09_.-")
                .ofMinLength(1)
                .ofMaxLength(6)
                .filter(s -> !s.equals(".") && !s.equals(".."));
        return segment.list()
                .ofMinSize(1)
                .ofMaxSize(Limits.NAME_LEVELS)
                .map(s -> new ParameterName(s.size() == 1 ? s.get(0) : "/" + String.join("/", s)));
    }
}
