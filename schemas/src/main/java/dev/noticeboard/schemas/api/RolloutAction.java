package dev.noticeboard.schemas.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST …/rollouts/{id}/{action}}, where the action is {@code advance}, {@code pause}, {@code resume}, {@code complete} or
 * {@code abort}.
 *
 * @param why the reason, kept with the revision
 */
public record RolloutAction(@Nullable String why) {}
