package dev.noticeboard.schemas.api;

import dev.noticeboard.schemas.board.Strategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST …/rollouts}: a change set that is exposed step by step.
 *
 * @param changes 1 to {@value dev.noticeboard.schemas.name.Limits#ROLLOUT_CHANGES} puts, deletes and restores; each parameter once, and none that
 *     is under another rollout
 * @param strategy the name of a strategy of the namespace or a shipped one; exactly one of this and the next
 * @param inlineStrategy a strategy for this rollout alone
 * @param why the reason, kept with the revision
 */
public record RolloutRequest(
        List<ChangeSetRequest.Item> changes,
        @Nullable String strategy,
        @Nullable Strategy inlineStrategy,
        @Nullable String why) {}
