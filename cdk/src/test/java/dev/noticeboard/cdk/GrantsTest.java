package dev.noticeboard.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.services.iam.Role;
import tools.jackson.databind.JsonNode;

/** The grants are the policies of {@code examples/policies}, which docs/access.md quotes, and an agent's of design section 6. */
class GrantsTest {
    private static final String PLACEHOLDERS = "arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/";

    @Test
    void grantRead_whenOfANamespace_isThePolicyOfTheExamples() throws IOException {
        assertSame("Reader", "namespace-read", "plain-paths");
    }

    @Test
    void grantWrite_whenOfANamespace_isThePolicyOfTheExamples() throws IOException {
        assertSame("Writer", "namespace-read-write", "plain-paths");
    }

    @Test
    void grantWrite_whenOfAPrefix_isThePolicyOfTheExamples() throws IOException {
        assertSame("PrefixWriter", "prefix-read-write", "plain-paths");
    }

    @Test
    void grantAdmin_whenOfANamespace_isThePoliciesOfTheExamplesTogether() throws IOException {
        assertSame("Admin", "namespace-read-write", "rollout-operator", "schemas-rules-settings-admin", "plain-paths");
    }

    @Test
    void grantRead_whenOfAPrefix_isTheReadingPartOfTheExamples() throws IOException {
        Set<String> expected = new TreeSet<>();
        for (JsonNode statement : example("prefix-read-write")) {
            if (statement.path("Sid").asString().equals("Read")) {
                expected.addAll(lines(statement));
            }
        }
        example("plain-paths").forEach(statement -> expected.addAll(lines(statement)));
        assertEquals(expected, granted("PrefixReader"));
    }

    @Test
    void grantAgent_whenGiven_namesItsPartitionsItsRoutesAndTwoKindsOfQueues() {
        Set<String> lines = granted("Agent");
        lines.removeIf(line -> line.startsWith("Deny"));
        String queues = "arn:aws:sqs:eu-west-1:123456789012:board";
        assertEquals(
                new TreeSet<>(List.of(
                        "Allow dynamodb:BatchGetItem " + Granted.TABLE,
                        "Allow dynamodb:GetItem " + Granted.TABLE,
                        "Allow dynamodb:Query " + Granted.TABLE,
                        "Allow kms:Decrypt arn:aws:kms:eu-west-1:123456789012:key/0123",
                        "Allow sqs:ChangeMessageVisibility " + queues + "-????????????????????-*",
                        "Allow sqs:DeleteMessage " + queues + "-????????????????????-*",
                        "Allow sqs:ReceiveMessage " + queues + "-????????????????????-*",
                        "Allow sqs:SendMessage " + queues + "_reports",
                        "Allow execute-api:Invoke PUT/namespaces/billing/prod/agents/*",
                        "Allow execute-api:Invoke DELETE/namespaces/billing/prod/agents/*")),
                lines);
    }

    @Test
    void grant_whenThePlaceIsNone_saysWhatOneIs() {
        Noticeboard board = Synthesized.BOARD;
        Role role = Synthesized.role("Nobody");
        for (Runnable grant : List.<Runnable>of(
                () -> board.grantAgent(role, "billing"),
                () -> board.grantAgent(role, "/billing/prod/db"),
                () -> board.grantAdmin(role, "/billing//prod"),
                () -> board.grantWrite(role, "/billing/prod/*"),
                () -> board.grantRead(role, ""))) {
            String message = String.valueOf(
                    assertThrows(IllegalArgumentException.class, grant::run).getMessage());
            assertTrue(message.contains("name") || message.contains("segment"), message);
        }
    }

    private static void assertSame(String role, String... files) throws IOException {
        Set<String> expected = new TreeSet<>();
        for (String file : files) {
            example(file).forEach(statement -> expected.addAll(lines(statement)));
        }
        assertEquals(expected, granted(role));
    }

    private static Set<String> granted(String role) {
        Set<String> lines = new TreeSet<>();
        Granted.policy(role).path("Statement").forEach(statement -> lines.addAll(lines(statement)));
        return lines;
    }

    private static JsonNode example(String name) throws IOException {
        return Json.tree(Files.readString(Path.of("../examples/policies", name + ".json")))
                .path("Statement");
    }

    /** A statement as one line for each action and resource. */
    private static List<String> lines(JsonNode statement) {
        List<String> lines = new ArrayList<>();
        for (String action : list(statement.path("Action"))) {
            for (String resource : list(statement.path("Resource"))) {
                String place = resource.replace(PLACEHOLDERS, "").replace(Granted.STAGE, "");
                lines.add(statement.path("Effect").asString() + " " + action + " " + place);
            }
        }
        return lines;
    }

    private static List<String> list(JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(each -> texts.add(each.asString()));
        } else {
            texts.add(value.asString());
        }
        return texts;
    }
}
