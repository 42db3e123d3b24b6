package dev.noticeboard.functions.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log's lines in Lambda. */
class JsonLogProviderTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final ManualTime time = new ManualTime();
    private final List<String> lines = new ArrayList<>();

    private Logger logger(String name) {
        return logger(name, Map.of());
    }

    private Logger logger(String name, Map<String, String> environment) {
        JsonLogProvider provider = new JsonLogProvider(environment, time, lines::add);
        provider.initialize();
        return provider.getLoggerFactory().getLogger(name);
    }

    private JsonNode line(int i) {
        assertFalse(lines.get(i).contains("\n"), "an event is one line");
        return JSON.readTree(lines.get(i));
    }

    @Test
    void line_whenOursIsLogged_hasTheFieldsThatLambdaReads() {
        logger("dev.noticeboard.functions.publish.Publisher").warn("try {} of {}\n\"{}\"", 1, 3, "it");
        JsonNode line = line(0);
        assertEquals(time.instant().toString(), line.get("timestamp").stringValue());
        assertEquals("WARN", line.get("level").stringValue());
        assertEquals("try 1 of 3\n\"it\"", line.get("message").stringValue());
        assertEquals(
                "dev.noticeboard.functions.publish.Publisher",
                line.get("logger").stringValue());
        assertEquals(4, line.size(), line.toString());
    }

    @Test
    void line_whenItIsAnEvent_hasItsKey() {
        LogEvent.PUBLICATION_PARKED.in(logger("dev.noticeboard.x").atError()).log("{} waits", "revision 4");
        assertEquals("publication-parked", line(0).get("event").stringValue());
        assertEquals("revision 4 waits", line(0).get("message").stringValue());
        assertEquals("ERROR", line(0).get("level").stringValue());
    }

    @Test
    void fault_whenLogged_isToldWithoutItsMessage() {
        Exception fault = new IllegalStateException("m4rk3r-value", new IllegalArgumentException("m4rk3r-value"));
        logger("software.amazon.awssdk.x").warn("closing failed", fault);
        logger("dev.noticeboard.x").atWarn().setCause(fault).log("again");
        for (int i = 0; i < 2; i++) {
            assertTrue(
                    line(i).get("fault").stringValue().startsWith("java.lang.IllegalStateException at "), lines.get(i));
            assertFalse(lines.get(i).contains("m4rk3r"), lines.get(i));
        }
    }

    @Test
    void level_whenLambdaSaysNothing_isInfoForOursWarnForOthersAndSilenceForTheSchemaLibrary() {
        Logger ours = logger("dev.noticeboard.x");
        assertTrue(ours.isInfoEnabled() && !ours.isDebugEnabled() && !ours.isTraceEnabled());
        Logger others = logger("software.amazon.awssdk.x");
        assertTrue(others.isWarnEnabled() && !others.isInfoEnabled());
        Logger schemas = logger("com.networknt.schema.x");
        assertFalse(schemas.isErrorEnabled());
        ours.debug("a");
        others.info("b");
        schemas.error("c");
        assertEquals(List.of(), lines);
    }

    @Test
    void level_whenLambdaNamesOne_holds() {
        assertTrue(logger("dev.noticeboard.x", Map.of("AWS_LAMBDA_LOG_LEVEL", "TRACE"))
                .isTraceEnabled());
        assertTrue(logger("dev.noticeboard.x", Map.of("AWS_LAMBDA_LOG_LEVEL", "debug"))
                .isDebugEnabled());
        assertFalse(logger("org.other", Map.of("AWS_LAMBDA_LOG_LEVEL", "DEBUG")).isInfoEnabled());
        assertFalse(logger("dev.noticeboard.x", Map.of("AWS_LAMBDA_LOG_LEVEL", "WARN"))
                .isInfoEnabled());
        assertFalse(logger("org.other", Map.of("AWS_LAMBDA_LOG_LEVEL", "FATAL")).isWarnEnabled());
    }
}
