package dev.noticeboard.functions.upkeep;

import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.functions.store.FakeBoardStore;

/** The fake keeps the store's promises. */
class FakeUpkeepStoreTest extends UpkeepStoreContract {
    private final FakeBoardStore board = new FakeBoardStore();

    @Override
    protected BoardStore board() {
        return board;
    }

    @Override
    protected UpkeepStore newUpkeep() {
        return new FakeUpkeepStore(board);
    }
}
