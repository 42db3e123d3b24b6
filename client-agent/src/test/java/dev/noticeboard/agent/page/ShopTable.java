package dev.noticeboard.agent.page;

import dev.noticeboard.agent.refresh.DynamoDbTestTable;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.table.TableKeys;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The namespace {@code /shop/prod} in a table of the default name in DynamoDB Local, written item by item. */
final class ShopTable {
    private static final Namespace SHOP = new Namespace("/shop/prod");

    private final DynamoDbTestTable table = new DynamoDbTestTable("noticeboard");
    private final Map<ParameterName, Long> versions = new HashMap<>();
    private long revision;

    URI endpoint() {
        return table.endpoint();
    }

    /** Commits one put; the head comes last, as a reader needs it. */
    void put(String text, String value) {
        ParameterName name = new ParameterName(text);
        long version = versions.merge(name, 1L, Long::sum);
        revision++;
        Change put = new Change.Put(name, version, ParameterType.STRING, DataType.TEXT, value);
        table.put(
                new Parameter(
                        name, version, revision, ParameterType.STRING, DataType.TEXT, value, Instant.EPOCH, "test"),
                TableKeys.namespace(SHOP),
                TableKeys.parameter(name));
        table.put(
                new ChangeSet(
                        SHOP, "e1", revision, "id-" + revision, Instant.EPOCH, "test", null, true, 0, List.of(put)),
                TableKeys.log(SHOP),
                TableKeys.padded(revision));
        table.put(new Head(SHOP, "e1", revision, Map.of()), TableKeys.log(SHOP), TableKeys.HEAD);
    }
}
