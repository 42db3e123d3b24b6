package dev.noticeboard.cli;

import dev.noticeboard.schemas.api.ChangeSetRequest.Item;
import dev.noticeboard.schemas.api.ChangeSetRequest.Kind;
import dev.noticeboard.schemas.api.DryRun;
import dev.noticeboard.schemas.api.RolloutPage;
import dev.noticeboard.schemas.api.RolloutRequest;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Rollout.State;
import dev.noticeboard.schemas.board.Strategy;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Violation;
import dev.noticeboard.schemas.rollout.Strategies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rollouts of one namespace of the fake board. The test is the conductor. */
final class FakeRollouts {
    static final Rollout.Figures WELL = new Rollout.Figures(2, 2, 0, 0, 0, List.of());
    static final Rollout.Figures VETOED = new Rollout.Figures(2, 1, 1, 0, 0, List.of("errors"));

    final TreeMap<String, Rollout> all = new TreeMap<>();
    /** The time that transitions are made at. */
    Instant now = Instant.EPOCH;

    private final FakeSpace space;
    private int started;

    FakeRollouts(FakeSpace space) {
        this.space = space;
    }

    /** The id that the nth rollout gets. */
    static String id(int n) {
        return "aaa" + n + "0000-0000-4000-8000-000000000000";
    }

    Rollout get(String id) {
        Rollout found = all.get(id);
        if (found == null) {
            throw FakeRefusal.notFound("there is no rollout " + id);
        }
        return found;
    }

    /** A token is the last id of the page before. */
    RolloutPage page(@Nullable String open, @Nullable String token, int limit) {
        List<Rollout> rest = all.values().stream()
                .filter(r -> open == null || r.open() == open.equals("true"))
                .filter(r -> token == null || r.id().compareTo(token) > 0)
                .toList();
        List<Rollout> shown = rest.subList(0, Math.min(limit, rest.size()));
        return new RolloutPage(
                shown,
                shown.size() == rest.size() ? null : shown.get(shown.size() - 1).id());
    }

    Object start(String epoch, RolloutRequest request, boolean dryRun) {
        Strategy strategy = request.inlineStrategy();
        if (strategy == null) {
            strategy = space.settings.settings().strategies().get(request.strategy());
        }
        if (strategy == null) {
            strategy = Strategies.SHIPPED.get(String.valueOf(request.strategy()));
        }
        if (strategy == null) {
            throw FakeRefusal.invalid("strategy", "strategy", "there is no such strategy", "Name one that is there.");
        }
        if (dryRun) {
            return new DryRun(space.namespace, space.revision(), dry(request), List.of(), List.of(), 2);
        }
        write(request.changes(), false);
        String id = id(++started);
        List<Rollout.Candidate> candidates = new ArrayList<>();
        for (Item item : request.changes()) {
            Parameter stable = space.newest(item.name());
            long version = stable == null ? 0 : stable.version();
            candidates.add(new Rollout.Candidate(
                    new ParameterName(item.name()), version + 1, item.kind() == Kind.DELETE, version));
        }
        Rollout blank = new Rollout(
                space.namespace,
                id,
                epoch,
                0,
                State.ADVANCING,
                null,
                request.inlineStrategy() == null ? request.strategy() : null,
                strategy,
                candidates,
                0,
                0,
                List.of(),
                FakeSpace.BY,
                request.why(),
                now.plusSeconds(started),
                now,
                null,
                0,
                List.of());
        return move(blank, State.ADVANCING, false, 0, 0, "started", null, FakeSpace.BY);
    }

    private List<DryRun.Item> dry(RolloutRequest request) {
        return request.changes().stream()
                .map(i -> new DryRun.Item(
                        i.kind() == Kind.DELETE ? "candidate-delete" : "candidate-put",
                        i.name(),
                        0,
                        1,
                        List.of(),
                        null))
                .toList();
    }

    /** What somebody asked for. */
    Rollout move(String id, String action, @Nullable String why) {
        Rollout r = get(id);
        boolean paused = r.pausedAt() != null;
        if (!r.open() || (action.equals("pause") && paused) || (action.equals("resume") && !paused)) {
            throw new FakeRefusal(409, "rollout-moved", "The rollout has moved", "the rollout is not to be moved so");
        }
        State state = switch (action) {
            case "advance" -> State.ADVANCING;
            case "complete" -> State.COMPLETE;
            case "abort" -> State.ABORTED;
            case "pause", "resume" -> r.state();
            default -> throw FakeRefusal.notFound("no such action");
        };
        String reason = why == null ? "by hand" : why;
        return move(r, state, action.equals("pause"), r.step(), r.share(), reason, null, FakeSpace.BY);
    }

    /** Opens a step. */
    void open(String id, int step, Rollout.@Nullable Figures figures) {
        Rollout r = get(id);
        Strategy.Stage stage = r.strategy().stages().get(step - 1);
        Rollout exposing = r.exposing(stage.tags(), "cohort-" + step, 2);
        move(exposing, State.BAKING, false, step, stage.share(), "step " + step + " is open", figures, "conductor");
    }

    /** Anything else that the conductor does. */
    void conduct(String id, State state, String reason, Rollout.@Nullable Figures figures) {
        Rollout r = get(id);
        move(r, state, false, r.step(), r.share(), reason, figures, "conductor");
    }

    /** Refuses a write of what is under rollout, or ends the rollout for an urgent one. */
    void write(List<Item> items, boolean urgent) {
        for (Rollout r : List.copyOf(all.values())) {
            for (Item item : items) {
                boolean held = r.open()
                        && r.candidates().stream().anyMatch(c -> c.name().text().equals(item.name()));
                if (held && !urgent) {
                    throw FakeRefusal.notValid(List.of(Violation.of(
                            item.name(),
                            "under-rollout",
                            "it is under rollout " + r.id(),
                            "Abort or complete that one, or write it as urgent.")));
                }
                if (held) {
                    conduct(r.id(), State.ABORTED, "an urgent write", null);
                }
            }
        }
    }

    @SuppressWarnings("NullAway") // The class file of a compact constructor does not tell that figures may be absent.
    private Rollout move(
            Rollout r,
            State state,
            boolean paused,
            int step,
            int share,
            String reason,
            Rollout.@Nullable Figures figures,
            String by) {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.MoveRollout(
                r.id(), state, paused, step, share, List.<Map<String, String>>of(), reason, figures));
        for (Rollout.Candidate c : r.candidates()) {
            if (state == State.COMPLETE) {
                changes.add(new Change.Promote(c.name(), c.version(), r.id()));
            } else if (state == State.ROLLING_BACK || state == State.ABORTED) {
                changes.add(new Change.Withdraw(c.name(), c.version(), c.stable(), r.id()));
            }
        }
        long revision = space.append(r.epoch(), changes, null, null).revision();
        Rollout.Transition transition =
                new Rollout.Transition(revision, now, state, paused, step, share, by, reason, figures);
        Rollout moved = r.after(transition, paused ? now : null, now);
        all.put(moved.id(), moved);
        return moved;
    }
}
