package dev.noticeboard.agent;

import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.agent.snapshot.ValueChange;
import dev.noticeboard.agent.snapshot.ValueFormatException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * As what the application reads its parameters: each {@link Handle} says it of one. A change to a value that cannot be read so is
 * vetoed, as the first of the guards would. Of each parameter and kind there is one entry, however many handles are made.
 * Thread-safe.
 */
final class Readings implements Guard {
    private final Map<String, Map<String, Handle.Parser<?>>> byName = new ConcurrentHashMap<>();

    /** @param kind what the text must be, in a word or a few; of two parsers of one kind the later counts */
    void add(String name, String kind, Handle.Parser<?> parser) {
        byName.computeIfAbsent(name, n -> new ConcurrentHashMap<>()).put(kind, parser);
    }

    /** Whether the change is of a parameter that a handle reads. */
    boolean concern(ChangePreview change) {
        return !byName.isEmpty()
                && change.changes().stream()
                        .anyMatch(c ->
                                c.after() != null && byName.containsKey(c.name().text()));
    }

    @Override
    public Verdict check(ChangePreview change) {
        for (ValueChange c : change.changes()) {
            String name = c.name().text();
            Value after = c.after();
            if (after == null) {
                continue;
            }
            for (Map.Entry<String, Handle.Parser<?>> reading :
                    byName.getOrDefault(name, Map.of()).entrySet()) {
                try {
                    reading.getValue().parse(ignored -> Optional.of(after), name);
                } catch (ValueFormatException e) {
                    return Guard.veto(name + " is read as " + reading.getKey() + " here, and its new value is none");
                }
            }
        }
        return Guard.accept();
    }

    /** How many entries there are. */
    int size() {
        return byName.values().stream().mapToInt(Map::size).sum();
    }
}
