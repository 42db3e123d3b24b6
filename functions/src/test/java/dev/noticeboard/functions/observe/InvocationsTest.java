package dev.noticeboard.functions.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.Contexts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What surrounds each call of a function. */
class InvocationsTest {
    private final FakeMeasures measures = new FakeMeasures();
    private final Invocations invocations = new Invocations(measures);

    @Test
    void measures_whenTheCallEnds_areHandedOnAlsoIfItFails() {
        assertEquals("answer", invocations.run(null, () -> {
            measures.count(Measure.WRITES);
            return "answer";
        }));
        assertEquals(Map.of(Measure.WRITES, List.of(1L)), measures.flushed());
        assertThrows(
                IllegalStateException.class,
                () -> invocations.run(Contexts.of("r", "t"), () -> {
                    measures.count(Measure.WRITES);
                    throw new IllegalStateException("injected");
                }));
        assertEquals(Map.of(Measure.WRITES, List.of(2L)), measures.flushed());
    }

    /** What a JVM of its own runs, since SLF4J finds one provider for a process. */
    static final class Logging {
        public static void main(String[] arguments) {
            new Invocations(Measures.none()).run(Contexts.of("request-1", "1-trace"), () -> {
                LoggerFactory.getLogger("dev.noticeboard.test").info("within");
                return "";
            });
            new Invocations(Measures.none()).run(Contexts.of("request-2", null), () -> {
                LoggerFactory.getLogger("dev.noticeboard.test").info("untraced");
                return "";
            });
            LoggerFactory.getLogger("dev.noticeboard.test").info("outside");
        }
    }

    @Test
    void log_whenSlf4jIsToldOfTheProvider_holdsTheIdsOfTheCallWithinItOnly(@TempDir Path directory)
            throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dslf4j.provider=" + JsonLogProvider.class.getName(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Logging.class.getName())
                .redirectOutput(out.toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the JVM ends");
        List<String> lines = Files.readAllLines(out, StandardCharsets.UTF_8);
        assertEquals(3, lines.size(), lines + Files.readString(directory.resolve("err")));
        JsonMapper json = new JsonMapper();
        JsonNode within = json.readTree(lines.get(0));
        assertEquals("request-1", within.get("requestId").stringValue());
        assertEquals("1-trace", within.get("traceId").stringValue());
        JsonNode untraced = json.readTree(lines.get(1));
        assertEquals("request-2", untraced.get("requestId").stringValue());
        assertTrue(
                untraced.get("traceId") == null && json.readTree(lines.get(2)).get("requestId") == null);
    }
}
