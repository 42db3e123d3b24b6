package dev.noticeboard.localstack.costs;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * Counts what finished calls are charged as: DynamoDB says itself what a call consumed, SQS and SNS charge by the call. A call that is of none of these
 * kinds fails, so that none goes uncounted. A long poll that brought nothing is not counted: the model knows how many there are. Thread-safe.
 */
final class AwsUsageCounter implements ExecutionInterceptor {
    private Usage usage = Usage.NOTHING;
    private final Map<String, Integer> calls = new TreeMap<>();

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        AwsRequest request = (AwsRequest) context.request();
        ReturnConsumedCapacity total = ReturnConsumedCapacity.TOTAL;
        if (request instanceof GetItemRequest r) {
            return r.toBuilder().returnConsumedCapacity(total).build();
        } else if (request instanceof BatchGetItemRequest r) {
            return r.toBuilder().returnConsumedCapacity(total).build();
        } else if (request instanceof QueryRequest r) {
            return r.toBuilder().returnConsumedCapacity(total).build();
        } else if (request instanceof PutItemRequest r) {
            return r.toBuilder().returnConsumedCapacity(total).build();
        } else if (request instanceof UpdateItemRequest r) {
            return r.toBuilder().returnConsumedCapacity(total).build();
        } else if (request instanceof DeleteItemRequest r) {
            return r.toBuilder().returnConsumedCapacity(total).build();
        } else if (request instanceof TransactWriteItemsRequest r) {
            return r.toBuilder().returnConsumedCapacity(total).build();
        }
        return request;
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        String service = context.request().getClass().getPackageName().replaceAll(".*services\\.(\\w+)\\.model", "$1");
        String action = context.request().getClass().getSimpleName().replaceAll("Request$", "");
        Usage used = used(service, action, context.response());
        synchronized (this) {
            if (!used.amounts().isEmpty()) {
                usage = usage.plus(used);
                calls.merge(service + ":" + action, 1, Integer::sum);
            }
        }
    }

    private static Usage used(String service, String action, SdkResponse response) {
        if (service.equals("sns")) {
            return action.equals("Publish") ? Usage.of(Charge.SNS_PUBLISH, 1) : Usage.NOTHING;
        }
        if (service.equals("sqs")) {
            boolean idle = response instanceof ReceiveMessageResponse received
                    && received.messages().isEmpty();
            return idle ? Usage.NOTHING : Usage.of(Charge.SQS_REQUEST, 1);
        }
        return consumed(action, response);
    }

    private static Usage consumed(String action, SdkResponse response) {
        if (response instanceof GetItemResponse r) {
            return of(Charge.READ_UNIT, List.of(r.consumedCapacity()));
        } else if (response instanceof BatchGetItemResponse r) {
            return of(Charge.READ_UNIT, r.consumedCapacity());
        } else if (response instanceof QueryResponse r) {
            return of(Charge.READ_UNIT, List.of(r.consumedCapacity()));
        } else if (response instanceof PutItemResponse r) {
            return of(Charge.WRITE_UNIT, List.of(r.consumedCapacity()));
        } else if (response instanceof UpdateItemResponse r) {
            return of(Charge.WRITE_UNIT, List.of(r.consumedCapacity()));
        } else if (response instanceof DeleteItemResponse r) {
            return of(Charge.WRITE_UNIT, List.of(r.consumedCapacity()));
        } else if (response instanceof TransactWriteItemsResponse r) {
            return of(Charge.WRITE_UNIT, r.consumedCapacity());
        }
        throw new IllegalStateException("nobody knows what " + action + " is charged as; add it to this counter");
    }

    private static Usage of(Charge charge, List<ConsumedCapacity> consumed) {
        double units = consumed.stream()
                .mapToDouble(c -> Objects.requireNonNull(c.capacityUnits(), "no capacity was returned"))
                .sum();
        return Usage.of(charge, units);
    }

    synchronized Usage usage() {
        return usage;
    }

    /** By service and action, how many calls were counted. */
    synchronized Map<String, Integer> calls() {
        return new TreeMap<>(calls);
    }
}
