package dev.noticeboard.functions.store;

/** The fake keeps the store's promises. */
class FakeBoardStoreTest extends BoardStoreContract {
    @Override
    protected BoardStore newStore() {
        return new FakeBoardStore();
    }
}
