package dev.noticeboard.functions.fleet;

import dev.noticeboard.schemas.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The policy of an agent's queue: its topic alone sends, its agent's identity alone receives (design, section 6). */
public final class QueuePolicy {
    private static final List<String> RECEIVE =
            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes");
    /** What nobody else is to do, whatever their own policies allow; not reading attributes, which tooling does. */
    private static final List<String> RECEIVE_ALONE =
            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility");

    /** The policy's JSON. An identity that is none of IAM's binds nothing. */
    public static String of(String queueArn, String topicArn, String identity) {
        List<Map<String, Object>> statements = new ArrayList<>();
        statements.add(statement(
                "TopicSends",
                "Allow",
                Map.of("Service", "sns.amazonaws.com"),
                List.of("sqs:SendMessage"),
                queueArn,
                Map.of("ArnEquals", Map.of("aws:SourceArn", topicArn))));
        List<String> receivers = Identity.receivers(identity);
        if (!receivers.isEmpty()) {
            statements.add(statement(
                    "AgentReceives",
                    "Allow",
                    Map.of("AWS", "*"),
                    RECEIVE,
                    queueArn,
                    Map.of("ArnLike", Map.of("aws:PrincipalArn", receivers))));
            statements.add(statement(
                    "NobodyElseReceives",
                    "Deny",
                    Map.of("AWS", "*"),
                    RECEIVE_ALONE,
                    queueArn,
                    Map.of("ArnNotLike", Map.of("aws:PrincipalArn", receivers))));
        }
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("Version", "2012-10-17");
        policy.put("Statement", statements);
        return Json.write(policy);
    }

    private static Map<String, Object> statement(
            String id,
            String effect,
            Map<String, String> principal,
            List<String> actions,
            String queueArn,
            Map<String, ?> condition) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Sid", id);
        statement.put("Effect", effect);
        statement.put("Principal", principal);
        statement.put("Action", actions);
        statement.put("Resource", queueArn);
        statement.put("Condition", condition);
        return statement;
    }

    private QueuePolicy() {}
}
