package dev.noticeboard.functions.api;

import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.NamedVersion;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the version of a parameter that a caller means. Thread-safe. */
final class Reads {
    private final BoardStore store;

    Reads(BoardStore store) {
        this.store = store;
    }

    /** What is found, or why nothing is. */
    sealed interface Found {
        /** A version with a value. */
        record There(Parameter parameter) implements Found {}

        /** Nothing: never written, deleted, or no such label. */
        record Missing(String why) implements Found {}

        /** Retention dropped it. */
        record Gone(String why) implements Found {}
    }

    BoardStore store() {
        return store;
    }

    /** What a name, or a name with a version or a label, stands for. */
    Found find(Selector selector, boolean consistent) {
        ParameterName name = selector.name();
        if (selector.whole()) {
            return current(store.current(List.of(name), consistent).stream().findFirst(), name);
        }
        long version = selector.version();
        if (!selector.label().isEmpty()) {
            version = store.labels(name).versions().getOrDefault(selector.label(), 0L);
            if (version == 0) {
                return new Found.Missing("The label " + selector.label() + " stands at no version of " + name + ".");
            }
        }
        return version(name, version);
    }

    /**
     * What these names, each perhaps with a version or a label, stand for. Current states and versions are read at once;
     * labels take a read of their own for each parameter.
     *
     * @param texts those that {@link Selector#check} found nothing wrong with
     * @return those that have a value, by the text that stands for them
     */
    Map<String, Parameter> findAll(List<String> texts, boolean consistent) {
        Map<String, NamedVersion> versions = new HashMap<>();
        Map<ParameterName, String> whole = new HashMap<>();
        Map<ParameterName, Labels> labels = new HashMap<>();
        for (String text : texts) {
            Selector selector = Selector.of(text);
            if (selector.whole()) {
                whole.put(selector.name(), text);
            } else {
                long version = selector.label().isEmpty()
                        ? selector.version()
                        : labels.computeIfAbsent(selector.name(), store::labels)
                                .versions()
                                .getOrDefault(selector.label(), 0L);
                versions.put(text, new NamedVersion(selector.name(), version));
            }
        }
        Map<NamedVersion, Parameter> read = new HashMap<>();
        store.versions(Set.copyOf(versions.values()))
                .forEach(p -> read.put(new NamedVersion(p.name(), p.version()), p));
        Map<String, Parameter> found = new HashMap<>();
        store.current(whole.keySet(), consistent).forEach(p -> found.put(whole.get(p.name()), p));
        versions.forEach((text, version) -> {
            if (read.containsKey(version)) {
                found.put(text, read.get(version));
            }
        });
        found.values().removeIf(Parameter::tombstone);
        return found;
    }

    /** What the current state of a parameter amounts to. */
    private static Found current(Optional<Parameter> state, ParameterName name) {
        if (state.isEmpty()) {
            return new Found.Missing("There is no parameter " + name + ", and never was.");
        }
        Parameter p = state.get();
        return p.tombstone()
                ? new Found.Missing("The parameter " + name + " was deleted at version " + p.version() + ", revision "
                        + p.revision() + " of " + name.namespace() + ".")
                : new Found.There(p);
    }

    private Found version(ParameterName name, long version) {
        Optional<Parameter> found = store.versions(List.of(new NamedVersion(name, version))).stream()
                .findFirst();
        if (found.isPresent()) {
            return found.get().tombstone()
                    ? new Found.Missing("Version " + version + " of " + name + " is a tombstone: it was deleted then.")
                    : new Found.There(found.get());
        }
        long newest = store.current(List.of(name), true).stream()
                .map(Parameter::version)
                .findFirst()
                .orElse(0L);
        return version > newest
                ? new Found.Missing(
                        "There is no version " + version + " of " + name + "; the newest is " + newest + ".")
                : new Found.Gone("Version " + version + " of " + name
                        + " is no longer kept; the namespace's settings say what is.");
    }
}
