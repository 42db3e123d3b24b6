package dev.noticeboard.cli.rollouts;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.schemas.api.Convergence;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.client.ApiUnreachableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How far the live agents are with a rollout's newest transition, so that vetoes show before the conductor has decided on them. Asks now and
 * then only; who may not ask, or gets no answer, is shown nothing. For one thread.
 */
public final class FleetGlance {
    private static final Duration BETWEEN = Duration.ofSeconds(5);

    private final BoardApi api;
    private final InstantSource clock;
    private Instant next = Instant.MIN;
    private @Nullable Convergence seen;

    public FleetGlance(BoardApi api, InstantSource clock) {
        this.api = api;
        this.clock = clock;
    }

    /** What is known; null for nothing. */
    public @Nullable Convergence of(Rollout rollout) {
        boolean moved = seen != null && seen.revision() != rollout.revision();
        if (moved || !clock.instant().isBefore(next)) {
            next = clock.instant().plus(BETWEEN);
            seen = ask(rollout);
        }
        return seen;
    }

    private @Nullable Convergence ask(Rollout rollout) {
        try {
            Reply<Convergence> reply = api.convergence(rollout.namespace(), rollout.revision());
            return reply instanceof Reply.Accepted<Convergence> answer ? answer.value() : null;
        } catch (ApiUnreachableException passing) {
            return null;
        }
    }
}
