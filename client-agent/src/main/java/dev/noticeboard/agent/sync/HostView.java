package dev.noticeboard.agent.sync;

import dev.noticeboard.agent.snapshot.HeldRollout;
import dev.noticeboard.agent.snapshot.HeldRollout.Choice;
import dev.noticeboard.agent.snapshot.PrefixFilter;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.Target;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.agent.snapshot.Withheld;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What change sets, one after the other, make of the board as one host is to have it. A parameter that no open rollout touches is
 * what the newest change set says. One that a rollout touches is its candidate where the host is exposed, else what it was; it
 * becomes the other where a step exposes the host, and where the rollout ends. Made for one run of change sets; for one thread.
 *
 * <p>What guards refuse makes no difference here: this is what the board says, and {@link Draft} what becomes of it.
 */
final class HostView {
    private final Snapshot base;
    private final PrefixFilter filter;
    private final HostIdentity host;
    private final Map<String, HeldRollout> held = new LinkedHashMap<>();
    /** What the run has said so far, by full name. */
    private final Map<String, Target> net = new LinkedHashMap<>();
    /** What the newest change set takes back, by the end of a rollout, to what this host had before it. */
    private final Map<String, Target> returned = new LinkedHashMap<>();

    HostView(Snapshot base, PrefixFilter filter, HostIdentity host) {
        this.base = base;
        this.filter = filter;
        this.host = host;
        base.rollouts().forEach(r -> held.put(r.id(), r));
    }

    /** What all change sets so far make of the parameters that they changed for this host. */
    Map<String, Target> net() {
        return net;
    }

    /**
     * What the change set followed last takes back, by the end of a rollout, to what this host had before it; the change set may write
     * anew to the same parameter.
     */
    Map<String, Target> returned() {
        return Map.copyOf(returned);
    }

    /** The rollouts that are open then. */
    List<HeldRollout> held() {
        return List.copyOf(held.values());
    }

    /**
     * Where host or tags are not those that the snapshot was made for: what becomes of the parameters under rollout. Called first.
     */
    Map<String, Target> reexposed() {
        held.replaceAll((id, r) -> at(r, r.step(), r.share(), r.tags(), net));
        return net;
    }

    /**
     * What the next change set makes of parameters for this host. Empty where that cannot be told, because it is about a rollout that the
     * host does not hold: a new snapshot must, and this view is of no more use.
     *
     * @param c complete
     */
    Optional<Map<String, Target>> follow(ChangeSet c) {
        Map<String, Target> targets = new LinkedHashMap<>();
        returned.clear();
        Set<String> ended = new HashSet<>();
        Set<String> started = started(c);
        for (Change change : c.changes()) {
            if (!follow(c, change, started, ended, targets)) {
                return Optional.empty();
            }
        }
        for (String id : ended) {
            HeldRollout rest = held.remove(id);
            if (rest != null && !rest.choices().isEmpty()) {
                return Optional.empty();
            }
        }
        net.putAll(targets);
        return Optional.of(targets);
    }

    private static Set<String> started(ChangeSet c) {
        return c.changes().stream()
                .filter(Change.Candidate.class::isInstance)
                .map(x -> ((Change.Candidate) x).rollout())
                .collect(Collectors.toSet());
    }

    private boolean follow(
            ChangeSet c, Change change, Set<String> started, Set<String> ended, Map<String, Target> targets) {
        if (change instanceof Change.MoveRollout move) {
            return move(move, started, ended, targets);
        }
        if (change instanceof Change.OfCandidate of) {
            return !filter.keeps(of.name()) || candidate(c, of, targets);
        }
        if (change instanceof Change.OfParameter of && filter.keeps(of.name())) {
            ordinary(Targets.of(c, of), targets);
        }
        return true;
    }

    private boolean move(Change.MoveRollout move, Set<String> started, Set<String> ended, Map<String, Target> targets) {
        HeldRollout known = held.get(move.rollout());
        if (known == null && !started.contains(move.rollout())) {
            // One that ended said so before, with what became of its parameters.
            return !move.state().open();
        }
        if (!move.state().open()) {
            ended.add(move.rollout());
            return true;
        }
        HeldRollout from = known != null ? known : new HeldRollout(move.rollout(), 0, 0, List.of(), false, List.of());
        held.put(move.rollout(), at(from, move.step(), move.share(), move.tags(), targets));
        return true;
    }

    private HeldRollout at(
            HeldRollout from, int step, int share, List<Map<String, String>> tags, Map<String, Target> targets) {
        HeldRollout to = from.at(step, share, tags, host.exposed(from.id(), share, tags));
        if (to.exposed() != from.exposed()) {
            to.targets().forEach(t -> targets.put(t.name().text(), t));
        }
        return to;
    }

    private boolean candidate(ChangeSet c, Change.OfCandidate of, Map<String, Target> targets) {
        HeldRollout rollout = held.get(of.rollout());
        if (rollout == null) {
            return false;
        }
        String name = of.name().text();
        Choice choice = rollout.choice(name);
        if (of instanceof Change.Candidate) {
            if (under(name) != null) {
                return false;
            }
            Choice made = stable(c, of, targets);
            held.put(of.rollout(), rollout.with(made));
            if (rollout.exposed()) {
                targets.put(name, made.candidate());
            }
            return true;
        }
        if (choice == null || choice.candidate().version() != of.version()) {
            return false;
        }
        held.put(of.rollout(), rollout.without(name));
        if (of instanceof Change.Promote) {
            ordinary(Targets.promoted(choice.candidate(), c.revision()), targets);
        } else if (rollout.exposed()) {
            ordinary(choice.stable(), targets);
            if (choice.accepted()) {
                returned.put(name, choice.stable());
            }
        }
        return true;
    }

    /** A candidate beside what the board says of a parameter that no rollout touched before. */
    private Choice stable(ChangeSet c, Change.OfCandidate of, Map<String, Target> targets) {
        Target candidate = Targets.of(c, of);
        String name = of.name().text();
        Target said = targets.containsKey(name) ? targets.get(name) : net.get(name);
        if (said != null) {
            // Guards have yet to be asked about it.
            return new Choice(candidate, said, false);
        }
        for (Withheld group : base.withheld()) {
            for (Target target : group.targets()) {
                if (target.name().equals(of.name())) {
                    return new Choice(candidate, target, false);
                }
            }
        }
        Value value = base.values().get(name);
        return new Choice(candidate, value == null ? Target.tombstone(of.name(), 0) : Target.put(value), true);
    }

    /** What a parameter is now. No healthy board has this for one under rollout; then it is the stable value that changes. */
    private void ordinary(Target target, Map<String, Target> targets) {
        HeldRollout rollout = under(target.name().text());
        Choice choice = rollout == null ? null : rollout.choice(target.name().text());
        if (rollout != null && choice != null) {
            held.put(rollout.id(), rollout.with(new Choice(choice.candidate(), target, false)));
        }
        if (rollout == null || !rollout.exposed()) {
            targets.put(target.name().text(), target);
        }
    }

    private @Nullable HeldRollout under(String name) {
        for (HeldRollout rollout : held.values()) {
            if (rollout.choice(name) != null) {
                return rollout;
            }
        }
        return null;
    }
}
