package dev.noticeboard.functions.upkeep;

import dev.noticeboard.functions.DynamoDbLocal;
import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.functions.store.DynamoDbBoardStore;
import java.time.Duration;

/** DynamoDB keeps the store's promises. */
class DynamoDbUpkeepStoreTest extends UpkeepStoreContract {
    private final String table = DynamoDbLocal.newTable();
    private final BoardStore board = new DynamoDbBoardStore(DynamoDbLocal.client(), table, Duration.ofDays(90));

    @Override
    protected BoardStore board() {
        return board;
    }

    @Override
    protected UpkeepStore newUpkeep() {
        return new DynamoDbUpkeepStore(DynamoDbLocal.client(), table);
    }
}
