package dev.noticeboard.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.runtime.MisconfiguredException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings from the environment, and clear errors. */
class BoardSettingsTest {
    private static final Map<String, String> LEAST = Map.of(
            "NOTICEBOARD_TABLE", "board",
            "NOTICEBOARD_TOPIC_ARN_PREFIX", "arn:aws:sns:eu-west-1:123456789012:",
            "NOTICEBOARD_RETRY_QUEUE_URL", "https://sqs/retry");

    private static Map<String, String> with(String name, String value) {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.put(name, value);
        return environment;
    }

    @Test
    void environment_whenLeast_hasDefaults() {
        assertEquals(
                BoardSettings.defaults(
                        "board", "noticeboard", "arn:aws:sns:eu-west-1:123456789012:", "https://sqs/retry"),
                BoardSettings.fromEnvironment(LEAST));
    }

    @Test
    void environment_whenSet_isTaken() {
        assertEquals(
                Duration.ofSeconds(60),
                BoardSettings.fromEnvironment(with("NOTICEBOARD_LEASE_SECONDS", "60"))
                        .leaseDuration());
        assertEquals(
                "https://sqs/reports",
                BoardSettings.fromEnvironment(with("NOTICEBOARD_REPORTS_QUEUE_URL", "https://sqs/reports"))
                        .reportsQueueUrl());
        String bus = "arn:aws:events:eu-west-1:123456789012:event-bus/alarms";
        assertEquals(
                bus,
                BoardSettings.fromEnvironment(with("NOTICEBOARD_EVENT_BUS", bus))
                        .eventBus());
        String conductor = "arn:aws:lambda:eu-west-1:123456789012:function:conductor:live";
        assertEquals(
                conductor,
                BoardSettings.fromEnvironment(with("NOTICEBOARD_CONDUCTOR", conductor))
                        .conductor());
        BoardSettings changed = BoardSettings.fromEnvironment(LEAST)
                .withLease(Duration.ofSeconds(3), Duration.ofSeconds(1))
                .withCommitBudget(Duration.ofSeconds(5))
                .withSpread(Duration.ofSeconds(1))
                .withReportsQueue("q")
                .withConductor("conductor");
        assertEquals(Duration.ofSeconds(3), changed.leaseDuration());
        assertEquals(Duration.ofSeconds(5), changed.commitBudget());
        assertEquals(Duration.ofSeconds(1), changed.spread());
        assertEquals("q", changed.reportsQueueUrl());
        assertEquals("conductor", changed.conductor());
        assertEquals(
                BoardSettings.fromEnvironment(with("NOTICEBOARD_EVENT_BUS", "bus"))
                        .withLease(Duration.ofSeconds(3), Duration.ofSeconds(1))
                        .eventBus(),
                "bus",
                "a copy keeps what it does not change");
    }

    @Test
    void environment_whenWrong_namesTheSetting() {
        wrong("NOTICEBOARD_TABLE", " ", "NOTICEBOARD_TABLE");
        wrong("NOTICEBOARD_LEASE_SECONDS", "1h", "NOTICEBOARD_LEASE_SECONDS");
        wrong("NOTICEBOARD_LEASE_SECONDS", "0", "leaseDuration");
        wrong("NOTICEBOARD_PUBLISH_TRIES", "0", "publishTries");
        wrong("NOTICEBOARD_RESOURCE_PREFIX", "a b", "resourcePrefix");
        wrong("NOTICEBOARD_TOPIC_ARN_PREFIX", "arn:aws:sqs:eu-west-1:123456789012:", "topicArnPrefix");
        wrong("NOTICEBOARD_COMMIT_BUDGET_SECONDS", "0", "commitBudget");
        wrong("NOTICEBOARD_CONDUCTOR", "arn:aws:sqs:eu-west-1:123456789012:queue", "conductor");
        wrong("NOTICEBOARD_EVENT_BUS", "arn:aws:sns:eu-west-1:123456789012:bus", "eventBus");
    }

    private static void wrong(String name, String value, String named) {
        Map<String, String> environment = with(name, value);
        MisconfiguredException e =
                assertThrows(MisconfiguredException.class, () -> BoardSettings.fromEnvironment(environment));
        assertTrue(String.valueOf(e.getMessage()).contains(named), e.getMessage());
    }
}
