package dev.noticeboard.functions.store;

/** Rollouts as commits, on the store in memory. */
class FakeRolloutCommitTest extends RolloutCommitContract {
    @Override
    BoardStore newStore() {
        return new FakeBoardStore();
    }
}
