package dev.noticeboard.agent.snapshot;

import java.util.List;

/**
 * A change that a guard on this host refused: the board has it, the host does not serve it. It is offered again, whole,
 * together with the next change that touches one of its parameters.
 *
 * @param fromRevision the oldest revision in it
 * @param toRevision the newest revision in it
 * @param reason why it was refused, last time it was asked
 * @param targets what the board says that each of its parameters is
 */
public record Withheld(long fromRevision, long toRevision, String reason, List<Target> targets) {
    public Withheld {
        targets = List.copyOf(targets);
    }

    /** The parameters in it. */
    public List<String> names() {
        return targets.stream().map(t -> t.name().text()).toList();
    }
}
