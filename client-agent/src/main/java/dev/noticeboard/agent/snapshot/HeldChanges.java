package dev.noticeboard.agent.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How what a host holds differs from before: a step of a rollout takes no more than the step is worth.
 *
 * @param set rollouts that are new, or whose parameters are other than before
 * @param moved rollouts of which the parameters are the same
 * @param ended ids of rollouts that are not open any more
 */
public record HeldChanges(List<HeldRollout> set, List<Position> moved, List<String> ended) {
    /** Nothing differs. */
    public static final HeldChanges NONE = new HeldChanges(List.of(), List.of(), List.of());

    public HeldChanges {
        set = List.copyOf(set);
        moved = List.copyOf(moved);
        ended = List.copyOf(ended);
    }

    /** What leads from one to the other. */
    public static HeldChanges between(List<HeldRollout> before, List<HeldRollout> after) {
        if (before.isEmpty() && after.isEmpty()) {
            return NONE;
        }
        List<HeldRollout> set = new ArrayList<>();
        List<Position> moved = new ArrayList<>();
        for (HeldRollout now : after) {
            HeldRollout old = find(before, now.id());
            if (old == null || !old.choices().equals(now.choices())) {
                set.add(now);
            } else if (!Position.of(old).equals(Position.of(now))) {
                moved.add(Position.of(now));
            }
        }
        List<String> ended = before.stream()
                .map(HeldRollout::id)
                .filter(id -> find(after, id) == null)
                .toList();
        return new HeldChanges(set, moved, ended);
    }

    /** What is held after these changes. */
    public List<HeldRollout> applied(List<HeldRollout> before) {
        List<HeldRollout> after = new ArrayList<>();
        for (HeldRollout old : before) {
            HeldRollout other = find(set, old.id());
            if (other != null) {
                after.add(other);
            } else if (!ended.contains(old.id())) {
                after.add(moved(old));
            }
        }
        set.stream().filter(s -> find(before, s.id()) == null).forEach(after::add);
        return List.copyOf(after);
    }

    private HeldRollout moved(HeldRollout old) {
        return moved.stream()
                .filter(p -> p.id.equals(old.id()))
                .findFirst()
                .map(p -> old.at(p.step, p.share, p.tags, p.exposed))
                .orElse(old);
    }

    private static @Nullable HeldRollout find(List<HeldRollout> all, String id) {
        for (HeldRollout one : all) {
            if (Objects.equals(one.id(), id)) {
                return one;
            }
        }
        return null;
    }

    /** Where a rollout stands; see {@link HeldRollout}. */
    public record Position(String id, int step, int share, List<Map<String, String>> tags, boolean exposed) {
        public Position {
            tags = List.copyOf(tags);
        }

        static Position of(HeldRollout r) {
            return new Position(r.id(), r.step(), r.share(), r.tags(), r.exposed());
        }
    }
}
