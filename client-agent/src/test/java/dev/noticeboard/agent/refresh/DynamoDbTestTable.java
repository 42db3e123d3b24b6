package dev.noticeboard.agent.refresh;

import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.simulation.SimReader;
import dev.noticeboard.agent.sync.BoardReader;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.table.TableKeys;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/** A table of its own in DynamoDB Local (one server for all tests of the JVM), written as the functions write it. */
public final class DynamoDbTestTable {
    private static final int BATCH_ITEMS = 25;
    private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");
    private static final URI ENDPOINT = startServer();

    private final DynamoDbClient client = client();
    private final String name;
    private final SimBoard board = new SimBoard();
    private final BoardReader model = new SimReader(board);

    /** Makes a table of any name. */
    public DynamoDbTestTable() {
        this("board-" + UUID.randomUUID());
    }

    /** Makes a table of this name, which no other has. */
    public DynamoDbTestTable(String name) {
        this.name = name;
        client.createTable(r -> r.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text(TableKeys.PARTITION), text(TableKeys.SORT))
                .keySchema(key(TableKeys.PARTITION, KeyType.HASH), key(TableKeys.SORT, KeyType.RANGE)));
    }

    private static URI startServer() {
        SQLITE.setLevel(Level.OFF);
        try {
            Server server = new Server();
            ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory());
            connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
            server.addConnector(connector);
            server.setHandler(
                    new LocalDynamoDBServerHandler(new LocalDynamoDBRequestHandler(0, true, null, true, false), ""));
            server.start();
            return URI.create("http://127.0.0.1:" + connector.getLocalPort());
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local did not start", e);
        }
    }

    private static DynamoDbClient client() {
        return DynamoDbClient.builder()
                .endpointOverride(ENDPOINT)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static AttributeDefinition text(String attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    public URI endpoint() {
        return ENDPOINT;
    }

    public String name() {
        return name;
    }

    public DynamoDbClient dynamo() {
        return client;
    }

    /** Commits as one transaction. */
    public ChangeSet commit(Map<String, String> changes, boolean inline) {
        return write(board.commit(changes, inline, 0));
    }

    /** Lets something happen on the board that is stored here, as one transaction. */
    public ChangeSet commit(Function<SimBoard, ChangeSet> change) {
        return write(change.apply(board));
    }

    private ChangeSet write(ChangeSet made) {
        List<TransactWriteItem> actions = new ArrayList<>();
        items(made)
                .forEach(item -> actions.add(TransactWriteItem.builder()
                        .put(Put.builder().tableName(name).item(item).build())
                        .build()));
        client.transactWriteItems(r -> r.transactItems(actions));
        return made;
    }

    /** Commits many change sets without transactions, in batches, while nobody reads. */
    public void load(List<Map<String, String>> changeSets) {
        Map<String, Map<String, AttributeValue>> all = new HashMap<>();
        for (Map<String, String> changes : changeSets) {
            for (Map<String, AttributeValue> item : items(board.commit(changes, true, 0))) {
                all.put(keyText(item), item);
            }
        }
        List<WriteRequest> writes = new ArrayList<>();
        for (Map<String, AttributeValue> item : all.values()) {
            writes.add(WriteRequest.builder()
                    .putRequest(PutRequest.builder().item(item).build())
                    .build());
            if (writes.size() == BATCH_ITEMS) {
                write(writes);
            }
        }
        write(writes);
    }

    private void write(List<WriteRequest> writes) {
        if (!writes.isEmpty()) {
            client.batchWriteItem(r -> r.requestItems(Map.of(name, List.copyOf(writes))));
            writes.clear();
        }
    }

    private static String keyText(Map<String, AttributeValue> item) {
        return item.get(TableKeys.PARTITION) + " " + item.get(TableKeys.SORT);
    }

    private List<Map<String, AttributeValue>> items(ChangeSet made) {
        Namespace ns = made.namespace();
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        BoardReader.LogAnswer stored = model.readLog(ns, made.revision() - 1, true);
        items.add(item(java.util.Objects.requireNonNull(stored.head()), TableKeys.log(ns), TableKeys.HEAD));
        items.add(item(stored.entries().get(0), TableKeys.log(ns), TableKeys.padded(made.revision())));
        made.changes().forEach(change -> {
            if (change instanceof Change.OfParameter of) {
                items.addAll(items(of.name(), of.version()));
            } else if (change instanceof Change.OfCandidate of) {
                items.addAll(items(of.name(), of.version()));
            } else if (change instanceof Change.MoveRollout move) {
                items.add(item(board.rollout(move.rollout()).orElseThrow(), TableKeys.rollouts(ns), move.rollout()));
            }
        });
        return items;
    }

    private List<Map<String, AttributeValue>> items(ParameterName name, long version) {
        Namespace ns = name.namespace();
        Parameter written = model.readVersions(ns, List.of(new BoardReader.VersionKey(name, version)))
                .get(0);
        return List.of(
                item(board.item(name.text()).orElseThrow(), TableKeys.namespace(ns), TableKeys.parameter(name)),
                item(written, TableKeys.history(name), TableKeys.padded(version)));
    }

    /** Removes an entry of the log. */
    public void lose(long revision) {
        client.deleteItem(r -> r.tableName(name)
                .key(Map.of(
                        TableKeys.PARTITION, AttributeValue.fromS(TableKeys.log(SimBoard.NAMESPACE)),
                        TableKeys.SORT, AttributeValue.fromS(TableKeys.padded(revision)))));
    }

    /** Writes any item. */
    public void put(Object record, String partition, String sort) {
        client.putItem(r -> r.tableName(name).item(item(record, partition, sort)));
    }

    private static Map<String, AttributeValue> item(Object record, String partition, String sort) {
        Map<String, AttributeValue> item = new HashMap<>();
        Json.toMap(record).forEach((k, v) -> item.put(k, attribute(v)));
        item.put(TableKeys.PARTITION, AttributeValue.fromS(partition));
        item.put(TableKeys.SORT, AttributeValue.fromS(sort));
        item.put(TableKeys.TTL, AttributeValue.fromN("4102444800"));
        return item;
    }

    private static AttributeValue attribute(Object value) {
        if (value == null) {
            return AttributeValue.fromNul(true);
        }
        if (value instanceof String text) {
            return AttributeValue.fromS(text);
        }
        if (value instanceof Boolean flag) {
            return AttributeValue.fromBool(flag);
        }
        if (value instanceof Number number) {
            return AttributeValue.fromN(new BigDecimal(number.toString()).toPlainString());
        }
        if (value instanceof List<?> list) {
            return AttributeValue.fromL(
                    list.stream().map(DynamoDbTestTable::attribute).toList());
        }
        Map<String, AttributeValue> map = new HashMap<>();
        ((Map<?, ?>) value).forEach((k, v) -> map.put(String.valueOf(k), attribute(v)));
        return AttributeValue.fromM(map);
    }
}
