package dev.noticeboard.agent.sync;

import dev.noticeboard.agent.snapshot.PrefixFilter;
import dev.noticeboard.agent.snapshot.Target;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.json.MalformedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What change sets say: which follow one another, which values those by reference mean, what each parameter becomes. */
final class ChangeSets {
    private final BoardReader reader;
    private final PrefixFilter filter;

    /** @param filter what the agent keeps: the rest of a change set is passed over */
    ChangeSets(BoardReader reader, PrefixFilter filter) {
        this.reader = reader;
        this.filter = filter;
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
        return change instanceof Change.Put put && put.value() == null && filter.keeps(put.name());
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
            if (change instanceof Change.Put put && lacksValue(put)) {
                keys.add(new BoardReader.VersionKey(put.name(), put.version()));
            }
        }
        Map<BoardReader.VersionKey, String> values = new HashMap<>();
        for (Parameter p : reader.readVersions(c.namespace(), keys)) {
            String value = WellFormed.parameter(p, c.namespace()).value();
            if (value != null && p.revision() == c.revision()) {
                values.put(new BoardReader.VersionKey(p.name(), p.version()), value);
            }
        }
        // A restored table reuses numbers: the values are this entry's only if the epoch was still its own afterwards.
        String epoch = reader.readHead(c.namespace()).map(Head::epoch).orElse("");
        if (!epoch.equals(c.epoch())) {
            throw new BoardReadException("the epoch of " + c.namespace() + " changed while its history was read");
        }
        if (!values.keySet().containsAll(keys)) {
            return Optional.empty();
        }
        List<Change> changes = new ArrayList<>();
        for (Change change : c.changes()) {
            changes.add(change instanceof Change.Put put ? withValue(put, values) : change);
        }
        return Optional.of(new ChangeSet(
                c.namespace(),
                c.epoch(),
                c.revision(),
                c.id(),
                c.at(),
                c.by(),
                c.why(),
                true,
                c.spreadMillis(),
                changes));
    }

    private static Change.Put withValue(Change.Put put, Map<BoardReader.VersionKey, String> values) {
        return put.value() != null
                ? put
                : new Change.Put(
                        put.name(),
                        put.version(),
                        put.type(),
                        put.dataType(),
                        values.get(new BoardReader.VersionKey(put.name(), put.version())));
    }

    /** What each parameter becomes that the change set names and the agent keeps. @throws IllegalArgumentException if it is not complete */
    Map<String, Target> targets(ChangeSet c) {
        Map<String, Target> targets = new LinkedHashMap<>();
        for (Change change : c.changes()) {
            if (change instanceof Change.OfParameter of && !filter.keeps(of.name())) {
                continue;
            }
            if (change instanceof Change.Put put) {
                String text = put.value();
                if (text == null) {
                    throw new IllegalArgumentException("revision " + c.revision() + " has no value for " + put.name());
                }
                targets.put(
                        put.name().text(),
                        Target.put(
                                new Value(put.name(), put.version(), c.revision(), put.type(), put.dataType(), text)));
            } else if (change instanceof Change.Delete delete) {
                targets.put(delete.name().text(), Target.tombstone(delete.name(), delete.version()));
            }
        }
        return targets;
    }
}
