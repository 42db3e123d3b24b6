package dev.noticeboard.functions.store;

import org.jspecify.annotations.Nullable;

/**
 * What was read for a request, all of it by one query: what an answer shows to be needed as well is asked for again together with the rest.
 *
 * @param query the last query
 * @param state its answer
 * @param torn whether a commit is seen to lie between two of the reads, or kept showing more that is needed
 */
record Reading(StateQuery query, BoardState state, boolean torn) {
    /** A parameter names its rollout, a rollout its parameters, and after those there is nothing new unless others write. */
    private static final int QUERIES = 4;

    /** Reads what a request needs. */
    static Reading of(BoardStore store, WriteRequest request, @Nullable IdempotencyKey key, long attempted) {
        StateQuery query = StateQuery.of(request.namespace(), request.wishes().wishes(), key, attempted);
        BoardState state = store.read(query);
        boolean urgent = request.manner() == WriteRequest.Manner.URGENT;
        StateQuery more = query.completedBy(state, request.wishes().wishes(), urgent);
        for (int i = 1; i < QUERIES && !more.equals(query); i++) {
            query = more;
            state = store.read(query);
            more = query.completedBy(state, request.wishes().wishes(), urgent);
        }
        return new Reading(query, state, state.torn(query) || !more.equals(query));
    }
}
