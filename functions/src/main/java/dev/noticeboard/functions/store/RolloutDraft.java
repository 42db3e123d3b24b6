package dev.noticeboard.functions.store;

import dev.noticeboard.functions.moves.Move;
import dev.noticeboard.functions.moves.Transitions;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.schemas.api.DryRun;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.NamedVersion;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Strategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of a transaction that starts, moves and ends rollouts. For one thread. */
final class RolloutDraft {
    private static final String STARTED = "started";
    private static final String MOVE = "move-rollout";

    private final WriteRequest request;
    private final BoardState state;
    private final Attempt attempt;
    private final long revision;
    private final ParameterDraft parameters;
    private final Map<String, Commit.RolloutWrite> writes = new LinkedHashMap<>();
    private final List<Parameter> marks = new ArrayList<>();
    private final List<Change> moves = new ArrayList<>();
    private final List<Change> ends = new ArrayList<>();
    private final List<DryRun.Item> items = new ArrayList<>();

    RolloutDraft(WriteRequest request, BoardState state, Attempt attempt, ParameterDraft parameters) {
        this.request = request;
        this.state = state;
        this.attempt = attempt;
        this.revision = state.revision() + 1;
        this.parameters = parameters;
    }

    /** Starts a rollout of what the parameters' draft holds; nothing where that is nothing. */
    void start(Wish.Start start, Strategy strategy, String epoch) {
        List<Rollout.Candidate> candidates = parameters.writes().stream()
                .map(w -> new Rollout.Candidate(
                        w.parameter().name(), version(w).version(), version(w).tombstone(), w.replaces()))
                .toList();
        if (candidates.isEmpty()) {
            return;
        }
        Instant at = attempt.at();
        String why = request.why();
        Rollout.Transition started = new Rollout.Transition(
                revision, at, Rollout.State.ADVANCING, false, 0, 0, request.by(), why == null ? STARTED : why, null);
        Rollout r = new Rollout(
                request.namespace(),
                attempt.changeSet(),
                epoch,
                revision,
                Rollout.State.ADVANCING,
                null,
                start.strategyName(),
                strategy,
                candidates,
                0,
                0,
                List.of(),
                request.by(),
                why,
                at,
                at,
                null,
                0,
                List.of(started));
        write(r, 0, started);
        items.add(new DryRun.Item(MOVE, null, 0, 0, List.of(), null));
    }

    private static Parameter version(Commit.Write write) {
        Parameter version = write.version();
        return version == null ? write.parameter() : version;
    }

    /** Why the move cannot be made; empty if it was drafted. */
    Optional<String> move(Wish.MoveRollout wish) {
        Rollout r = state.rollouts().get(wish.seen().id());
        if (r == null) {
            return Optional.of("is gone");
        }
        Optional<String> illegal = Transitions.illegal(r, wish.move());
        if (illegal.isPresent()) {
            return illegal;
        }
        if (r.revision() != wish.seen().revision()) {
            return Optional.of(
                    "has moved since it was looked at: it is " + r.state().label() + " by now");
        }
        move(r, wish.move());
        return Optional.empty();
    }

    /** Ends the rollout of a parameter that an urgent write is about to change, once. */
    void abort(String id) {
        Rollout r = state.rollouts().get(id);
        if (r != null && r.open() && !writes.containsKey(id)) {
            move(r, new Move.Abort("an urgent write by " + request.by() + " ended it"));
        }
    }

    private void move(Rollout r, Move move) {
        Rollout after = Transitions.after(r, move, revision, attempt.at(), request.by());
        write(after, r.revision(), after.newest().orElseThrow());
        items.add(new DryRun.Item(MOVE, r.id(), 0, 0, List.of(), null));
        if (move instanceof Move.Complete) {
            r.candidates().forEach(c -> promote(r, c));
        } else if (!after.open() && r.open()) {
            r.candidates().forEach(c -> withdraw(r, c));
        }
    }

    private void write(Rollout after, long replaces, Rollout.Transition t) {
        writes.put(after.id(), new Commit.RolloutWrite(after, replaces));
        moves.add(new Change.MoveRollout(
                after.id(),
                after.state(),
                t.paused(),
                after.step(),
                after.share(),
                after.tags(),
                t.reason(),
                t.figures()));
    }

    private void promote(Rollout r, Rollout.Candidate c) {
        Parameter candidate = candidate(r, c);
        parameters.settle(new Commit.Write(candidate.at(revision, 0, null), c.stable(), null));
        mark(candidate, revision, Parameter.Stage.PROMOTED);
        ends.add(new Change.Promote(c.name(), c.version(), r.id()));
        items.add(new DryRun.Item("promote", c.name().text(), c.stable(), c.version(), List.of(), null));
    }

    private void withdraw(Rollout r, Rollout.Candidate c) {
        Parameter stable = state.parameters().get(c.name());
        if (stable == null) {
            throw new IllegalStateException(c.name() + " is under rollout and has no current state");
        }
        Parameter candidate = candidate(r, c);
        parameters.settle(new Commit.Write(stable.marked(stable.highest(), null), c.stable(), null));
        mark(candidate, candidate.revision(), Parameter.Stage.WITHDRAWN);
        ends.add(new Change.Withdraw(c.name(), c.version(), c.stable(), r.id()));
        items.add(new DryRun.Item("withdraw", c.name().text(), c.version(), c.stable(), List.of(), null));
    }

    private void mark(Parameter candidate, long at, Parameter.Stage stage) {
        Parameter.Staged staged = candidate.staged();
        if (staged != null) {
            marks.add(candidate.at(at, 0, new Parameter.Staged(staged.rollout(), staged.version(), stage)));
        }
    }

    private Parameter candidate(Rollout r, Rollout.Candidate c) {
        Parameter candidate = state.versions().get(new NamedVersion(c.name(), c.version()));
        if (candidate == null) {
            throw new IllegalStateException("rollout " + r.id() + " has no version " + c.version() + " of " + c.name());
        }
        return candidate;
    }

    List<Commit.RolloutWrite> writes() {
        return List.copyOf(writes.values());
    }

    List<Parameter> marks() {
        return marks;
    }

    /** The rollouts' moves, which come first in the log's entry. */
    List<Change> moves() {
        return moves;
    }

    /** What became of their candidates, which comes before what else is written. */
    List<Change> ends() {
        return ends;
    }

    List<DryRun.Item> items() {
        return items;
    }

    /** The open rollouts after this. */
    List<String> open(@Nullable List<String> before) {
        List<String> open = new ArrayList<>(before == null ? List.of() : before);
        for (Commit.RolloutWrite write : writes.values()) {
            open.remove(write.rollout().id());
            if (write.rollout().open()) {
                open.add(write.rollout().id());
            }
        }
        return open;
    }
}
