package dev.noticeboard.functions.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.store.BoardStore.CommitResult;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** What each error of DynamoDB means: written or not, or not known. */
class DynamoDbFaultsTest {
    private final RuntimeException throttled = ProvisionedThroughputExceededException.builder()
            .awsErrorDetails(AwsErrorDetails.builder()
                    .errorCode("ProvisionedThroughputExceededException")
                    .build())
            .statusCode(400)
            .build();
    private final RuntimeException server =
            InternalServerErrorException.builder().statusCode(500).build();
    private final RuntimeException wrong =
            DynamoDbException.builder().statusCode(400).message("wrong").build();

    private static CommitResult committing(RuntimeException e) {
        return DynamoDbFaults.committing(() -> {
            throw e;
        });
    }

    private static RuntimeException cancelled(String... codes) {
        return TransactionCanceledException.builder()
                .cancellationReasons(Arrays.stream(codes)
                        .map(c -> CancellationReason.builder().code(c).build())
                        .toList())
                .statusCode(400)
                .build();
    }

    @Test
    void commit_whenItFails_isClassifiedByWhatIsKnown() {
        assertEquals(CommitResult.COMMITTED, DynamoDbFaults.committing(() -> {}));
        assertEquals(CommitResult.LOST, committing(cancelled("None", "ConditionalCheckFailed")));
        assertEquals(CommitResult.LOST, committing(cancelled("TransactionConflict", "ThrottlingError")));
        assertEquals(CommitResult.THROTTLED, committing(cancelled("None", "ThrottlingError")));
        assertEquals(CommitResult.THROTTLED, committing(cancelled("ProvisionedThroughputExceeded")));
        assertEquals(CommitResult.THROTTLED, committing(throttled));
        assertEquals(CommitResult.UNKNOWN, committing(server));
        assertEquals(CommitResult.UNKNOWN, committing(SdkClientException.create("time-out")));
        assertEquals(
                CommitResult.UNKNOWN,
                committing(TransactionInProgressException.builder().build()));
        assertThrows(TransactionCanceledException.class, () -> committing(cancelled("ValidationError")));
        assertThrows(DynamoDbException.class, () -> committing(wrong));
    }

    private static StoreUnavailableException asking(RuntimeException e) {
        return assertThrows(
                StoreUnavailableException.class,
                () -> DynamoDbFaults.asking(() -> {
                    throw e;
                }));
    }

    @Test
    void read_whenItFails_saysWhetherItWasThrottled() {
        assertTrue(asking(throttled).throttled());
        assertFalse(asking(server).throttled());
        assertFalse(asking(SdkClientException.create("time-out")).throttled());
        assertThrows(
                DynamoDbException.class,
                () -> DynamoDbFaults.asking(() -> {
                    throw wrong;
                }));
    }
}
