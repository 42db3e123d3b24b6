package dev.noticeboard.agent.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private static final Namespace NS = new Namespace("/billing/prod");

    record Pool(int size) {}

    private static Snapshot of(String... pairs) {
        Map<String, Value> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            String name = "/billing/prod/" + pairs[i];
            values.put(
                    name, new Value(new ParameterName(name), 1, 1, ParameterType.STRING, DataType.TEXT, pairs[i + 1]));
        }
        return new Snapshot(NS, "e1", 1, values, List.of());
    }

    @Test
    void typedReads_whenTheValueFits_bringIt() {
        Snapshot s =
                of("i", "42", "l", "9000000000", "d", "0.5", "b", "true", "j", "{\"size\":3,\"x\":1}", "s", "a,b,");
        assertEquals(Optional.of(42), s.getInteger("/billing/prod/i"));
        assertEquals(Optional.of(9_000_000_000L), s.getLong("/billing/prod/l"));
        assertEquals(Optional.of(0.5), s.getDouble("/billing/prod/d"));
        assertEquals(Optional.of(true), s.getBoolean("/billing/prod/b"));
        assertEquals(3, s.getJson("/billing/prod/j").orElseThrow().get("size").asInt());
        assertEquals(Optional.of(new Pool(3)), s.getJson("/billing/prod/j", Pool.class));
        assertEquals(Optional.of(List.of("a", "b", "")), s.getList("/billing/prod/s"));
        assertEquals(Optional.empty(), s.getInteger("/billing/prod/none"));
    }

    @Test
    void typedReads_whenTheValueDoesNotFit_nameTheParameterAndNotTheValue() {
        Snapshot s = of("x", "secret");
        String name = "/billing/prod/x";
        List<org.junit.jupiter.api.function.Executable> reads = List.of(
                () -> s.getInteger(name),
                () -> s.getLong(name),
                () -> s.getDouble(name),
                () -> s.getBoolean(name),
                () -> s.getJson(name),
                () -> s.getJson(name, Pool.class));
        for (var read : reads) {
            ValueFormatException e = assertThrows(ValueFormatException.class, read);
            String message = String.valueOf(e.getMessage());
            assertTrue(message.startsWith(name + " is not "), message);
            assertFalse(message.contains("secret"), message);
            assertEquals(null, e.getCause());
        }
        assertThrows(ValueFormatException.class, () -> of("x", "NaN").getDouble(name));
    }

    @Test
    void underPrefix_goesByWholeSegmentsInOrder() {
        Snapshot s = of("db/b", "2", "db/a", "1", "dbx", "3", "db", "0");
        assertEquals(
                List.of("/billing/prod/db", "/billing/prod/db/a", "/billing/prod/db/b"),
                List.copyOf(s.underPrefix("/billing/prod/db").keySet()));
        assertEquals(4, s.underPrefix("/billing/prod").size());
        assertThrows(IllegalArgumentException.class, () -> s.underPrefix("/shop/prod/db"));
    }

    private static Target put(String name, DataType type, String text) {
        var full = new ParameterName("/billing/prod/" + name);
        return Target.put(new Value(full, 2, 2, ParameterType.STRING, type, text));
    }

    @Test
    void flagDocuments_whateverChanges_areTheValuesOfTheirTypeAndNoOthers() {
        Snapshot s = of("a", "1", "b", "2");
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            String name = "p" + random.nextInt(6);
            DataType type = random.nextBoolean() ? DataType.FLAGS : DataType.TEXT;
            Target target = random.nextInt(3) == 0
                    ? Target.tombstone(new ParameterName("/billing/prod/" + name), 2)
                    : put(name, type, "{\"flags\":{}}");
            s = s.with(List.of(target));
            if (random.nextInt(10) == 0) {
                s = s.overriddenBy(Map.of("/billing/prod/p1", "x", "/billing/prod/a", "y"));
            }
            Map<String, Value> expected = new HashMap<>(s.values());
            expected.values().removeIf(value -> value.dataType() != DataType.FLAGS);
            assertEquals(expected, s.flagDocuments());
        }
        assertEquals(s.flagDocuments(), new Snapshot(NS, "e1", 1, s.values(), List.of()).flagDocuments());
    }

    @Test
    void flagDocuments_whenNoneChanges_areTheSameObject() {
        Snapshot s = of("a", "1").with(List.of(put("f", DataType.FLAGS, "{}")));
        Snapshot later = s.with(List.of(
                        put("a", DataType.TEXT, "2"), Target.tombstone(new ParameterName("/billing/prod/none"), 1)))
                .atRevision(9);
        assertSame(s.flagDocuments(), later.flagDocuments());
    }

    @Test
    void underPrefix_whateverComesAndGoes_isWhatAllValuesSay() {
        Snapshot s = of("a", "1", "p", "2", "p-x", "3", "p/q", "4", "p0", "5");
        Random random = new Random(11);
        List<String> names = List.of("a", "p", "p-x", "p.x", "p/q", "p/q/r", "p/r", "p0");
        for (int i = 0; i < 300; i++) {
            String name = names.get(random.nextInt(names.size()));
            Target target = random.nextInt(4) == 0
                    ? Target.tombstone(new ParameterName("/billing/prod/" + name), 2)
                    : put(name, DataType.TEXT, "v" + i);
            s = s.with(List.of(target, put("a", DataType.TEXT, "w" + i)));
            if (random.nextInt(10) == 0) {
                s = s.overriddenBy(Map.of("/billing/prod/p/" + random.nextInt(3), "x"));
            }
            for (String prefix : List.of("/billing/prod", "/billing/prod/p", "/billing/prod/p/q", "/billing/prod/z")) {
                SortedMap<String, String> expected = new TreeMap<>();
                s.values().forEach((n, value) -> {
                    if (n.equals(prefix) || n.startsWith(prefix + "/")) {
                        expected.put(n, value.text());
                    }
                });
                assertEquals(expected, s.underPrefix(prefix));
            }
        }
    }

    @Test
    void toString_neverHoldsAValue() {
        Snapshot s = of("x", "secret");
        Value v = s.find("/billing/prod/x").orElseThrow();
        String all = s + " " + v + " " + Target.put(v) + " " + new ValueChange(v.name(), v, v) + " "
                + new Withheld(1, 1, "r", List.of(Target.put(v)));
        assertFalse(all.contains("secret"), all);
    }
}
