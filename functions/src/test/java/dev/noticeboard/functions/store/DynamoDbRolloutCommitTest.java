package dev.noticeboard.functions.store;

import dev.noticeboard.functions.DynamoDbLocal;
import java.time.Duration;

/** Rollouts as commits, on DynamoDB. */
class DynamoDbRolloutCommitTest extends RolloutCommitContract {
    @Override
    BoardStore newStore() {
        return new DynamoDbBoardStore(DynamoDbLocal.client(), DynamoDbLocal.newTable(), Duration.ofDays(90));
    }
}
