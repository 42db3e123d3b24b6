package dev.noticeboard.agent.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An open rollout (design, section 5) as a host holds it: what its parameters are to those who are exposed and to the others.
 * Immutable. The candidates of one are at most a change set's values (1 MiB), and a namespace has ten open rollouts at most.
 *
 * @param id which rollout
 * @param step the step that is open, or was opened last; 0 before the first
 * @param share hosts of a lower bucket are exposed; in thousandths of a percent
 * @param tags hosts that have all tags of one of these groups are exposed too
 * @param exposed whether this host is
 * @param choices its parameters, as far as the agent keeps them
 */
public record HeldRollout(
        String id, int step, int share, List<Map<String, String>> tags, boolean exposed, List<Choice> choices) {
    public HeldRollout {
        tags = List.copyOf(tags);
        choices = List.copyOf(choices);
    }

    /**
     * A parameter under rollout.
     *
     * @param candidate what it is to exposed hosts
     * @param stable what it is to the others; a tombstone where it does not exist
     * @param accepted whether this host served the stable one before, or would have, so that it may go back to it unasked
     */
    public record Choice(Target candidate, Target stable, boolean accepted) {}

    /** What a parameter is to this host; absent if the rollout does not touch it. */
    public @Nullable Choice choice(String name) {
        for (Choice choice : choices) {
            if (choice.candidate.name().text().equals(name)) {
                return choice;
            }
        }
        return null;
    }

    /** What its parameters are to this host. */
    public List<Target> targets() {
        return choices.stream().map(c -> exposed ? c.candidate : c.stable).toList();
    }

    /** Its parameters' full names. */
    public List<String> names() {
        return choices.stream().map(c -> c.candidate.name().text()).toList();
    }

    /** The same at another step. */
    public HeldRollout at(int otherStep, int otherShare, List<Map<String, String>> otherTags, boolean nowExposed) {
        return new HeldRollout(id, otherStep, otherShare, otherTags, nowExposed, choices);
    }

    /** The same with this parameter, in the place of what it had of it. */
    public HeldRollout with(Choice choice) {
        String name = choice.candidate.name().text();
        List<Choice> all = new ArrayList<>(choices);
        all.removeIf(c -> c.candidate.name().text().equals(name));
        all.add(choice);
        return choosing(all);
    }

    /** The same without a parameter. */
    public HeldRollout without(String name) {
        return choosing(choices.stream()
                .filter(c -> !c.candidate.name().text().equals(name))
                .toList());
    }

    /** The same as far as a filter keeps its parameters. */
    HeldRollout kept(PrefixFilter filter) {
        return choosing(
                choices.stream().filter(c -> filter.keeps(c.candidate.name())).toList());
    }

    private HeldRollout choosing(List<Choice> others) {
        return new HeldRollout(id, step, share, tags, exposed, others);
    }
}
