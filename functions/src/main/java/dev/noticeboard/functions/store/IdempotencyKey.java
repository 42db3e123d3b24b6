package dev.noticeboard.functions.store;

import dev.noticeboard.schemas.name.Namespace;

/**
 * The key under which a caller may send one request several times and have it done once.
 *
 * @param namespace of the request
 * @param principal who sent it: keys of different callers never meet
 * @param key the {@code Idempotency-Key} header
 * @param requestHash the SHA-256, in hex, of method, path and body
 */
public record IdempotencyKey(Namespace namespace, String principal, String key, String requestHash) {}
