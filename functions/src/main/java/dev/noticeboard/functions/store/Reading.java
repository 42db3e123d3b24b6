package dev.noticeboard.functions.store;

import org.jspecify.annotations.Nullable;

/**
 * What was read for a request, all of it by one query: what an answer shows to be needed as well is asked for again together with the rest.
 *
 * @param query the last query
 * @param state its answer
 */
record Reading(StateQuery query, BoardState state) {
    /** A parameter names its rollout, a rollout its parameters, and after those there is nothing new. */
    private static final int QUERIES = 4;

    /** Reads what a request needs. */
    static Reading of(BoardStore store, WriteRequest request, @Nullable IdempotencyKey key, long attempted) {
        StateQuery query = StateQuery.of(request.namespace(), request.wishes().wishes(), key, attempted);
        BoardState state = store.read(query);
        boolean urgent = request.manner() == WriteRequest.Manner.URGENT;
        for (int i = 1; i < QUERIES; i++) {
            StateQuery more = query.completedBy(state, urgent);
            if (more.equals(query)) {
                break;
            }
            query = more;
            state = store.read(query);
        }
        return new Reading(query, state);
    }
}
