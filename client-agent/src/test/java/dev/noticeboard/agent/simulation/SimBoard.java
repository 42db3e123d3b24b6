package dev.noticeboard.agent.simulation;

import dev.noticeboard.agent.sync.BoardReader;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Notice;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The truth: one namespace as the table holds it, with every state it ever had, so that what an agent serves can be
 * compared with what was. For one thread.
 */
public final class SimBoard {
    public static final Namespace NAMESPACE = new Namespace("/sim/prod");
    private static final Instant WRITTEN = Instant.parse("2026-01-01T00:00:00Z");
    /** How many past states of the log a lagging replica may still show. */
    private static final int IMAGES = 8;

    /** The log's partition at one moment. */
    record Image(Head head, NavigableMap<Long, ChangeSet> log) {}

    private record At(String epoch, long revision) {}

    private final List<String> epochs = new ArrayList<>(List.of("e1"));
    private final List<Image> images = new ArrayList<>();
    private final Map<At, Map<String, Parameter>> past = new HashMap<>();
    private Map<String, Parameter> items = new TreeMap<>();
    private final Map<BoardReader.VersionKey, Parameter> history = new HashMap<>();
    private NavigableMap<Long, ChangeSet> log = new TreeMap<>();
    private long revision;

    /** The full name of a short one. */
    public static ParameterName name(String shortName) {
        return new ParameterName(NAMESPACE.nameAt(shortName));
    }

    public String epoch() {
        return epochs.get(epochs.size() - 1);
    }

    /** 1 for the first epoch, 2 for the next … */
    public int epochNumber(String epoch) {
        return epochs.indexOf(epoch) + 1;
    }

    public long revision() {
        return revision;
    }

    /** Commits puts (with a text) and deletes (with {@code null}) by short name; returns the change set, values and all. */
    public ChangeSet commit(Map<String, String> changes, boolean inline, long spreadMillis) {
        long next = revision + 1;
        List<Change> list = new ArrayList<>();
        Map<String, Parameter> after = new TreeMap<>(items);
        changes.forEach((shortName, text) -> {
            ParameterName name = name(shortName);
            Parameter before = items.get(name.text());
            long version = before == null ? 1 : before.version() + 1;
            Parameter made = new Parameter(
                    name, version, next, ParameterType.STRING, DataType.TEXT, text, WRITTEN, "arn:aws:iam::1:user/sim");
            after.put(name.text(), made);
            history.put(new BoardReader.VersionKey(name, version), made);
            list.add(
                    text == null
                            ? new Change.Delete(name, version)
                            : new Change.Put(name, version, ParameterType.STRING, DataType.TEXT, text));
        });
        if (list.isEmpty()) {
            list.add(new Change.BindSchema(NAMESPACE.text()));
        }
        revision = next;
        items = after;
        ChangeSet made = new ChangeSet(
                NAMESPACE,
                epoch(),
                next,
                "id-" + epoch() + "-" + next,
                WRITTEN,
                "sim",
                null,
                inline,
                spreadMillis,
                list);
        log = new TreeMap<>(log);
        log.put(next, made);
        remember();
        return made;
    }

    private void remember() {
        past.put(new At(epoch(), revision), items);
        images.add(new Image(new Head(NAMESPACE, epoch(), revision, Map.of()), log));
        if (images.size() > IMAGES) {
            images.remove(0);
        }
    }

    /** The table is restored to an earlier revision of this epoch, and its epoch renewed. */
    public void restoreTo(long earlier) {
        Map<String, Parameter> then = past.get(new At(epoch(), earlier));
        if (then == null) {
            return;
        }
        items = then;
        revision = earlier;
        log = new TreeMap<>(log.headMap(earlier, true));
        history.values().removeIf(p -> p.revision() > earlier);
        epochs.add("e" + (epochs.size() + 1));
        remember();
    }

    /** Retention removes the log's oldest entries. */
    public void forgetLogUpTo(long oldest) {
        log = new TreeMap<>(log.tailMap(oldest, false));
        images.add(new Image(new Head(NAMESPACE, epoch(), revision, Map.of()), log));
    }

    /** Removes one entry of the log, as nothing should. */
    public void loseLogEntry(long lost) {
        log = new TreeMap<>(log);
        log.remove(lost);
        images.add(new Image(new Head(NAMESPACE, epoch(), revision, Map.of()), log));
    }

    /** The log as a replica shows it that is so many commits late. */
    Optional<Image> image(int late) {
        return images.isEmpty() ? Optional.empty() : Optional.of(images.get(Math.max(0, images.size() - 1 - late)));
    }

    Optional<Parameter> item(String name) {
        return Optional.ofNullable(items.get(name));
    }

    /** All names that have an item now. */
    List<String> names() {
        return new ArrayList<>(items.keySet());
    }

    Optional<Parameter> version(BoardReader.VersionKey key) {
        return Optional.ofNullable(history.get(key));
    }

    /** Texts by full name as of a revision; nothing was removed from this memory by any fault. */
    public Map<String, String> stateAt(String epoch, long at) {
        Map<String, String> texts = new TreeMap<>();
        Map<String, Parameter> then = past.get(new At(epoch, at));
        if (then == null) {
            throw new AssertionError("the board never was at revision " + at + " of " + epoch);
        }
        then.forEach((name, p) -> Optional.ofNullable(p.value()).ifPresent(v -> texts.put(name, v)));
        return texts;
    }

    /** The message that goes out for a change set. */
    public static String notice(ChangeSet c) {
        Notice notice = c.inline()
                ? Notice.inline(c)
                : Notice.byReference(c.namespace(), c.epoch(), c.revision(), c.spreadMillis());
        // To a reader of today, a change of a later step is a kind that it does not know.
        return Json.write(notice).replace("\"kind\":\"bind-schema\"", "\"kind\":\"of-a-later-step\"");
    }
}
