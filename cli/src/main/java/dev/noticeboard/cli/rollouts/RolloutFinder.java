package dev.noticeboard.cli.rollouts;

import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.api.RolloutsApi;
import dev.noticeboard.cli.terminal.Printable;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Namespace;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rollout that a command means: by its id, by the beginning of it, or the only open one.
 *
 * @param api the board
 * @param terminal where to say that there is none, or several
 */
public record RolloutFinder(RolloutsApi api, Terminal terminal) {
    /** A whole id: a UUID. */
    private static final String WHOLE = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** In how many lines several are told of. */
    private static final int SHOWN = 10;

    /**
     * Goes on with the rollout that is meant, or says why it cannot.
     *
     * @param id its id or the beginning of it, of an open one before others; absent for the only open one
     * @return the exit status
     */
    public int with(Namespace namespace, @Nullable String id, ToIntFunction<Rollout> next) {
        if (id != null && id.matches(WHOLE)) {
            return terminal.conclude(api.get(namespace, id), next);
        }
        Reply<List<Rollout>> open = api.all(namespace, true);
        if (id == null) {
            return terminal.conclude(open, all -> one(namespace, all, "open in " + namespace, next));
        }
        return terminal.conclude(open, all -> {
            List<Rollout> begun = beginning(id, all);
            return begun.isEmpty()
                    ? terminal.conclude(
                            api.all(namespace, false),
                            ended -> one(namespace, beginning(id, ended), "called " + id + " in " + namespace, next))
                    : one(namespace, begun, "called " + id + " in " + namespace, next);
        });
    }

    private static List<Rollout> beginning(String id, List<Rollout> all) {
        List<Rollout> exact = all.stream().filter(r -> r.id().equals(id)).toList();
        return exact.isEmpty() ? all.stream().filter(r -> r.id().startsWith(id)).toList() : exact;
    }

    private int one(Namespace namespace, List<Rollout> found, String what, ToIntFunction<Rollout> next) {
        if (found.size() == 1) {
            return next.applyAsInt(found.get(0));
        }
        if (found.isEmpty()) {
            return terminal.error(
                    "no rollout is " + what + ". To see those that ended: rollout status " + namespace + " --all.");
        }
        int status = terminal.error(found.size() + " rollouts are " + what + "; say which by more of its id:");
        if (!terminal.json()) {
            found.stream()
                    .limit(SHOWN)
                    .forEach(r -> terminal.remark("  "
                            + Printable.oneLine(
                                    r.id() + "  " + RolloutText.place(r) + "  " + RolloutText.parameters(r))));
            if (found.size() > SHOWN) {
                terminal.remark("  and " + (found.size() - SHOWN) + " more");
            }
        }
        return status;
    }
}
