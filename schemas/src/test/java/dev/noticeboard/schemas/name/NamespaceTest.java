package dev.noticeboard.schemas.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which namespace a name lives in, and what a prefix covers. */
class NamespaceTest {

    @ParameterizedTest
    @CsvSource({
        "/billing/prod/db/pool-size, /billing/prod, billing/prod",
        "/billing/prod/x, /billing/prod, billing/prod",
        "/billing/x, /billing, billing/~",
        "plain, /, ~/~"
    })
    void of_whenTheNameIsShorter_isItsParentPath(String name, String namespace, String path) {
        assertEquals(namespace, Namespace.of(new ParameterName(name)).text());
        assertEquals(path, new Namespace(namespace).toPath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "billing", "/a/b/c", "//", "/a/", "/a/..", "/a b", "/~/x", "~"})
    void check_whenItIsNoNamespace_saysWhatOneIs(String text) {
        assertEquals("namespace", Namespace.check(text).orElseThrow().field());
        assertThrows(IllegalArgumentException.class, () -> new Namespace(text));
    }

    @Test
    void fromPath_whenTheApplicationAloneIsAbsent_isNoNamespace() {
        assertTrue(Namespace.check(Namespace.fromPath("~", "prod")).isPresent());
    }

    @Test
    void covers_whenANameOnlyBeginsWithTheSameLetters_isFalse() {
        Namespace namespace = new Namespace("/billing/prod");
        Prefix prefix = new Prefix(namespace, "/billing/prod/db");
        assertTrue(prefix.covers(new ParameterName("/billing/prod/db")));
        assertTrue(prefix.covers(new ParameterName("/billing/prod/db/pool")));
        assertFalse(prefix.covers(new ParameterName("/billing/prod/dbx")));
        assertFalse(Prefix.whole(namespace).covers(new ParameterName("/billing/prod")));
    }

    @Test
    void check_whenThePrefixLiesElsewhere_saysWhere() {
        Violation violation =
                Prefix.check(new Namespace("/billing/prod"), "/billing/test/db").orElseThrow();
        assertEquals("prefix-outside", violation.rule());
        assertTrue(violation.remedy().contains("/billing/prod"));
        assertThrows(IllegalArgumentException.class, () -> new Prefix(new Namespace("/billing/prod"), "/a/b/"));
    }

    @Test
    void pathOf_whenTheNameLivesElsewhere_throws() {
        assertThrows(IllegalArgumentException.class, () -> new Namespace("/a/b").pathOf(new ParameterName("/a/c/x")));
    }

    private static String common(String... names) {
        return Prefix.common(
                        new Namespace("/billing/prod"),
                        Arrays.stream(names).map(ParameterName::new).toList())
                .text();
    }

    @Test
    void commonPrefix_whenNamesShareSegments_isTheLongestThatCoversAll() {
        assertEquals("/billing/prod", common());
        assertEquals("/billing/prod/db/a", common("/billing/prod/db/a"));
        assertEquals("/billing/prod/db", common("/billing/prod/db/a/x", "/billing/prod/db/b"));
        assertEquals("/billing/prod/db", common("/billing/prod/db/a", "/billing/prod/db"));
        assertEquals("/billing/prod", common("/billing/prod/db/a", "/billing/prod/dbx/a", "/billing/prod/db/b"));
        assertEquals(
                "/",
                Prefix.common(new Namespace("/"), List.of(new ParameterName("a"), new ParameterName("b")))
                        .text());
    }
}
