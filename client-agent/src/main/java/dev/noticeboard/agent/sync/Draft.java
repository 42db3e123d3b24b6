package dev.noticeboard.agent.sync;

import dev.noticeboard.agent.ChangePreview;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.Target;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.agent.snapshot.ValueChange;
import dev.noticeboard.agent.snapshot.Withheld;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A snapshot in the making: what will be served, and what will be withheld, as proposals are accepted or refused. */
final class Draft {
    private final Snapshot base;
    private final Map<String, Value> values;
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
        this.values = new HashMap<>(base.values());
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
                .map(t -> new ValueChange(t.name(), values.get(t.name().text()), t.value()))
                .filter(ValueChange::effective)
                .toList();
        long from = joined.stream().mapToLong(Withheld::fromRevision).reduce(fromRevision, Math::min);
        return new Proposal(from, toRevision, targets, joined, effective);
    }

    /** What a guard is shown. */
    ChangePreview preview(Proposal p) {
        Map<String, Value> after = new HashMap<>(values);
        p.targets.values().forEach(t -> set(after, t));
        return new ChangePreview(
                new Snapshot(base.namespace(), base.epoch(), base.revision(), values, groups),
                new Snapshot(base.namespace(), base.epoch(), p.toRevision, after, groups),
                p.effective);
    }

    void accept(Proposal p) {
        groups.removeAll(p.joined);
        p.targets.values().forEach(t -> set(values, t));
        touched.addAll(p.targets.keySet());
    }

    void withhold(Proposal p, String reason) {
        groups.removeAll(p.joined);
        groups.add(new Withheld(p.fromRevision, p.toRevision, reason, List.copyOf(p.targets.values())));
    }

    private static void set(Map<String, Value> map, Target target) {
        Value value = target.value();
        if (value == null) {
            map.remove(target.name().text());
        } else {
            map.put(target.name().text(), value);
        }
    }

    Snapshot finish(String epoch, long revision) {
        return new Snapshot(base.namespace(), epoch, revision, values, groups);
    }

    /** What the application will notice of everything accepted. */
    List<ValueChange> changes() {
        List<ValueChange> changes = new ArrayList<>();
        for (String name : touched) {
            Value before = base.values().get(name);
            Value after = values.get(name);
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
}
