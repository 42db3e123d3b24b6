package dev.noticeboard.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.noticeboard.functions.access.IamSimulator;
import dev.noticeboard.functions.access.IamSimulator.Question;
import dev.noticeboard.functions.fleet.QueuePolicy;
import dev.noticeboard.functions.publish.ResourceNames;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an agent's role may do, as IAM would decide it (design, section 6). */
class AgentPolicyTest {
    private static final List<String> AGENT = List.of("agent");
    private static final ResourceNames NAMES = new ResourceNames("board");
    private static final Namespace BILLING = new Namespace("/billing/prod");
    private static final String QUEUES = "arn:aws:sqs:eu-west-1:123456789012:";
    private static final String QUEUE = QUEUES + NAMES.queue(BILLING, "host-1", "a1b2c3d4");
    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:" + NAMES.topic(BILLING);
    private static final String MY_ROLE = "arn:aws:iam::123456789012:role/tested";
    private static final String OTHER_ROLE = "arn:aws:iam::123456789012:role/another";
    private static final List<String> ITEM_READS =
            List.of("dynamodb:Query", "dynamodb:GetItem", "dynamodb:BatchGetItem");

    private static final Map<Question, Boolean> EXPECTED = new LinkedHashMap<>();
    private static Optional<Map<Question, Boolean>> answers = Optional.empty();

    @BeforeAll
    static void ask() {
        for (String read : ITEM_READS) {
            for (String own : List.of("ns#/billing/prod", "log#/billing/prod", "rollout#/billing/prod")) {
                items(read, true, own);
            }
            items(read, true, "history#/billing/prod#/billing/prod/db/pool-size");
            for (String other : List.of(
                    "ns#/billing/test",
                    "log#/shop/prod",
                    "rollout#/shop/prod",
                    "history#/shop/prod#/shop/prod/x",
                    "history#/billing/prodx#/billing/prodx/x",
                    "ns#/billing/prod2",
                    "ns#/billing",
                    "ns#/",
                    "fleet#/billing/prod",
                    "reports#/billing/prod",
                    "cohort#/billing/prod#1",
                    "token#/billing/prod#arn:aws:iam::123456789012:role/tested#1",
                    "namespaces")) {
                items(read, false, other);
                items(read, false, "ns#/billing/prod", other);
            }
        }
        for (String write : List.of("PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem", "BatchWriteItem")) {
            items("dynamodb:" + write, false, "ns#/billing/prod");
        }
        expect(false, "dynamodb:Scan", Granted.TABLE, Map.of(), null);
        expect(false, "dynamodb:Query", Granted.TABLE + "/index/due", keys("due"), null);
        expect(false, "dynamodb:GetRecords", Granted.TABLE + "/stream/2026-01-01T00:00:00.000", Map.of(), null);
        for (String receive : List.of("ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility")) {
            expect(true, "sqs:" + receive, QUEUE, Map.of(), "mine");
            expect(false, "sqs:" + receive, QUEUE, Map.of(), "others");
            expect(false, "sqs:" + receive, QUEUES + "board_reports", Map.of(), null);
            expect(false, "sqs:" + receive, QUEUES + "board_retry", Map.of(), null);
            expect(false, "sqs:" + receive, QUEUES + "board-app-Orders", Map.of(), null);
        }
        expect(false, "sqs:SendMessage", QUEUE, Map.of(), "mine");
        expect(false, "sqs:DeleteQueue", QUEUE, Map.of(), "mine");
        expect(false, "sqs:SetQueueAttributes", QUEUE, Map.of(), "mine");
        expect(true, "sqs:SendMessage", QUEUES + "board_reports", Map.of(), null);
        expect(false, "sqs:SendMessage", QUEUES + "board_retry", Map.of(), null);
        expect(false, "sns:Publish", TOPIC, Map.of(), null);
        invoke(true, "PUT/namespaces/billing/prod/agents/host-1");
        invoke(true, "DELETE/namespaces/billing/prod/agents/host-1");
        invoke(false, "PUT/namespaces/billing/test/agents/host-1");
        invoke(false, "PUT/namespaces/billing/prod/parameters/db/pool-size");
        invoke(false, "GET/namespaces/billing/prod/agents");
        invoke(false, "PUT/namespaces/billing/prod/agents/../parameters/x");
        Map<String, Object> policies = new LinkedHashMap<>();
        policies.put("agent", Granted.policy("Agent"));
        policies.put("mine", queuePolicy(MY_ROLE));
        policies.put("others", queuePolicy(OTHER_ROLE));
        answers = IamSimulator.ask(policies, EXPECTED.keySet());
    }

    @Test
    void agent_whenItAsksForAnything_getsItsOwnAndNothingElse() {
        Assumptions.assumeTrue(answers.isPresent(), "no IAM simulator");
        List<String> wrong = new ArrayList<>();
        EXPECTED.forEach((question, allowed) -> {
            if (!allowed.equals(answers.get().get(question))) {
                wrong.add((allowed ? "denied: " : "allowed: ") + question);
            }
        });
        assertEquals(List.of(), wrong);
    }

    private static void items(String action, boolean allowed, String... partitions) {
        expect(allowed, action, Granted.TABLE, keys(partitions), null);
    }

    private static Map<String, List<String>> keys(String... partitions) {
        return Map.of("dynamodb:LeadingKeys", List.of(partitions));
    }

    private static void invoke(boolean allowed, String route) {
        expect(allowed, "execute-api:Invoke", Granted.STAGE + route, Map.of(), null);
    }

    private static void expect(
            boolean allowed,
            String action,
            String resource,
            Map<String, List<String>> context,
            @Nullable String resourcePolicy) {
        EXPECTED.put(new Question(AGENT, action, resource, context, resourcePolicy), allowed);
    }

    /** Of an agent's queue, as the functions write it for an agent of this role. */
    private static Map<String, Object> queuePolicy(String role) {
        return Json.toMap(Json.tree(QueuePolicy.of(QUEUE, TOPIC, role)));
    }
}
