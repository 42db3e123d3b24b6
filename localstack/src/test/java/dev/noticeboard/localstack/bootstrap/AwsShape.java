package dev.noticeboard.localstack.bootstrap;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Keys and attributes of a table as words that can be compared. */
final class AwsShape {
    static Set<String> keys(Collection<KeySchemaElement> schema) {
        return schema.stream()
                .map(k -> k.keyTypeAsString() + " " + k.attributeName())
                .collect(Collectors.toSet());
    }

    static Set<String> attributes(TableDescription table) {
        return table.attributeDefinitions().stream()
                .map(a -> a.attributeName() + " " + a.attributeTypeAsString())
                .collect(Collectors.toSet());
    }

    private AwsShape() {}
}
