package dev.noticeboard.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;

class BoardQueuesTest {
    private static final int DAYS_14 = 14 * 24 * 3600;

    @Test
    void retries_whenTheyGoOnForHours_endAsDeadLetters() {
        Synthesized.TEMPLATE.hasResourceProperties(
                "AWS::SQS::Queue",
                Map.of(
                        "QueueName",
                        "board_retry",
                        "MessageRetentionPeriod",
                        DAYS_14,
                        "VisibilityTimeout",
                        360,
                        "RedrivePolicy",
                        Match.objectLike(Map.of("maxReceiveCount", 50))));
    }

    @Test
    void reports_whenTheyAreStale_areDropped() {
        Synthesized.TEMPLATE.hasResourceProperties(
                "AWS::SQS::Queue",
                Map.of(
                        "QueueName",
                        "board_reports",
                        "MessageRetentionPeriod",
                        3600,
                        "VisibilityTimeout",
                        180,
                        "RedrivePolicy",
                        Match.objectLike(Map.of("maxReceiveCount", 3))));
    }

    @Test
    void deadLetters_whenKept_outliveAFortnight() {
        for (String name :
                List.of("retry_dead_letters", "reports_dead_letters", "stream_dead_letters", "schedule_dead_letters")) {
            Synthesized.TEMPLATE.hasResourceProperties(
                    "AWS::SQS::Queue", Map.of("QueueName", "board_" + name, "MessageRetentionPeriod", DAYS_14));
        }
    }

    @Test
    void queues_whenDeployed_areEncryptedAndTakeOnlyTls() {
        Synthesized.TEMPLATE.allResourcesProperties("AWS::SQS::Queue", Map.of("SqsManagedSseEnabled", true));
        assertEquals(
                Synthesized.resources("AWS::SQS::Queue").size(),
                Synthesized.resources("AWS::SQS::QueuePolicy").size());
    }

    /** Otherwise an agent, which may receive from its own queue by the pattern, could receive others' reports. */
    @Test
    void names_whenHeldAgainstThePatternOfAgentsQueues_doNotMatch() {
        String pattern = ResourcePatterns.queues("board").replace("?", ".").replace("*", ".*");
        Synthesized.resources("AWS::SQS::Queue").values().forEach(queue -> {
            String name = queue.path("Properties").path("QueueName").asString();
            assertFalse(name.matches(pattern), name + " " + pattern);
        });
    }
}
