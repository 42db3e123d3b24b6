package dev.noticeboard.functions.store;

import java.time.Instant;

/**
 * What an idempotency token's item holds.
 *
 * @param requestHash of the request that it answers
 * @param answer the JSON of the answer
 * @param expiresAt in whole seconds since 1970; compared with the clock, because DynamoDB's time to live is late by up to
 *     days
 */
public record StoredAnswer(String requestHash, String answer, long expiresAt) {

    /** Whether it holds no longer. */
    public boolean expired(Instant now) {
        return expiresAt <= now.getEpochSecond();
    }
}
