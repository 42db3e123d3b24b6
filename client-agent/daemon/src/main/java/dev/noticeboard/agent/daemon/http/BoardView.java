package dev.noticeboard.agent.daemon.http;

import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.ParameterAgents;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** What the agents serve, by name and by place. Never blocks. Thread-safe. */
final class BoardView {
    private final ParameterAgents agents;
    private final Map<Namespace, Index> indexes = new ConcurrentHashMap<>();

    /** A snapshot's names in their order; made when someone lists, once for each snapshot. */
    private record Index(Snapshot snapshot, NavigableSet<String> names) {
        static Index of(Snapshot snapshot) {
            return new Index(
                    snapshot,
                    Collections.unmodifiableNavigableSet(
                            new TreeSet<>(snapshot.values().keySet())));
        }
    }

    BoardView(ParameterAgents agents) {
        this.agents = agents;
    }

    List<ParameterAgent> all() {
        return agents.all();
    }

    /** The snapshot of an agent. @throws Refused if it serves nothing, or its staleness policy forbids to serve it */
    static Snapshot snapshot(ParameterAgent agent) {
        Optional<Snapshot> served;
        try {
            served = agent.snapshot();
        } catch (RuntimeException forbidden) {
            // A staleness policy that fails reads throws, and says why without naming a value.
            throw new Refused(Refused.Kind.UNAVAILABLE, String.valueOf(forbidden.getMessage()));
        }
        return served.orElseThrow(() -> new Refused(
                Refused.Kind.UNAVAILABLE,
                "Nothing of " + agent.namespace() + " is served yet: the agent has not read the board."));
    }

    /** The agent that keeps a name. @throws Refused if the text is no name, or no agent here keeps it */
    ParameterAgent agentOf(String name) {
        ParameterName.check(name).ifPresent(v -> {
            throw new Refused(Refused.Kind.MALFORMED, v.line());
        });
        return agents.agentFor(name)
                .orElseThrow(() -> new Refused(
                        Refused.Kind.NO_PARAMETER,
                        "The agent keeps no namespace that " + name + " lives in. It keeps " + namespaces() + "."));
    }

    /** The agent of a namespace by its text; the only one for an empty text. @throws Refused if there is none or no only one */
    ParameterAgent agentOfNamespace(String namespace) {
        List<ParameterAgent> all = agents.all();
        if (namespace.isEmpty()) {
            if (all.size() != 1) {
                throw new Refused(
                        Refused.Kind.MALFORMED,
                        "namespace: is required where the agent keeps several. It keeps " + namespaces() + ".");
            }
            return all.get(0);
        }
        return all.stream()
                .filter(a -> a.namespace().text().equals(namespace))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        Refused.Kind.NO_PARAMETER,
                        "The agent does not keep that namespace. It keeps " + namespaces() + "."));
    }

    private String namespaces() {
        return String.join(
                ", ", agents.all().stream().map(a -> a.namespace().text()).toList());
    }

    /** What lies at and below a path in one snapshot, in the order of names; one level below only, unless recursive. */
    List<Value> at(ParameterAgent agent, Snapshot snapshot, String path, boolean recursive) {
        List<Value> found = new ArrayList<>();
        if (!path.equals("/")) {
            snapshot.find(path).ifPresent(found::add);
        }
        found.addAll(below(agent, snapshot, path, recursive, "", Integer.MAX_VALUE));
        return found;
    }

    /**
     * What lies below a path, in the order of names.
     *
     * @param path a name, a namespace or {@code /}
     * @param after only names greater than this
     * @param most how many at most
     */
    List<Value> below(ParameterAgent agent, Snapshot snapshot, String path, boolean recursive, String after, int most) {
        String start = path.equals("/") ? "" : path + "/";
        List<Value> found = new ArrayList<>();
        NavigableSet<String> names = names(agent, snapshot);
        String from = after.compareTo(start) > 0 ? after : start;
        for (String name : names.tailSet(from, !from.equals(after))) {
            if (!name.startsWith(start) || found.size() >= most) {
                break;
            }
            // The root's own parameters have no slash at all.
            if (recursive || name.indexOf('/', start.length()) < 0) {
                snapshot.find(name).ifPresent(found::add);
            }
        }
        return found;
    }

    private NavigableSet<String> names(ParameterAgent agent, Snapshot snapshot) {
        Index index = indexes.get(agent.namespace());
        if (index == null || index.snapshot != snapshot) {
            index = Index.of(snapshot);
            indexes.put(agent.namespace(), index);
        }
        return index.names;
    }
}
