package dev.noticeboard.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import tools.jackson.databind.JsonNode;

/** cdk-nag's AwsSolutions pack finds nothing that is not meant so. */
class NagTest {
    @Test
    void board_whenChecked_hasNoFindingThatIsNotExplained() {
        Annotations annotations = Synthesized.annotations();
        annotations.hasNoError("*", Match.stringLikeRegexp("AwsSolutions-.*"));
        annotations.hasNoWarning("*", Match.stringLikeRegexp("AwsSolutions-.*"));
        annotations.hasNoError("*", Match.stringLikeRegexp("CdkNagValidationFailure.*"));
        annotations.hasNoWarning("*", Match.stringLikeRegexp("CdkNagValidationFailure.*"));
    }

    /** Otherwise the test above would hold for nothing. */
    @Test
    void suppressions_whenWritten_areOfSingleResourcesAndHaveReasons() {
        List<String> rules = new ArrayList<>();
        for (Map.Entry<String, JsonNode> resource : Synthesized.RESOURCES.properties()) {
            for (JsonNode rule :
                    resource.getValue().path("Metadata").path("cdk_nag").path("rules_to_suppress")) {
                assertFalse(rule.path("reason").asString().isBlank(), resource.getKey());
                rules.add(rule.path("id").asString());
            }
        }
        assertEquals(
                List.of(
                        "AwsSolutions-APIG3",
                        "AwsSolutions-COG4",
                        "AwsSolutions-IAM4",
                        "AwsSolutions-IAM5",
                        "AwsSolutions-SQS3"),
                rules.stream().distinct().sorted().toList());
        assertFalse(Synthesized.TEMPLATE.toJSON().containsKey("Metadata"), "the stack as a whole has no suppressions");
    }
}
