package dev.noticeboard.schemas.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST …/epoch}.
 *
 * @param why the reason, kept with the revision
 */
public record EpochRequest(@Nullable String why) {}
