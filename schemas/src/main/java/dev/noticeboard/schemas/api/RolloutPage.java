package dev.noticeboard.schemas.api;

import dev.noticeboard.schemas.board.Rollout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET …/rollouts}.
 *
 * @param rollouts in the order of ids
 * @param nextToken asks for the next page; absent at the end
 */
public record RolloutPage(List<Rollout> rollouts, @Nullable String nextToken) {
    public RolloutPage {
        rollouts = List.copyOf(rollouts);
    }
}
