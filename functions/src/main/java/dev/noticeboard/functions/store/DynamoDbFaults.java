package dev.noticeboard.functions.store;

import dev.noticeboard.functions.store.BoardStore.CommitResult;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** What DynamoDB's errors mean for us. */
public final class DynamoDbFaults {
    private static final Set<String> RACES = Set.of("ConditionalCheckFailed", "TransactionConflict");
    private static final Set<String> NO_CAPACITY =
            Set.of("ThrottlingError", "ProvisionedThroughputExceeded", "RequestLimitExceeded");
    /** HTTP statuses from here on are DynamoDB's own failures, after which it may have done what it was asked. */
    private static final int SERVER_ERROR = 500;

    private DynamoDbFaults() {}

    /** Runs a call whose failure changes nothing: a read, or a single conditional write that may be repeated. */
    public static <T> T asking(Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsServiceException e) {
            if (throttled(e) || e.statusCode() >= SERVER_ERROR) {
                throw new StoreUnavailableException(throttled(e), e);
            }
            throw e;
        } catch (SdkClientException e) {
            throw new StoreUnavailableException(false, e);
        }
    }

    /** Runs a transaction. */
    static CommitResult committing(Runnable transaction) {
        try {
            transaction.run();
            return CommitResult.COMMITTED;
        } catch (TransactionCanceledException e) {
            return cancelled(e);
        } catch (TransactionInProgressException e) {
            return CommitResult.UNKNOWN;
        } catch (AwsServiceException e) {
            if (throttled(e)) {
                return CommitResult.THROTTLED;
            }
            if (e.statusCode() >= SERVER_ERROR) {
                return CommitResult.UNKNOWN;
            }
            throw e;
        } catch (SdkClientException e) {
            return CommitResult.UNKNOWN;
        }
    }

    private static CommitResult cancelled(TransactionCanceledException e) {
        List<String> codes = e.hasCancellationReasons()
                ? e.cancellationReasons().stream().map(CancellationReason::code).toList()
                : List.of();
        if (codes.stream().anyMatch(RACES::contains)) {
            return CommitResult.LOST;
        }
        if (codes.stream().anyMatch(NO_CAPACITY::contains)) {
            return CommitResult.THROTTLED;
        }
        throw e;
    }

    private static boolean throttled(AwsServiceException e) {
        return e.isThrottlingException()
                || (e instanceof DynamoDbException
                        && e.awsErrorDetails() != null
                        && NO_CAPACITY.contains(e.awsErrorDetails().errorCode()));
    }
}
