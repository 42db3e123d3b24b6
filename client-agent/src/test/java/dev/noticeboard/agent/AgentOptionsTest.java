package dev.noticeboard.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class AgentOptionsTest {
    private final AgentOptions.Builder options = AgentOptions.builder();

    private static String refusal(Executable call) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void build_withoutANamespace_saysWhatIsMissing() {
        assertTrue(refusal(options::build).startsWith("namespace: is required"));
        assertTrue(refusal(() -> options.namespace("a/b/c")).startsWith("namespace"));
    }

    @Test
    void agentId_whenItIsNoPathSegment_isRefused() {
        for (String bad : new String[] {"", "a/b", "..", ".", "x".repeat(129), "a b"}) {
            assertTrue(refusal(() -> options.agentId(bad)).startsWith("agentId: "), bad);
        }
        assertEquals(
                "web-1.example",
                options.namespace("/a/b").agentId("web-1.example").build().agentId);
    }

    @Test
    void agentId_whenNotGiven_isTheHosts() {
        assertFalse(options.namespace("/a/b").build().agentId.isEmpty());
    }

    @Test
    void durations_whenTooShort_areRefusedByName() {
        assertTrue(refusal(() -> options.pollInterval(Duration.ZERO)).startsWith("pollInterval: PT0S is too short"));
        assertTrue(refusal(() -> options.guardTimeout(Duration.ZERO)).startsWith("guardTimeout: "));
        assertTrue(refusal(() -> options.catchUpOnStart(Duration.ofMillis(-1))).startsWith("catchUpOnStart: "));
    }
}
