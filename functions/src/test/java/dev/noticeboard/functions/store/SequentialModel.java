package dev.noticeboard.functions.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a namespace is when its change sets happen one after the other: the plainest thing that could be right. */
public final class SequentialModel {
    /**
     * A parameter.
     *
     * @param values of each version, the first at index 0; null for a tombstone
     * @param labels where each label stands
     */
    public record Param(List<Optional<String>> values, Map<String, Long> labels) {
        public long version() {
            return values.size();
        }

        public @Nullable String value() {
            return values.isEmpty() ? null : values.get(values.size() - 1).orElse(null);
        }

        Param then(@Nullable String value) {
            List<Optional<String>> next = new ArrayList<>(values);
            next.add(Optional.ofNullable(value));
            return new Param(next, labels);
        }

        Param labelled(String label, @Nullable Long version) {
            Map<String, Long> next = new TreeMap<>(labels);
            if (version == null) {
                next.remove(label);
            } else {
                next.put(label, version);
            }
            return new Param(values, next);
        }
    }

    private static final Param NOTHING = new Param(List.of(), Map.of());

    private final List<Map<ParameterName, Param>> states = new ArrayList<>(List.of(Map.of()));

    /** What comes of these entries, which must follow one another without a gap. */
    public static SequentialModel of(List<ChangeSet> log) {
        SequentialModel model = new SequentialModel();
        log.forEach(model::apply);
        return model;
    }

    private void apply(ChangeSet entry) {
        assertEquals(states.size(), entry.revision(), "a gap");
        Map<ParameterName, Param> state = new TreeMap<>(newest());
        for (Change change : entry.changes()) {
            if (change instanceof Change.OfParameter p) {
                Param old = state.getOrDefault(p.name(), NOTHING);
                assertEquals(old.version() + 1, p.version(), "a version skipped or used twice");
                String value = change instanceof Change.Put put ? Objects.requireNonNull(put.value()) : null;
                assertNotEquals(old.value(), value, "a change that changes nothing");
                state.put(p.name(), old.then(value));
            } else if (change instanceof Change.Label l) {
                Param old = state.getOrDefault(l.name(), NOTHING);
                assertTrue(l.version() >= 1 && l.version() <= old.version(), "a label at no version");
                assertTrue(old.values().get((int) l.version() - 1).isPresent(), "a label at a tombstone");
                assertNotEquals(l.version(), old.labels().get(l.label()), "a move that moves nothing");
                state.put(l.name(), old.labelled(l.label(), l.version()));
            } else if (change instanceof Change.Unlabel u) {
                Param old = state.getOrDefault(u.name(), NOTHING);
                assertTrue(old.labels().containsKey(u.label()), "a label taken away that stood nowhere");
                state.put(u.name(), old.labelled(u.label(), null));
            }
        }
        states.add(state);
    }

    /** All parameters as of a revision. */
    public Map<ParameterName, Param> at(long revision) {
        return states.get((int) revision);
    }

    /** One parameter as of a revision. */
    public Param at(long revision, ParameterName name) {
        return at(revision).getOrDefault(name, NOTHING);
    }

    public Map<ParameterName, Param> newest() {
        return states.get(states.size() - 1);
    }

    public long revision() {
        return states.size() - 1L;
    }
}
