package dev.noticeboard.agent.flags;

import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.Scope;
import dev.noticeboard.agent.SnapshotChange;
import dev.noticeboard.agent.Subscription;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.agent.snapshot.ValueChange;
import dev.noticeboard.flags.FlagSet;
import dev.noticeboard.schemas.board.DataType;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The flags that an agent serves: all its parameters of the type {@code flags} as one set. A set belongs to one snapshot, so a change set is
 * seen whole or not at all; it is compiled by the first reader after a change that touched a flag. Make one per agent and keep it.
 * Thread-safe, without locks.
 */
public final class AgentFlags {
    private final ParameterAgent agent;
    /** Written by any reader without order, which the final fields of what it points to make harmless. */
    private @Nullable Compiled last;

    /** A snapshot's set, and the documents that it was made from. */
    private static final class Compiled {
        private final Object seenIn;
        private final Map<String, Value> documents;
        private final FlagSet set;

        /** @param seenIn the newest snapshot known to have these documents, by its stamp */
        Compiled(Object seenIn, Map<String, Value> documents, FlagSet set) {
            this.seenIn = seenIn;
            this.documents = documents;
            this.set = set;
        }
    }

    public AgentFlags(ParameterAgent agent) {
        this.agent = agent;
    }

    /**
     * The flags served now; empty while the agent serves nothing yet.
     *
     * @throws dev.noticeboard.agent.StaleParametersException beyond the limit of {@link dev.noticeboard.agent.StalenessPolicy#fail}
     */
    public Optional<FlagSet> set() {
        return agent.snapshot().map(this::of);
    }

    private FlagSet of(Snapshot snapshot) {
        Compiled known = last;
        if (known != null && known.seenIn == snapshot.stamp()) {
            return known.set;
        }
        Map<String, Value> documents = snapshot.flagDocuments();
        FlagSet set = known != null && known.documents.equals(documents) ? known.set : FlagSet.of(texts(documents));
        last = new Compiled(snapshot.stamp(), documents, set);
        return set;
    }

    private static Map<String, String> texts(Map<String, Value> documents) {
        Map<String, String> texts = new TreeMap<>();
        documents.forEach((name, value) -> texts.put(name, value.text()));
        return texts;
    }

    /** Tells of every change that touches a flag, as {@link ParameterAgent#listen(Scope, dev.noticeboard.agent.Listener)} does. */
    public Subscription listen(Consumer<SnapshotChange> listener) {
        return agent.listen(Scope.everything(), change -> {
            if (change.changes().stream().anyMatch(AgentFlags::isOfFlags)) {
                listener.accept(change);
            }
        });
    }

    private static boolean isOfFlags(ValueChange change) {
        return isFlags(change.before()) || isFlags(change.after());
    }

    private static boolean isFlags(@Nullable Value value) {
        return value != null && value.dataType() == DataType.FLAGS;
    }
}
