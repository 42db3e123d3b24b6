package dev.noticeboard.functions.rollout;

import dev.noticeboard.schemas.board.Rollout;

/** The fake keeps the store's promises. */
class FakeRolloutStoreTest extends RolloutStoreContract {
    private final FakeRolloutStore store = new FakeRolloutStore();

    @Override
    RolloutStore newStore() {
        return store;
    }

    @Override
    void save(Rollout rollout) {
        store.save(rollout);
    }
}
