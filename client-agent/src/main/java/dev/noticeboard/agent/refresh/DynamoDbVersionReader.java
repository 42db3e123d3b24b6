package dev.noticeboard.agent.refresh;

import dev.noticeboard.agent.sync.VersionReader;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.table.TableKeys;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads versions and labels from a parameter's history in the DynamoDB table, consistently. */
public final class DynamoDbVersionReader implements VersionReader {
    private final DynamoDbClient dynamo;
    private final String table;

    /** @param dynamo shared; not closed by this */
    public DynamoDbVersionReader(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public Optional<Parameter> version(ParameterName name, long version) {
        return DynamoDbBoardReader.read("a version of " + name, () -> {
            Map<String, AttributeValue> item = item(name, TableKeys.padded(version));
            if (item.isEmpty()) {
                return Optional.empty();
            }
            Parameter found = DynamoDbBoardReader.record(item, Parameter.class);
            if (!name.equals(found.name()) || found.version() != version) {
                throw new MalformedException("version", "is another one than the item's key says");
            }
            return Optional.of(found);
        });
    }

    @Override
    public Optional<Parameter> label(ParameterName name, String label) {
        Optional<Long> version = DynamoDbBoardReader.read("the labels of " + name, () -> {
            Map<String, AttributeValue> item = item(name, TableKeys.LABELS);
            return item.isEmpty()
                    ? Optional.empty()
                    : Optional.ofNullable(DynamoDbBoardReader.record(item, Labels.class)
                            .versions()
                            .get(label));
        });
        return version.flatMap(v -> version(name, v));
    }

    private Map<String, AttributeValue> item(ParameterName name, String sort) {
        Map<String, AttributeValue> key = Map.of(
                TableKeys.PARTITION, AttributeValue.fromS(TableKeys.history(name)),
                TableKeys.SORT, AttributeValue.fromS(sort));
        return dynamo.getItem(r -> r.tableName(table).key(key).consistentRead(true))
                .item();
    }
}
