package dev.noticeboard.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** Permissions as the statements of a policy. */
final class Statements {

    /**
     * The statements; those on a target that this board does not have are left out.
     *
     * @param logs the ARN of the function's own log group
     */
    static List<PolicyStatement> of(List<Permission> permissions, Arns arns, String logs, String region) {
        return permissions.stream()
                .filter(p -> !resources(p, arns, logs).isEmpty())
                .map(p -> statement(p, resources(p, arns, logs), region))
                .toList();
    }

    private static List<String> resources(Permission permission, Arns arns, String logs) {
        return permission.target() == Target.LOGS ? List.of(logs) : arns.of(permission.target());
    }

    private static PolicyStatement statement(Permission permission, List<String> resources, String region) {
        PolicyStatement statement = PolicyStatement.Builder.create()
                .sid(permission.sid())
                .actions(permission.actions())
                .resources(resources)
                .build();
        if (!permission.leadingKeys().isEmpty()) {
            statement.addCondition("ForAllValues:StringLike", Map.of("dynamodb:LeadingKeys", permission.leadingKeys()));
        }
        if (!permission.equals().isEmpty()) {
            statement.addCondition("StringEquals", permission.equals());
        }
        if (permission.target() == Target.TABLE_KEY) {
            statement.addCondition("StringEquals", Map.of("kms:ViaService", "dynamodb." + region + ".amazonaws.com"));
        }
        return statement;
    }

    private Statements() {}
}
