package dev.noticeboard.functions.operations;

import dev.noticeboard.functions.DynamoDbLocal;
import dev.noticeboard.functions.api.Apis;
import dev.noticeboard.functions.store.DynamoDbBoardStore;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** Every operation on DynamoDB. */
@DisplayName("Operations on DynamoDB")
class DynamoDbOperationsTest {
    private static final String TABLE = DynamoDbLocal.newTable();

    private static Client client() {
        return new Client(
                HandlerFront.of(Apis.over(new DynamoDbBoardStore(DynamoDbLocal.client(), TABLE, Duration.ofDays(90)))));
    }

    @Nested
    class Parameters extends ParameterOperations {
        @Override
        protected Client newClient() {
            return client();
        }
    }

    @Nested
    class History extends HistoryOperations {
        @Override
        protected Client newClient() {
            return client();
        }
    }

    @Nested
    class Schemas extends SchemaOperations {
        @Override
        protected Client newClient() {
            return client();
        }
    }

    @Nested
    class Rollouts extends RolloutOperations {
        @Override
        protected Client newClient() {
            return client();
        }
    }

    @Nested
    class Flags extends FlagOperations {
        @Override
        protected Client newClient() {
            return client();
        }
    }

    @Nested
    class Epochs extends EpochOperations {
        @Override
        protected Client newClient() {
            return client();
        }
    }
}
