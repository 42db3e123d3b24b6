package dev.noticeboard.cli.api;

import dev.noticeboard.schemas.api.RolloutPage;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Namespace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes of rollouts; sends each request once, and throws as {@link BoardApi} does. Thread-safe. */
public final class RolloutsApi {
    /** Rollouts of a page: the API's most. */
    private static final int PAGE = 100;

    private final BoardApi api;

    RolloutsApi(BoardApi api) {
        this.api = api;
    }

    /**
     * Starts a rollout, or moves one.
     *
     * @param idempotencyKey as in {@link BoardApi#commit(Write, String)}
     */
    public Reply<Rollout> commit(Write write, String idempotencyKey) {
        return api.send(write, idempotencyKey, Rollout.class);
    }

    /** One rollout, whatever its state. */
    public Reply<Rollout> get(Namespace namespace, String id) {
        return api.read(Routes.of(namespace, "rollouts/" + id), new Query(), Rollout.class);
    }

    /**
     * All rollouts of a namespace, in the order of their ids.
     *
     * @param open true for the open ones only, false for the others; absent for all
     */
    public Reply<List<Rollout>> all(Namespace namespace, @Nullable Boolean open) {
        List<Rollout> all = new ArrayList<>();
        String next = null;
        do {
            Query query = Query.page(PAGE, next).text("open", open == null ? null : open.toString());
            Reply<RolloutPage> reply = api.read(Routes.of(namespace, "rollouts"), query, RolloutPage.class);
            if (reply instanceof Reply.Refused<RolloutPage> refused) {
                return refused.as();
            }
            RolloutPage page = ((Reply.Accepted<RolloutPage>) reply).value();
            all.addAll(page.rollouts());
            next = page.nextToken();
        } while (next != null);
        return new Reply.Accepted<>(List.copyOf(all));
    }
}
