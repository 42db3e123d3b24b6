package dev.noticeboard.agent.sync;

import dev.noticeboard.agent.ChangePreview;
import dev.noticeboard.agent.snapshot.Delta;
import dev.noticeboard.agent.snapshot.HeldChanges;
import dev.noticeboard.agent.snapshot.HeldRollout;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.Target;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.agent.snapshot.ValueChange;
import dev.noticeboard.agent.snapshot.Withheld;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A snapshot in the making: what will be served, and what will be withheld, as proposals are accepted or refused. */
final class Draft {
    private final Snapshot base;
    private Snapshot served;
    private final List<Withheld> groups;
    private final Set<String> touched = new LinkedHashSet<>();

    /**
     * A change to be offered, with the withheld rest of earlier ones that touched its parameters.
     *
     * @param joined the groups whose rest it contains
     * @param effective what an application would notice; if nothing, no guard is asked
     */
    record Proposal(
            long fromRevision,
            long toRevision,
            Map<String, Target> targets,
            List<Withheld> joined,
            List<ValueChange> effective) {}

    Draft(Snapshot base) {
        this.base = base;
        this.served = base;
        this.groups = new ArrayList<>(base.withheld());
    }

    /** Joins the change with every group that it touches; the change's own targets win. */
    Proposal propose(long fromRevision, long toRevision, Map<String, Target> change) {
        List<Withheld> joined = groups.stream()
                .filter(g -> g.targets().stream()
                        .anyMatch(t -> change.containsKey(t.name().text())))
                .toList();
        Map<String, Target> targets = new LinkedHashMap<>();
        joined.forEach(g -> g.targets().forEach(t -> targets.put(t.name().text(), t)));
        targets.putAll(change);
        List<ValueChange> effective = targets.values().stream()
                .map(t -> new ValueChange(t.name(), value(served, t.name().text()), t.value()))
                .filter(ValueChange::effective)
                .toList();
        long from = joined.stream().mapToLong(Withheld::fromRevision).reduce(fromRevision, Math::min);
        return new Proposal(from, toRevision, targets, joined, effective);
    }

    private static @Nullable Value value(Snapshot snapshot, String name) {
        return snapshot.values().get(name);
    }

    /** What a guard is shown. */
    ChangePreview preview(Proposal p) {
        return new ChangePreview(
                served.at(base.epoch(), base.revision(), groups),
                served.with(p.targets.values()).at(base.epoch(), p.toRevision, groups),
                p.effective);
    }

    void accept(Proposal p) {
        groups.removeAll(p.joined);
        served = served.with(p.targets.values());
        touched.addAll(p.targets.keySet());
    }

    void withhold(Proposal p, String reason) {
        groups.removeAll(p.joined);
        groups.add(new Withheld(p.fromRevision, p.toRevision, reason, List.copyOf(p.targets.values())));
    }

    /** @param rollouts those that are open then */
    Snapshot finish(String epoch, long revision, List<HeldRollout> rollouts) {
        return served.at(epoch, revision, groups).holding(rollouts);
    }

    /** What the application will notice of everything accepted. */
    List<ValueChange> changes() {
        List<ValueChange> changes = new ArrayList<>();
        for (String name : touched) {
            Value before = value(base, name);
            Value after = value(served, name);
            Value any = after == null ? before : after;
            if (any != null) {
                ValueChange change = new ValueChange(any.name(), before, after);
                if (change.effective()) {
                    changes.add(change);
                }
            }
        }
        return changes;
    }

    /**
     * What must be written down of everything accepted and withheld: also newer versions of the same content.
     *
     * @param rollouts those that are open then
     */
    Delta delta(List<HeldRollout> rollouts) {
        List<Value> set = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        for (String name : touched) {
            Value after = value(served, name);
            if (after != null) {
                set.add(after);
            } else if (value(base, name) != null) {
                removed.add(name);
            }
        }
        return new Delta(set, removed, !groups.equals(base.withheld()), HeldChanges.between(base.rollouts(), rollouts));
    }
}
