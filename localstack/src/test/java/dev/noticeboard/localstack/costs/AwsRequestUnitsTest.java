package dev.noticeboard.localstack.costs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** DynamoDB's rules for request units, by hand. */
class AwsRequestUnitsTest {
    /** Of this many bytes: a name of one, and a text. */
    private static Map<String, AttributeValue> item(int bytes) {
        return Map.of("a", AttributeValue.fromS("x".repeat(bytes - 1)));
    }

    @Test
    void size_isThatOfNamesAndValues() {
        Map<String, AttributeValue> item = Map.of(
                "pk", AttributeValue.fromS("é"),
                "n", AttributeValue.fromN("12345"),
                "b", AttributeValue.fromBool(true),
                "m", AttributeValue.fromM(Map.of("k", AttributeValue.fromS("v"))),
                "l", AttributeValue.fromL(List.of(AttributeValue.fromS("v"))));
        // (2 + 2) + (1 + 4) + (1 + 1) + (1 + 3 + 1 + 2) + (1 + 3 + 1 + 1)
        assertEquals(24, AwsRequestUnits.size(item));
    }

    @Test
    void reads_areCountedBy4KbHalfWhenEventual() {
        QueryRequest eventual = QueryRequest.builder().build();
        QueryResponse empty = QueryResponse.builder().items(List.of()).build();
        assertEquals(Usage.of(Charge.READ_UNIT, 0.5), AwsRequestUnits.of(eventual, empty));
        // The items of a page count together: 3 x 3,000 bytes are three units.
        QueryResponse page = QueryResponse.builder()
                .items(List.of(item(3000), item(3000), item(3000)))
                .build();
        assertEquals(Usage.of(Charge.READ_UNIT, 1.5), AwsRequestUnits.of(eventual, page));
        GetItemRequest consistent =
                GetItemRequest.builder().consistentRead(true).build();
        GetItemResponse five = GetItemResponse.builder().item(item(4097)).build();
        assertEquals(Usage.of(Charge.READ_UNIT, 2), AwsRequestUnits.of(consistent, five));
    }

    @Test
    void batch_countsEachItemByItselfAndTheMissingOnes() {
        BatchGetItemRequest request = BatchGetItemRequest.builder()
                .requestItems(Map.of(
                        "t",
                        KeysAndAttributes.builder()
                                .consistentRead(true)
                                .keys(List.of(item(2), item(3), item(4)))
                                .build()))
                .build();
        BatchGetItemResponse response = BatchGetItemResponse.builder()
                .responses(Map.of("t", List.of(item(100), item(5000))))
                .build();
        assertEquals(Usage.of(Charge.READ_UNIT, 1 + 2 + 1), AwsRequestUnits.of(request, response));
    }

    @Test
    void writes_areCountedBy1KbTwiceInATransaction() {
        PutItemRequest put = PutItemRequest.builder().item(item(1025)).build();
        assertEquals(
                Usage.of(Charge.WRITE_UNIT, 2),
                AwsRequestUnits.of(put, PutItemResponse.builder().build()));
        TransactWriteItemsRequest transaction = TransactWriteItemsRequest.builder()
                .transactItems(
                        TransactWriteItem.builder().put(p -> p.item(item(1025))).build(),
                        TransactWriteItem.builder()
                                .update(u -> u.expressionAttributeValues(item(10)))
                                .build(),
                        TransactWriteItem.builder()
                                .conditionCheck(c -> c.key(item(10)))
                                .build())
                .build();
        assertEquals(
                Usage.of(Charge.WRITE_UNIT, 4 + 2 + 2),
                AwsRequestUnits.of(
                        transaction, TransactWriteItemsResponse.builder().build()));
    }
}
