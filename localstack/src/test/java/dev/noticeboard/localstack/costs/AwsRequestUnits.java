package dev.noticeboard.localstack.costs;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The request units of a call of DynamoDB, by DynamoDB's rules from the items that it carried: DynamoDB Local's own figures are none to go by (a transaction of
 * five items is two units to it, an empty query none). Source: DynamoDB Developer Guide, "Read and write request units", "Item sizes and formats" and
 * "Amazon DynamoDB Transactions: how it works". Of an update or a deletion only what the request holds is known, which is below 1 KB here, and so is the
 * item.
 */
final class AwsRequestUnits {
    private static final double READ_BYTES = 4096;
    private static final double WRITE_BYTES = 1024;
    /** A list or a map. Each of its elements has one byte more. */
    private static final int DOCUMENT_BYTES = 3;
    /** The longest number. */
    private static final int NUMBER_BYTES = 21;
    /** A write of the item in an index is a write more. */
    private static final String INDEXED = "due";

    private AwsRequestUnits() {}

    static Usage of(SdkRequest request, SdkResponse response) {
        if (request instanceof GetItemRequest r && response instanceof GetItemResponse answer) {
            return reads(size(answer.item()), Boolean.TRUE.equals(r.consistentRead()));
        } else if (request instanceof BatchGetItemRequest r && response instanceof BatchGetItemResponse answer) {
            return batch(r, answer);
        } else if (request instanceof QueryRequest r && response instanceof QueryResponse answer) {
            return reads(sizes(answer.items()), Boolean.TRUE.equals(r.consistentRead()));
        } else if (request instanceof PutItemRequest r) {
            return written(r.item(), 1);
        } else if (request instanceof UpdateItemRequest r) {
            return written(r.expressionAttributeValues(), 1);
        } else if (request instanceof DeleteItemRequest r) {
            return written(r.key(), 1);
        } else if (request instanceof TransactWriteItemsRequest r) {
            return r.transactItems().stream().map(AwsRequestUnits::transacted).reduce(Usage.NOTHING, Usage::plus);
        }
        throw new IllegalStateException(
                "nobody knows what " + request.getClass().getSimpleName() + " is charged as; add it here");
    }

    /** Each item by itself; one that is not there costs as much as a small one. */
    private static Usage batch(BatchGetItemRequest request, BatchGetItemResponse response) {
        Usage sum = Usage.NOTHING;
        for (Map.Entry<String, KeysAndAttributes> table : request.requestItems().entrySet()) {
            boolean consistent = Boolean.TRUE.equals(table.getValue().consistentRead());
            List<Map<String, AttributeValue>> found = response.responses().getOrDefault(table.getKey(), List.of());
            for (Map<String, AttributeValue> item : found) {
                sum = sum.plus(reads(size(item), consistent));
            }
            int missing = table.getValue().keys().size() - found.size();
            sum = sum.plus(reads(0, consistent).times(missing));
        }
        return sum;
    }

    /** Twice in a transaction, conditions that are only checked included. */
    private static Usage transacted(TransactWriteItem item) {
        if (item.put() != null) {
            return written(item.put().item(), 2);
        } else if (item.update() != null) {
            return written(item.update().expressionAttributeValues(), 2);
        } else if (item.delete() != null) {
            return written(item.delete().key(), 2);
        }
        return written(item.conditionCheck().key(), 2);
    }

    private static Usage reads(double bytes, boolean consistent) {
        return Usage.of(Charge.READ_UNIT, units(bytes, READ_BYTES) * (consistent ? 1 : 0.5));
    }

    private static Usage written(Map<String, AttributeValue> item, int factor) {
        double index = item.containsKey(INDEXED) ? 1 : 0;
        return Usage.of(Charge.WRITE_UNIT, units(size(item), WRITE_BYTES) * factor + index);
    }

    private static double units(double bytes, double unit) {
        return Math.max(1, Math.ceil(bytes / unit));
    }

    private static int sizes(Collection<Map<String, AttributeValue>> items) {
        return items.stream().mapToInt(AwsRequestUnits::size).sum();
    }

    /** Bytes of an item: names and values. */
    static int size(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToInt(e -> utf8(e.getKey()) + size(e.getValue()))
                .sum();
    }

    private static int size(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8(value.s());
            case N -> Math.min(NUMBER_BYTES, (value.n().length() + 1) / 2 + 1);
            case B -> value.b().asByteArrayUnsafe().length;
            case BOOL, NUL -> 1;
            case SS -> value.ss().stream().mapToInt(AwsRequestUnits::utf8).sum();
            case NS, BS -> throw new IllegalStateException("no item here has sets of numbers or bytes");
            case L ->
                DOCUMENT_BYTES + value.l().stream().mapToInt(v -> 1 + size(v)).sum();
            case M -> DOCUMENT_BYTES + value.m().size() + size(value.m());
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("an attribute of an unknown type");
        };
    }

    private static int utf8(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    }
}
