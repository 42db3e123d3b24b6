package dev.noticeboard.functions.store;

import java.time.Instant;

/**
 * What a plan needs from outside the board.
 *
 * @param changeSet the change set's id: one for each request, however often it is planned
 * @param requestToken one for each plan
 * @param epoch the name of the namespace's epoch, should this make its head
 * @param at now
 * @param retries how many races were lost so far
 */
record Attempt(String changeSet, String requestToken, String epoch, Instant at, int retries) {}
