package dev.noticeboard.bench.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The made tree against what was counted in the public one: 53,466 names of 42 to 108 characters, values of 17 on average, 7 segments at most. */
class PublicTreeTest {
    private final List<ChangeSetRequest.Item> items = PublicTree.made().items();

    @Test
    void made_isAsLargeAsThePublicTreeAndAlwaysTheSame() {
        assertEquals(PublicTree.SIZE, items.size());
        assertEquals(items, PublicTree.made().items());
        assertEquals(PublicTree.SIZE, PublicTree.made().plan(0, PublicTree.SIZE).parameters());
    }

    @Test
    void made_hasNamesAndValuesAsLongAsThePublicTree() {
        double name = items.stream().mapToInt(i -> i.name().length()).average().orElseThrow();
        double value = items.stream()
                .mapToInt(i -> Objects.requireNonNull(i.value()).length())
                .average()
                .orElseThrow();
        assertEquals(76.6, name, 4, "characters of a name");
        assertEquals(17.3, value, 2, "characters of a value");
        assertEquals(
                7,
                items.stream()
                        .mapToLong(i -> i.name().chars().filter(c -> c == '/').count())
                        .max()
                        .orElseThrow());
    }

    @Test
    void made_isOfOneNamespaceAndSortedByName() {
        assertTrue(items.stream().allMatch(i -> PublicTree.NAMESPACE.contains(new ParameterName(i.name()))));
        List<String> names = items.stream().map(ChangeSetRequest.Item::name).toList();
        assertEquals(names.stream().sorted().toList(), names);
    }
}
