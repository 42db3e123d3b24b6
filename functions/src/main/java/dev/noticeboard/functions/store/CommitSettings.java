package dev.noticeboard.functions.store;

import java.time.Duration;

/**
 * How commits are made.
 *
 * @param budget how long one request may take; under API Gateway's 29 s
 * @param spread over how long a fleet spreads its reads of a change set that travels by reference
 * @param answersKept how long an idempotency key holds
 */
public record CommitSettings(Duration budget, Duration spread, Duration answersKept) {}
