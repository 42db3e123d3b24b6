package dev.noticeboard.agent.sync;

import dev.noticeboard.agent.snapshot.HeldRollout;
import dev.noticeboard.agent.snapshot.PrefixFilter;
import dev.noticeboard.agent.snapshot.Target;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the reads of one first snapshot brought, brought to one revision: the stable state of each parameter, and the open
 * rollouts. An entry of the log changes what was read at an older revision only, so it does not matter which of the three
 * reads met a transition first. A promotion says no value, so the candidates of the history belong to it.
 */
final class WholeRead {
    private final Head start;
    private final PrefixFilter filter;
    private final Map<String, Item> items = new HashMap<>();
    private final Map<String, Known> rollouts = new LinkedHashMap<>();
    private final Map<BoardReader.VersionKey, Target> versions = new HashMap<>();
    private long newest;

    /**
     * What the board has of a parameter.
     *
     * @param revision since which
     * @param target what it is; absent for the version that was promoted then
     * @param promoted that version
     */
    private record Item(long revision, @Nullable Target target, BoardReader.@Nullable VersionKey promoted) {}

    /**
     * A rollout, as of a revision.
     *
     * @param candidates absent where neither item nor log told of its start
     */
    private record Known(
            long revision,
            boolean open,
            int step,
            int share,
            List<Map<String, String>> tags,
            @Nullable List<BoardReader.VersionKey> candidates) {}

    /** @param start the head that was read first */
    WholeRead(Head start, PrefixFilter filter) {
        this.start = start;
        this.filter = filter;
        this.newest = start.revision();
    }

    /** The head that was read first. */
    Head start() {
        return start;
    }

    /** The newest revision that any item has. */
    long newest() {
        return newest;
    }

    /** Every name that was read and is kept, tombstones too. */
    Set<String> names() {
        return items.keySet();
    }

    void page(Parameter p) {
        newest = Math.max(newest, p.revision());
        if (filter.keeps(p.name())) {
            items.put(p.name().text(), new Item(p.revision(), Targets.of(p), null));
        }
    }

    void rollout(Rollout r) {
        // After a restore the revisions of another epoch are all older than what the log will tell.
        long revision = r.epoch().equals(start.epoch()) ? r.revision() : 0;
        newest = Math.max(newest, revision);
        List<BoardReader.VersionKey> candidates = new ArrayList<>();
        for (Rollout.Candidate c : r.candidates()) {
            if (filter.keeps(c.name())) {
                candidates.add(new BoardReader.VersionKey(c.name(), c.version()));
            }
        }
        rollouts.put(r.id(), new Known(revision, r.open(), r.step(), r.share(), r.tags(), candidates));
    }

    void version(Parameter p) {
        versions.put(new BoardReader.VersionKey(p.name(), p.version()), Targets.of(p));
    }

    /** The versions that are still to be read from the history. */
    List<BoardReader.VersionKey> missing() {
        List<BoardReader.VersionKey> missing = new ArrayList<>();
        rollouts.values().stream()
                .filter(Known::open)
                .map(Known::candidates)
                .forEach(c -> missing.addAll(c == null ? List.of() : c));
        items.values().stream().map(Item::promoted).forEach(p -> missing.addAll(p == null ? List.of() : List.of(p)));
        return missing.stream().filter(k -> !versions.containsKey(k)).distinct().toList();
    }

    /** Takes in the next entry of the log. */
    void overlay(ChangeSet c) {
        for (Change change : c.changes()) {
            if (change instanceof Change.MoveRollout move) {
                overlay(c, move);
            } else if (change instanceof Change.OfParameter of && filter.keeps(of.name())) {
                overlay(of.name(), new Item(c.revision(), Targets.of(c, change), null));
            } else if (change instanceof Change.OfCandidate of && filter.keeps(of.name())) {
                BoardReader.VersionKey key = new BoardReader.VersionKey(of.name(), of.version());
                if (change instanceof Change.Promote) {
                    overlay(of.name(), new Item(c.revision(), null, key));
                } else if (change instanceof Change.Candidate) {
                    versions.put(key, Targets.of(c, change));
                }
            }
        }
    }

    private void overlay(ParameterName name, Item logged) {
        items.merge(name.text(), logged, (read, other) -> other.revision > read.revision ? other : read);
    }

    private void overlay(ChangeSet c, Change.MoveRollout move) {
        Known read = rollouts.get(move.rollout());
        if (read != null && read.revision >= c.revision()) {
            return;
        }
        List<BoardReader.VersionKey> started = started(c, move.rollout());
        List<BoardReader.VersionKey> candidates = started == null && read != null ? read.candidates : started;
        rollouts.put(
                move.rollout(),
                new Known(c.revision(), move.state().open(), move.step(), move.share(), move.tags(), candidates));
    }

    private @Nullable List<BoardReader.VersionKey> started(ChangeSet c, String rollout) {
        List<BoardReader.VersionKey> kept = new ArrayList<>();
        boolean starts = false;
        for (Change change : c.changes()) {
            if (change instanceof Change.Candidate of && of.rollout().equals(rollout)) {
                starts = true;
                if (filter.keeps(of.name())) {
                    kept.add(new BoardReader.VersionKey(of.name(), of.version()));
                }
            }
        }
        return starts ? kept : null;
    }

    /** What each parameter is to hosts that are not exposed. Asked after {@link #held}. */
    List<Target> stable() {
        return items.values().stream().map(this::target).toList();
    }

    private Target target(Item item) {
        Target target = item.target;
        BoardReader.VersionKey key = item.promoted;
        if (target == null && key != null) {
            Target candidate = versions.get(key);
            target = candidate == null ? null : Targets.promoted(candidate, item.revision);
        }
        if (target == null) {
            throw new IllegalStateException("a promoted version was not read");
        }
        return target;
    }

    /** The rollouts that are open; empty if what was read does not tell all of them, or lacks a version. */
    Optional<List<HeldRollout>> held(HostIdentity host) {
        if (!missing().isEmpty()) {
            return Optional.empty();
        }
        List<HeldRollout> held = new ArrayList<>();
        for (Map.Entry<String, Known> entry : rollouts.entrySet()) {
            Known r = entry.getValue();
            if (!r.open) {
                continue;
            }
            if (r.candidates == null) {
                return Optional.empty();
            }
            List<HeldRollout.Choice> choices = new ArrayList<>();
            for (BoardReader.VersionKey key : r.candidates) {
                Item item = items.get(key.name().text());
                Target stable = item == null ? Target.tombstone(key.name(), 0) : target(item);
                choices.add(new HeldRollout.Choice(Objects.requireNonNull(versions.get(key)), stable, true));
            }
            boolean exposed = host.exposed(entry.getKey(), r.share, r.tags);
            held.add(new HeldRollout(entry.getKey(), r.step, r.share, r.tags, exposed, choices));
        }
        return Optional.of(held);
    }
}
