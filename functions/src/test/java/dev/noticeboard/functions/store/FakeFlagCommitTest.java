package dev.noticeboard.functions.store;

/** The flags of a namespace as one set, in memory. */
class FakeFlagCommitTest extends FlagCommitContract {
    @Override
    BoardStore newStore() {
        return new FakeBoardStore();
    }

    @Override
    int interleavings() {
        return 300;
    }
}
