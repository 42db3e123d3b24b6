package dev.noticeboard.bench.scale;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Counts the calls of the table that a client makes, and their bytes; the functions' schedules, which also query, must not run meanwhile. Thread-safe.
 */
final class WireCounter implements ExecutionInterceptor {
    private final LongAdder requests = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder transactions = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private volatile Consumer<TransactWriteItemsRequest> committed = r -> {};

    /**
     * So far.
     *
     * @param requests calls of the table
     * @param sent bytes of their bodies
     * @param received bytes of the answers' bodies
     * @param transactions those that wrote in a transaction
     * @param cancelled transactions that were cancelled
     */
    record Count(long requests, long sent, long received, long transactions, long cancelled) {
        Count minus(Count earlier) {
            return new Count(
                    requests - earlier.requests,
                    sent - earlier.sent,
                    received - earlier.received,
                    transactions - earlier.transactions,
                    cancelled - earlier.cancelled);
        }

        Count plus(Count other) {
            return new Count(
                    requests + other.requests,
                    sent + other.sent,
                    received + other.received,
                    transactions + other.transactions,
                    cancelled + other.cancelled);
        }

        static Count none() {
            return new Count(0, 0, 0, 0, 0);
        }
    }

    Count count() {
        return new Count(requests.sum(), sent.sum(), received.sum(), transactions.sum(), cancelled.sum());
    }

    /** Hears each transaction that was committed, from now on. */
    void onCommit(Consumer<TransactWriteItemsRequest> listener) {
        committed = listener;
    }

    private static boolean ofTheTable(Object request) {
        return request instanceof TransactWriteItemsRequest
                || request instanceof BatchGetItemRequest
                || request instanceof GetItemRequest
                || request instanceof QueryRequest;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (ofTheTable(context.request())) {
            requests.increment();
            sent.add(context.requestBody()
                    .flatMap(body -> body.optionalContentLength())
                    .orElse(0L));
            if (context.request() instanceof TransactWriteItemsRequest) {
                transactions.increment();
            }
        }
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        if (ofTheTable(context.request())) {
            received.add(context.httpResponse()
                    .firstMatchingHeader("Content-Length")
                    .map(Long::parseLong)
                    .orElse(0L));
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof TransactWriteItemsRequest transaction) {
            committed.accept(transaction);
        }
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (context.exception() instanceof TransactionCanceledException) {
            cancelled.increment();
        }
    }
}
