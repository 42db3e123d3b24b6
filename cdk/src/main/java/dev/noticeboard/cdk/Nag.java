package dev.noticeboard.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.IConstruct;

/**
 * What cdk-nag's AwsSolutions pack finds and is meant so, resource by resource, each with its reason. Written as the metadata that cdk-nag reads, so
 * that whoever deploys without it needs no library for it. Source: cdk-nag's README, "Suppressing a rule".
 */
final class Nag {

    static void suppress(Noticeboard board) {
        for (Handler handler : Handler.values()) {
            List<Map<String, Object>> wildcards = BoardPermissions.of(handler).stream()
                    .filter(p -> Wildcards.reason(p.target()).isPresent())
                    .map(p -> rule(
                            "AwsSolutions-IAM5",
                            p.sid() + ": " + Wildcards.reason(p.target()).orElseThrow(),
                            finding(p.target(), board.prefix())))
                    .toList();
            write(board.functions().policy(handler), wildcards);
        }
        for (Queue queue :
                List.of(board.queues().streamDeadLetters(), board.queues().scheduleDeadLetters())) {
            write(queue, List.of(rule("AwsSolutions-SQS3", "It holds dead letters, of what is no queue itself.")));
        }
        board.api().suppress();
        board.vpc().ifPresent(BoardVpc::suppress);
    }

    private static List<Object> finding(Target target, String prefix) {
        return target == Target.AGENT_QUEUES
                ? List.of(Map.of("regex", "/^Resource::arn:.*:sqs:.*:" + prefix + "-\\?+-\\*$/"))
                : List.of("Resource::*");
    }

    static Map<String, Object> rule(String id, String reason) {
        return Map.of("id", id, "reason", reason);
    }

    private static Map<String, Object> rule(String id, String reason, List<Object> findings) {
        return Map.of("id", id, "reason", reason, "applies_to", findings);
    }

    /** Adds rules to the resource of a construct. */
    static void write(IConstruct construct, List<Map<String, Object>> rules) {
        CfnResource resource = construct instanceof CfnResource cfn
                ? cfn
                : (CfnResource) Objects.requireNonNull(construct.getNode().getDefaultChild());
        List<Object> all = new ArrayList<>();
        if (resource.getMetadata("cdk_nag") instanceof Map<?, ?> there
                && there.get("rules_to_suppress") instanceof List<?> rulesThere) {
            all.addAll(rulesThere);
        }
        all.addAll(rules);
        resource.addMetadata("cdk_nag", Map.of("rules_to_suppress", all));
    }

    private Nag() {}
}
