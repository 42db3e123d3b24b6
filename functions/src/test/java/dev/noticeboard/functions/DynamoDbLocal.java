package dev.noticeboard.functions;

import dev.noticeboard.schemas.table.TableKeys;
import java.net.InetAddress;
import java.net.URI;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/** DynamoDB Local over HTTP on a loopback port, one for all tests of this JVM, and clients of it. */
public final class DynamoDbLocal {
    /** Held, since the JDK forgets the level of a logger that nobody holds. */
    private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

    private static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();
    private static final URI ENDPOINT = start();
    private static final DynamoDbClient CLIENT = client(new ExecutionInterceptor() {});

    private DynamoDbLocal() {}

    private static URI start() {
        SQLITE.setLevel(Level.OFF);
        // What the SDK's default chains ask first.
        System.setProperty("aws.region", "us-east-1");
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        try {
            Server server = new Server();
            ServerConnector connector = new ServerConnector(server);
            connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
            connector.setPort(0);
            server.addConnector(connector);
            server.setHandler(
                    new LocalDynamoDBServerHandler(new LocalDynamoDBRequestHandler(0, true, null, true, false), ""));
            server.start();
            return URI.create("http://" + connector.getHost() + ":" + connector.getLocalPort());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A client, shared by all. */
    public static DynamoDbClient client() {
        return CLIENT;
    }

    /** Where it listens. */
    public static URI endpoint() {
        return ENDPOINT;
    }

    /** A client whose calls this interceptor sees. */
    public static DynamoDbClient client(ExecutionInterceptor interceptor) {
        return DynamoDbClient.builder()
                .endpointOverride(ENDPOINT)
                .httpClient(HTTP)
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .addExecutionInterceptor(interceptor)
                        .build())
                .build();
    }

    /** Makes an empty table. */
    public static String newTable() {
        String name = "board-" + UUID.randomUUID();
        CLIENT.createTable(r -> r.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute(TableKeys.PARTITION, ScalarAttributeType.S),
                        attribute(TableKeys.SORT, ScalarAttributeType.S),
                        attribute(TableKeys.DUE, ScalarAttributeType.S),
                        attribute(TableKeys.DUE_AT, ScalarAttributeType.N))
                .keySchema(key(TableKeys.PARTITION, KeyType.HASH), key(TableKeys.SORT, KeyType.RANGE))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName(TableKeys.DUE_INDEX)
                        .keySchema(key(TableKeys.DUE, KeyType.HASH), key(TableKeys.DUE_AT, KeyType.RANGE))
                        .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY))
                        .build()));
        return name;
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
