package dev.noticeboard.cdk;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One statement of a function's policy, as a value.
 *
 * @param sid its id within the policy
 * @param actions IAM's actions, in order, none with a wildcard
 * @param target what they are on
 * @param leadingKeys patterns of the partitions that a request may touch; empty for no such condition
 * @param equals conditions of the kind {@code StringEquals}
 */
public record Permission(
        String sid, List<String> actions, Target target, List<String> leadingKeys, Map<String, String> equals) {

    /** One statement. @throws IllegalArgumentException if an action has a wildcard */
    public Permission {
        actions = List.copyOf(new TreeSet<>(actions));
        leadingKeys = List.copyOf(leadingKeys);
        equals = new TreeMap<>(equals);
        if (actions.isEmpty() || actions.stream().anyMatch(action -> action.contains("*"))) {
            throw new IllegalArgumentException("actions are named one by one: " + actions);
        }
    }

    static Permission on(Target target, String sid, String... actions) {
        return new Permission(sid, List.of(actions), target, List.of(), Map.of());
    }

    /** On items of the table or its index, in these partitions. */
    static Permission items(Target target, String action, Partition... partitions) {
        return new Permission(
                action + (target == Target.DUE_INDEX ? "Due" : ""),
                List.of("dynamodb:" + action),
                target,
                Arrays.stream(partitions).map(Partition::pattern).toList(),
                Map.of());
    }

    Permission where(String conditionKey, String value) {
        return new Permission(sid, actions, target, leadingKeys, Map.of(conditionKey, value));
    }
}
