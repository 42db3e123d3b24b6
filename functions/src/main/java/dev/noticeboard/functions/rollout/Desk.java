package dev.noticeboard.functions.rollout;

import dev.noticeboard.functions.api.RolloutDesk;
import dev.noticeboard.functions.observe.LogEvent;
import dev.noticeboard.functions.runtime.Faults;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Namespace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the API asks about rollouts, from the store and the conductor. Thread-safe. */
public final class Desk implements RolloutDesk {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final RolloutStore rollouts;
    private final ConductorCall conductor;

    /** Over a store, with what calls the conductor. */
    public Desk(RolloutStore rollouts, ConductorCall conductor) {
        this.rollouts = rollouts;
        this.conductor = conductor;
    }

    @Override
    public Optional<Rollout> find(Namespace namespace, String id) {
        return rollouts.find(namespace, id);
    }

    @Override
    public List<Rollout> page(Namespace namespace, @Nullable String after, int limit) {
        return rollouts.page(namespace, after, limit);
    }

    @Override
    public void lookSoon(Namespace namespace) {
        try {
            conductor.call(namespace);
        } catch (RuntimeException e) {
            LogEvent.CONDUCTOR_NOT_CALLED
                    .in(LOG.atWarn())
                    .log("the conductor looks at {} at its next minute: {}", namespace, Faults.describe(e));
        }
    }
}
