package dev.noticeboard.functions.api;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.store.Fixtures;
import dev.noticeboard.functions.validate.SchemaRules;
import java.util.UUID;

/** The API for tests, over any store, in time that passes only where somebody waits. */
public final class Apis {
    /** How many agents every namespace has. */
    public static final int AGENTS = 3;

    /** The API over a store. */
    public static Api over(BoardStore store) {
        return over(store, new ManualTime());
    }

    /** The API over a store, in this time. */
    public static Api over(BoardStore store, ManualTime time) {
        // A seed of its own: on a table that is shared, request tokens must not meet.
        long seed = UUID.randomUUID().getMostSignificantBits();
        return over(store, Fixtures.committer(store, time, seed), time);
    }

    /** The API over a store, with this committer, in this time. */
    public static Api over(BoardStore store, Committer committer, ManualTime time) {
        return new Api(
                store,
                committer,
                new SchemaRules(),
                namespace -> AGENTS,
                (namespace, revision, committed) -> {},
                new StoreDesk(store),
                time,
                time);
    }

    private Apis() {}
}
