package dev.noticeboard.localstack.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is left out against an emulator is a test that there is, and is told in docs/emulators.md. */
class CloudLimitsTest {
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+IT(?:\\.\\w+)?)` \\| (.*) \\|");

    @Test
    void limits_whenListed_areWhatTheDocsSay() throws Exception {
        Map<String, String> told = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("../docs/emulators.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                told.put(row.group(1), row.group(2));
            }
        }
        assertEquals(CloudLimits.of(CloudKind.MOTO), told);
    }

    @Test
    void limits_whenATestIsRenamed_areMissedHere() throws Exception {
        for (CloudKind kind : CloudKind.values()) {
            for (String key : CloudLimits.of(kind).keySet()) {
                String[] parts = key.split("\\.", -1);
                Class<?> test = Class.forName(CloudLimitsTest.class.getPackageName() + "." + parts[0]);
                boolean there = parts.length == 1
                        || Stream.concat(Stream.of(test), Arrays.stream(test.getDeclaredClasses()))
                                .anyMatch(c -> has(c, parts[1]));
                assertTrue(there, key);
            }
        }
    }

    private static boolean has(Class<?> test, String method) {
        for (Class<?> c = test; c != null; c = c.getSuperclass()) {
            if (Arrays.stream(c.getDeclaredMethods()).anyMatch(m -> m.getName().equals(method))) {
                return true;
            }
        }
        return false;
    }

    @Test
    void limits_whenNothingIsKnownOfAnEndpoint_leaveNothingOut() {
        for (CloudKind kind : CloudKind.values()) {
            assertEquals(kind == CloudKind.MOTO, !CloudLimits.of(kind).isEmpty(), kind.toString());
        }
    }
}
