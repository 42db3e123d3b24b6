package dev.noticeboard.functions.store;

import dev.noticeboard.functions.DynamoDbLocal;
import java.time.Duration;

/** DynamoDB keeps the store's promises. */
class DynamoDbBoardStoreTest extends BoardStoreContract {
    @Override
    protected BoardStore newStore() {
        return new DynamoDbBoardStore(DynamoDbLocal.client(), DynamoDbLocal.newTable(), Duration.ofDays(90));
    }
}
