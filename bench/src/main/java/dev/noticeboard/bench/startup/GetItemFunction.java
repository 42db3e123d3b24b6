package dev.noticeboard.bench.startup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A peer: a function that reads one item with the same SDK and the same HTTP client, the least that a function on a table can do. */
public final class GetItemFunction implements RequestHandler<Map<String, Object>, String> {
    private final DynamoDbClient client = DynamoDbClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
        AttributeValue key = AttributeValue.fromS("none");
        return client.getItem(
                        r -> r.tableName(System.getenv("NOTICEBOARD_TABLE")).key(Map.of("pk", key, "sk", key)))
                .item()
                .toString();
    }
}
