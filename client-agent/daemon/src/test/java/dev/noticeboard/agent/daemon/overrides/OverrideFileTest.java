package dev.noticeboard.agent.daemon.overrides;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.daemon.config.ConfigException;
import dev.noticeboard.schemas.name.Namespace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's file: read as a whole, or the last good one stays (promise 5). */
class OverrideFileTest {
    private static final List<Namespace> ONE = List.of(new Namespace("/shop/prod"));

    @TempDir
    Path folder;

    private final List<Map<String, String>> told = new ArrayList<>();

    private OverrideFile file(String name) {
        return new OverrideFile(
                folder.resolve(name), ONE, java.time.Clock.systemUTC(), (f, values) -> told.add(values));
    }

    /** Shows what a test sets. */
    private static final class Watch extends java.time.Clock {
        private final AtomicReference<Instant> now;

        Watch(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return java.time.ZoneOffset.UTC;
        }

        @Override
        public java.time.Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return java.util.Objects.requireNonNull(now.get());
        }
    }

    private void write(String text) throws Exception {
        Files.writeString(folder.resolve("o.yaml"), text);
    }

    @Test
    void read_whenInEachFormat_takesValuesAsTheImportDoes() {
        Map<String, String> expected = Map.of("/shop/prod/a/b", "1", "/shop/prod/c", "x y");
        assertEquals(expected, OverrideText.read("o.yaml", "a/b: 1\n/shop/prod/c: x y\n", ONE));
        assertEquals(expected, OverrideText.read("o.json", "{\"a/b\": 1, \"c\": \"x y\"}", ONE));
        assertEquals(Map.of("/shop/prod/A", "1"), OverrideText.read("o.env", "A=1\n", ONE));
        assertEquals(
                Map.of("/shop/prod/j", "{\"a\":1,\"b\":[true,\"x\"]}", "/shop/prod/m", "20"),
                OverrideText.read("o.yaml", "j: {a: 1, b: [true, x]}\nm: {$parameter: {value: 20}}\n", ONE));
    }

    @Test
    void read_whenBroken_namesTheLineAndNeverTheText() {
        for (String[] broken : new String[][] {
            {"o.yaml", "a: 1\nb: [secret\n"},
            {"o.yaml", "a: 1\n/other/ns/secret-not/x: secret\n"},
            {"o.yaml", "a: 1\n\"b c\": secret\n"},
            {"o.yaml", "a: 1\nb:\n"},
            {"o.env", "A=1\nsecret\n"}
        }) {
            ConfigException e = assertThrows(ConfigException.class, () -> OverrideText.read(broken[0], broken[1], ONE));
            String message = String.valueOf(e.getMessage());
            assertTrue(message.contains("line "), message);
            assertFalse(message.contains(": secret"), message);
        }
        assertThrows(ConfigException.class, () -> OverrideText.read("o.txt", "", ONE));
        assertThrows(
                ConfigException.class,
                () -> OverrideText.read("o.yaml", "a: 1", List.of(ONE.get(0), new Namespace("/x/y"))));
    }

    @Test
    void check_whenTheFileChanged_readsIt_andKeepsTheLastGoodOneWhileItIsBroken() throws Exception {
        OverrideFile file = file("o.yaml");
        write("a: 1\n");
        file.start();
        assertEquals(Map.of("/shop/prod/a", "1"), file.values());
        write("a: 22\n");
        file.check();
        assertEquals(Map.of("/shop/prod/a", "22"), file.values());
        write("a: [broken\n");
        file.check();
        file.reload();
        assertEquals(Map.of("/shop/prod/a", "22"), file.values());
        Files.delete(folder.resolve("o.yaml"));
        file.check();
        assertEquals(Map.of(), file.values());
        assertEquals(3, told.size());
    }

    @Test
    void check_whenAnHourWentBy_remindsOnceAnHour() throws Exception {
        write("a: 1\n");
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        OverrideFile file =
                new OverrideFile(folder.resolve("o.yaml"), ONE, new Watch(now), (f, values) -> told.add(values));
        file.start();
        file.check();
        assertEquals(1, file.reminders());
        now.set(Instant.EPOCH.plusSeconds(3600));
        file.check();
        file.check();
        assertEquals(2, file.reminders());
        assertEquals(1, told.size());
    }

    @Test
    void start_whenBroken_refusesIt_andWithoutAFileOverridesNothing() throws Exception {
        file("o.yaml").start();
        assertEquals(List.of(), told);
        write("a: [broken");
        assertThrows(ConfigException.class, () -> file("o.yaml").start());
    }
}
