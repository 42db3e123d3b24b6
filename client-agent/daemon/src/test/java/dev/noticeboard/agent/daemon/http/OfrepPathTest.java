package dev.noticeboard.agent.daemon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The paths of OFREP, with and without a namespace's base. */
class OfrepPathTest {
    @Test
    void parse_whenItIsOne_tellsNamespaceAndKey() {
        assertEquals(Optional.of(new OfrepPath("", null)), OfrepPath.parse("/ofrep/v1/evaluate/flags"));
        assertEquals(Optional.of(new OfrepPath("", null)), OfrepPath.parse("/ofrep/v1/evaluate/flags/"));
        assertEquals(Optional.of(new OfrepPath("", "k")), OfrepPath.parse("//ofrep/v1/evaluate/flags/k"));
        assertEquals(Optional.of(new OfrepPath("", "a%2Fb")), OfrepPath.parse("/ofrep/v1/evaluate/flags/a%2Fb"));
        assertEquals(Optional.of(new OfrepPath("", "a/b/")), OfrepPath.parse("/ofrep/v1/evaluate/flags/a/b/"));
        for (String namespace : List.of("/", "/shop", "/shop/prod", "/ofrep/v1", "/namespaces")) {
            String path = OfrepPath.base(namespace) + OfrepPath.FLAGS;
            assertEquals(Optional.of(new OfrepPath(namespace, null)), OfrepPath.parse(path));
            assertEquals(
                    Optional.of(new OfrepPath(namespace, "k")),
                    OfrepPath.parse(OfrepPath.base(namespace) + "/" + OfrepPath.FLAGS + "/k"),
                    "a base that ends with a slash");
            assertEquals(Optional.of(new OfrepPath(namespace, "k")), OfrepPath.parse(path + "/k"));
            assertEquals(
                    Optional.of(new OfrepPath(namespace, "x/ofrep/v1/evaluate/flags")),
                    OfrepPath.parse(path + "/x/ofrep/v1/evaluate/flags"));
        }
    }

    @Test
    void parse_whenItIsNone_isEmpty() {
        for (String path : List.of(
                "/ofrep/v1/evaluate",
                "/ofrep/v1/evaluate/flagship",
                "/ofrep/v2/evaluate/flags",
                "/namespaces",
                "/namespaces/shop/prod",
                "/shop/prod/ofrep/v1/evaluate/flags",
                "/")) {
            assertEquals(Optional.empty(), OfrepPath.parse(path), path);
        }
    }
}
