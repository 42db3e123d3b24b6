package dev.noticeboard.localstack.roles;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A call as IAM sees it.
 *
 * @param action that it is authorised by, such as {@code dynamodb:PutItem}
 * @param resource the ARN that it is on; {@code *} where the action knows no narrower one
 * @param leadingKeys the partitions of the table that it touches ({@code dynamodb:LeadingKeys}); empty for none
 * @param context values of other condition keys, such as {@code sns:Protocol}
 */
record AwsCall(String action, String resource, TreeSet<String> leadingKeys, Map<String, String> context) {

    AwsCall {
        leadingKeys = new TreeSet<>(leadingKeys);
        context = new TreeMap<>(context);
    }

    static AwsCall of(String action, String resource) {
        return new AwsCall(action, resource, new TreeSet<>(), Map.of());
    }

    AwsCall with(String conditionKey, String value) {
        Map<String, String> more = new TreeMap<>(context);
        more.put(conditionKey, value);
        return new AwsCall(action, resource, leadingKeys, more);
    }

    @Override
    public String toString() {
        return action + " on " + resource + (leadingKeys.isEmpty() ? "" : " within " + leadingKeys)
                + (context.isEmpty() ? "" : " with " + context);
    }
}
