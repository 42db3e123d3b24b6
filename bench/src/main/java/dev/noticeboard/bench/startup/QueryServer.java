package dev.noticeboard.bench.startup;

import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The daemon's peer: makes one Query with the same SDK, keeps what it found, and answers every request with 200 through the same HTTP server.
 * Arguments: DynamoDB's endpoint, the table, the partition, the port.
 */
public final class QueryServer {
    private QueryServer() {}

    /** Runs until it is killed. */
    public static void main(String[] args) throws Exception {
        DynamoDbClient client = DynamoDbClient.builder()
                .endpointOverride(URI.create(args[0]))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        QueryResponse kept = client.query(r -> r.tableName(args[1])
                .keyConditionExpression("pk = :p")
                .expressionAttributeValues(Map.of(":p", AttributeValue.fromS(args[2]))));
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(Integer.parseInt(args[3]));
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.setStatus(kept.count() > 0 ? 200 : 503);
                response.write(true, ByteBuffer.allocate(0), callback);
                return true;
            }
        });
        server.start();
        server.join();
    }
}
