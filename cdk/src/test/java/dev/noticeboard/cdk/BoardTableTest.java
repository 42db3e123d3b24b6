package dev.noticeboard.cdk;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table is the one that the functions and agents read and write (design, section 3). */
class BoardTableTest {
    @Test
    void table_whenDeployed_hasTheKeysTheStreamAndTheIndexThatTheCodeUses() {
        Synthesized.TEMPLATE.hasResourceProperties(
                "AWS::DynamoDB::Table",
                Map.of(
                        "TableName", "board",
                        "KeySchema",
                                List.of(
                                        Map.of("AttributeName", "pk", "KeyType", "HASH"),
                                        Map.of("AttributeName", "sk", "KeyType", "RANGE")),
                        "BillingMode", "PAY_PER_REQUEST",
                        "StreamSpecification", Map.of("StreamViewType", "NEW_IMAGE"),
                        "TimeToLiveSpecification", Map.of("AttributeName", "ttl", "Enabled", true),
                        "PointInTimeRecoverySpecification", Map.of("PointInTimeRecoveryEnabled", true),
                        "DeletionProtectionEnabled", true,
                        "GlobalSecondaryIndexes",
                                List.of(Map.of(
                                        "IndexName",
                                        "due",
                                        "KeySchema",
                                        List.of(
                                                Map.of("AttributeName", "due", "KeyType", "HASH"),
                                                Map.of("AttributeName", "dueAt", "KeyType", "RANGE")),
                                        "Projection",
                                        Map.of("ProjectionType", "KEYS_ONLY")))));
    }
}
