package dev.noticeboard.agent;

import dev.noticeboard.agent.snapshot.ParameterReads;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.Value;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One parameter as one type, made once and read at any rate: {@code agent.parameter(name).asInteger()}. A read takes
 * one volatile read of the snapshot; a new snapshot one look-up in its map, and the text is parsed again only when the parameter changed.
 * Each read sees the snapshot of its moment: for parameters that belong together, read one {@link
 * ParameterAgent#snapshot}. Thread-safe, without locks.
 *
 * @param <T> what the text is read as; should be immutable, since all callers get the same object
 */
public final class Handle<T> {
    private final String name;
    private final Source served;
    private final Parser<T> parser;
    private final Supplier<MissingParameterException> missing;
    /** Written by any reader without order, which the final fields of what it points to make harmless. */
    private @Nullable Parsed<T> last;

    /** Where the snapshot comes from that is served now. */
    @FunctionalInterface
    interface Source {
        @Nullable Snapshot served();
    }

    /** Reads one parameter's value from what holds it. */
    @FunctionalInterface
    interface Parser<T> {
        Optional<T> parse(ParameterReads from, String name);
    }

    private static final class Parsed<T> {
        private final Object seenIn;
        private final Value of;
        private final T value;

        /** @param seenIn the newest snapshot known to have this value, by its stamp */
        Parsed(Object seenIn, Value of, T value) {
            this.seenIn = seenIn;
            this.of = of;
            this.value = value;
        }
    }

    Handle(String name, Source served, Parser<T> parser, Supplier<MissingParameterException> missing) {
        this.name = name;
        this.served = served;
        this.parser = parser;
        this.missing = missing;
    }

    /** The parameter's full name. */
    public String name() {
        return name;
    }

    /**
     * What is served now.
     *
     * @throws MissingParameterException if the parameter is not there, or nothing is served yet
     * @throws dev.noticeboard.agent.snapshot.ValueFormatException if its value is of another kind
     * @throws StaleParametersException if the staleness policy says so
     */
    public T get() {
        T value = parsed();
        if (value == null) {
            throw missing.get();
        }
        return value;
    }

    /** As {@link #get}; empty where that would throw {@link MissingParameterException}. */
    public Optional<T> find() {
        return Optional.ofNullable(parsed());
    }

    /** As {@link #get}; this where that would throw {@link MissingParameterException}. */
    public T orElse(T value) {
        T found = parsed();
        return found == null ? value : found;
    }

    private @Nullable T parsed() {
        Snapshot now = served.served();
        if (now == null) {
            return null;
        }
        Parsed<T> known = last;
        return known != null && known.seenIn == now.stamp() ? known.value : lookedUp(now, known);
    }

    private @Nullable T lookedUp(Snapshot now, @Nullable Parsed<T> known) {
        Value value = now.value(name);
        if (value == null) {
            return null;
        }
        T parsed = known != null && same(known.of, value)
                ? known.value
                : parser.parse(ignored -> Optional.of(value), name).orElse(null);
        if (parsed != null) {
            last = new Parsed<>(now.stamp(), value, parsed);
        }
        return parsed;
    }

    /** Identity will do: a value that was parsed once more does no harm, and comparing texts would cost as much. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean same(Value one, Value other) {
        return one == other;
    }

    /** Without the value, which belongs in no log. */
    @Override
    public String toString() {
        return name;
    }
}
