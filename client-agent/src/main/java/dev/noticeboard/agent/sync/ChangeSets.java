package dev.noticeboard.agent.sync;

import dev.noticeboard.agent.snapshot.PrefixFilter;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Namespace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What change sets say: which follow one another, which values those by reference mean, and which a host can follow. Under the sync core's lock. */
final class ChangeSets {
    private final BoardReader reader;
    private final PrefixFilter filter;
    private final HostIdentity host;
    /** What a failed read of versions brought, and of which epoch: a throttled fleet ends only if each host goes on from where it was. */
    private final Map<BoardReader.VersionKey, Parameter> kept = new HashMap<>();

    private String epochOfKept = "";

    /**
     * @param filter what the agent keeps: the rest of a change set is passed over
     * @param host whose view is asked for
     */
    ChangeSets(BoardReader reader, PrefixFilter filter, HostIdentity host) {
        this.reader = reader;
        this.filter = filter;
        this.host = host;
    }

    PrefixFilter filter() {
        return filter;
    }

    /** The entries from the next revision on, up to the first that is missing. */
    static List<ChangeSet> contiguous(List<ChangeSet> entries, long after) {
        List<ChangeSet> run = new ArrayList<>();
        for (ChangeSet entry : entries) {
            if (entry.revision() != after + run.size() + 1) {
                break;
            }
            run.add(entry);
        }
        return run;
    }

    /** Whether the change set can be applied as it stands. */
    boolean complete(@Nullable ChangeSet changeSet) {
        return changeSet != null && changeSet.changes().stream().noneMatch(this::lacksValue);
    }

    private boolean lacksValue(Change change) {
        if (change instanceof Change.Put put) {
            return put.value() == null && filter.keeps(put.name());
        }
        return change instanceof Change.CandidatePut put && put.value() == null && filter.keeps(put.name());
    }

    /**
     * The change sets with the values that those by reference lack, read from the history by key, never from the
     * current state. Ends before the first whose values are not there, or, unless it is the first of all, cannot be read.
     */
    List<ChangeSet> resolve(List<ChangeSet> run) {
        List<ChangeSet> resolved = new ArrayList<>();
        for (ChangeSet changeSet : run) {
            Optional<ChangeSet> whole;
            try {
                whole = resolve(changeSet);
            } catch (BoardReadException | MalformedException e) {
                if (resolved.isEmpty()) {
                    throw e;
                }
                break;
            }
            if (whole.isEmpty()) {
                break;
            }
            resolved.add(whole.get());
        }
        return resolved;
    }

    private Optional<ChangeSet> resolve(ChangeSet c) {
        if (complete(c)) {
            return Optional.of(c);
        }
        List<BoardReader.VersionKey> keys = new ArrayList<>();
        for (Change change : c.changes()) {
            if (lacksValue(change)) {
                keys.add(key(change));
            }
        }
        Map<BoardReader.VersionKey, String> values = new HashMap<>();
        for (Parameter p : versions(c.namespace(), c.epoch(), keys)) {
            String value = p.value();
            if (value != null && (p.revision() == c.revision() || candidateOf(c, p))) {
                values.put(new BoardReader.VersionKey(p.name(), p.version()), value);
            }
        }
        if (!values.keySet().containsAll(keys)) {
            return Optional.empty();
        }
        List<Change> changes = new ArrayList<>();
        for (Change change : c.changes()) {
            changes.add(lacksValue(change) ? withValue(change, values.get(key(change))) : change);
        }
        return Optional.of(c.resolved(changes));
    }

    /** Whether this version is a candidate of a rollout that the change set starts: once promoted it has another revision. */
    private static boolean candidateOf(ChangeSet c, Parameter p) {
        Parameter.Staged staged = p.staged();
        return staged != null
                && c.changes().stream()
                        .anyMatch(x -> x instanceof Change.CandidatePut put
                                && put.name().equals(p.name())
                                && put.rollout().equals(staged.rollout()));
    }

    /** Versions from the history; those that a failed attempt brought are not read again. @throws BoardReadException if they may be of another epoch than this */
    List<Parameter> versions(Namespace namespace, String epoch, List<BoardReader.VersionKey> keys) {
        if (!epoch.equals(epochOfKept)) {
            kept.clear();
            epochOfKept = epoch;
        }
        kept.keySet().retainAll(keys);
        List<BoardReader.VersionKey> missing =
                keys.stream().filter(k -> !kept.containsKey(k)).toList();
        if (!missing.isEmpty()) {
            try {
                keep(namespace, reader.readVersions(namespace, missing));
            } catch (BoardReadException e) {
                keep(namespace, e.found());
                throw e;
            }
        }
        // A restored table reuses numbers: they are this epoch's only if the epoch was still its own afterwards.
        String after = reader.readHead(namespace).map(Head::epoch).orElse("");
        if (!after.equals(epoch)) {
            kept.clear();
            throw new BoardReadException("the epoch of " + namespace + " changed while its history was read");
        }
        List<Parameter> found = List.copyOf(kept.values());
        kept.clear();
        return found;
    }

    private void keep(Namespace namespace, List<Parameter> found) {
        found.forEach(
                p -> kept.put(new BoardReader.VersionKey(p.name(), p.version()), WellFormed.parameter(p, namespace)));
    }

    private static BoardReader.VersionKey key(Change change) {
        if (change instanceof Change.CandidatePut put) {
            return new BoardReader.VersionKey(put.name(), put.version());
        }
        Change.OfParameter of = (Change.OfParameter) change;
        return new BoardReader.VersionKey(of.name(), of.version());
    }

    private static Change withValue(Change change, @Nullable String value) {
        if (change instanceof Change.CandidatePut put) {
            return new Change.CandidatePut(put.name(), put.version(), put.type(), put.dataType(), value, put.rollout());
        }
        return change instanceof Change.Put put
                ? new Change.Put(put.name(), put.version(), put.type(), put.dataType(), value)
                : change;
    }

    /** How the host that is here sees the board as of this snapshot, to be followed from there. */
    HostView view(Snapshot base) {
        return new HostView(base, filter, host);
    }

    /** The change sets up to the first that cannot be followed from this snapshot; see {@link HostView#follow}. */
    List<ChangeSet> followed(Snapshot base, List<ChangeSet> run) {
        HostView view = view(base);
        List<ChangeSet> followed = new ArrayList<>();
        for (ChangeSet changeSet : run) {
            if (view.follow(changeSet).isEmpty()) {
                break;
            }
            followed.add(changeSet);
        }
        return followed;
    }
}
