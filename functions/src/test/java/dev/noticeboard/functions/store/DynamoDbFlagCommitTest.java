package dev.noticeboard.functions.store;

import dev.noticeboard.functions.DynamoDbLocal;
import java.time.Duration;

/** The flags of a namespace as one set, on DynamoDB. */
class DynamoDbFlagCommitTest extends FlagCommitContract {
    @Override
    BoardStore newStore() {
        return new DynamoDbBoardStore(DynamoDbLocal.client(), DynamoDbLocal.newTable(), Duration.ofDays(90));
    }

    @Override
    int interleavings() {
        return 10;
    }
}
