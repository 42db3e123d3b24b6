package dev.noticeboard.agent.simulation;

import dev.noticeboard.agent.sync.BoardReader;
import dev.noticeboard.agent.sync.HostIdentity;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Notice;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.rollout.Bucket;
import dev.noticeboard.schemas.rollout.Strategies;
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

    /** All items at one moment. */
    private record State(Map<String, Parameter> items, Map<String, Rollout> rollouts) {}

    private final List<String> epochs = new ArrayList<>(List.of("e1"));
    private final List<Image> images = new ArrayList<>();
    private final Map<At, State> past = new HashMap<>();
    private Map<String, Parameter> items = new TreeMap<>();
    private Map<String, Rollout> rollouts = new TreeMap<>();
    private final Map<BoardReader.VersionKey, Parameter> history = new HashMap<>();
    private final Map<String, Optional<String>> candidateTexts = new HashMap<>();
    private NavigableMap<Long, ChangeSet> log = new TreeMap<>();
    private long revision;

    /** What begins with {@code flags} holds flags, all else text. */
    private static DataType type(ParameterName name) {
        return name.text().startsWith(NAMESPACE.nameAt("flags")) ? DataType.FLAGS : DataType.TEXT;
    }

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

    /**
     * Commits puts (with a text) and deletes (with {@code null}) by short name; returns the change set, values and all. Of a parameter
     * under rollout it is the stable version that changes, as no healthy writer would.
     */
    public ChangeSet commit(Map<String, String> changes, boolean inline, long spreadMillis) {
        Write write = new Write();
        changes.forEach(write::put);
        if (changes.isEmpty()) {
            write.changes.add(new Change.BindSchema(NAMESPACE.text()));
        }
        return write.done(inline, spreadMillis);
    }

    /** Starts a rollout of puts and deletes by short name; its id is the change set's. */
    public ChangeSet start(Map<String, String> changes, boolean inline) {
        Write write = new Write();
        write.start(changes);
        return write.done(inline, 0);
    }

    /** Opens a step of a rollout. */
    public ChangeSet open(String id, int share, List<Map<String, String>> tags) {
        Rollout r = openRollout(id);
        Write write = new Write();
        write.move(r.exposing(tags, "cohort", 1), Rollout.State.BAKING, r.step() + 1, share, false);
        return write.done(true, 0);
    }

    /** Pauses a rollout, or ends its pause, or calls for its next step: its share stays. */
    public ChangeSet nudge(String id, Rollout.State state, boolean paused) {
        Rollout r = openRollout(id);
        Write write = new Write();
        write.move(r, state, r.step(), r.share(), paused);
        return write.done(true, 0);
    }

    /** The candidates of a rollout become stable. */
    public ChangeSet complete(String id) {
        Write write = new Write();
        write.complete(openRollout(id));
        return write.done(true, 0);
    }

    /** The candidates of a rollout are withdrawn. */
    public ChangeSet withdraw(String id, Rollout.State state) {
        Write write = new Write();
        write.withdraw(openRollout(id), state);
        return write.done(true, 0);
    }

    /** A rollout that was rolling back has done so. */
    public ChangeSet settle(String id) {
        Rollout r = rollouts.get(id);
        Write write = new Write();
        write.move(r, Rollout.State.ROLLED_BACK, r.step(), r.share(), false);
        return write.done(true, 0);
    }

    /** Writes by short name; rollouts of these parameters end by it. */
    public ChangeSet urgent(Map<String, String> changes) {
        Write write = new Write();
        for (Rollout r : openRollouts()) {
            if (r.candidates().stream()
                    .anyMatch(c -> changes.keySet().stream().anyMatch(n -> name(n).equals(c.name())))) {
                write.withdraw(r, Rollout.State.ABORTED);
            }
        }
        changes.forEach(write::put);
        return write.done(true, 0);
    }

    /** The rollouts that are open, by id. */
    public List<Rollout> openRollouts() {
        return rollouts.values().stream().filter(Rollout::open).toList();
    }

    /** The rollouts whose withdrawal is not settled yet. */
    public List<Rollout> rollingBack() {
        return rollouts.values().stream()
                .filter(r -> r.state() == Rollout.State.ROLLING_BACK)
                .toList();
    }

    /** Whether a parameter, by its short name, is under rollout. */
    public boolean underRollout(String shortName) {
        return openRollouts().stream()
                .anyMatch(r -> r.candidates().stream().anyMatch(c -> c.name().equals(name(shortName))));
    }

    private Rollout openRollout(String id) {
        Rollout r = rollouts.get(id);
        if (r == null || !r.open()) {
            throw new AssertionError("no open rollout " + id);
        }
        return r;
    }

    /** One change set in the making; nothing is to be seen of it before it is done. */
    private final class Write {
        private final long next = revision + 1;
        private final String id = "id-" + epoch() + "-" + next;
        private final List<Change> changes = new ArrayList<>();
        private final Map<String, Parameter> after = new TreeMap<>(items);
        private final Map<String, Rollout> then = new TreeMap<>(rollouts);

        private Parameter version(ParameterName name, long version, String text) {
            return new Parameter(
                    name, version, next, ParameterType.STRING, type(name), text, WRITTEN, "arn:aws:iam::1:user/sim");
        }

        void put(String shortName, String text) {
            ParameterName name = name(shortName);
            Parameter before = after.get(name.text());
            long version = before == null ? 1 : before.highest() + 1;
            Parameter made = version(name, version, text);
            history.put(new BoardReader.VersionKey(name, version), made);
            after.put(name.text(), before == null ? made : made.marked(version, before.staged()));
            changes.add(
                    text == null
                            ? new Change.Delete(name, version)
                            : new Change.Put(name, version, ParameterType.STRING, type(name), text));
        }

        void start(Map<String, String> texts) {
            List<Rollout.Candidate> candidates = new ArrayList<>();
            List<Change> made = new ArrayList<>();
            texts.forEach((shortName, text) -> {
                ParameterName name = name(shortName);
                Parameter before = after.get(name.text());
                Parameter stable = before == null ? version(name, 0, null) : before;
                long version = stable.highest() + 1;
                Parameter.Staged mark = new Parameter.Staged(id, version, Parameter.Stage.CANDIDATE);
                history.put(
                        new BoardReader.VersionKey(name, version),
                        version(name, version, text).marked(0, mark));
                after.put(name.text(), stable.marked(version, mark));
                candidateTexts.put(id + " " + name + " " + version, Optional.ofNullable(text));
                candidates.add(
                        new Rollout.Candidate(name, version, text == null, stable.tombstone() ? 0 : stable.version()));
                made.add(
                        text == null
                                ? new Change.CandidateDelete(name, version, id)
                                : new Change.CandidatePut(name, version, ParameterType.STRING, type(name), text, id));
            });
            Rollout r = new Rollout(
                    NAMESPACE,
                    id,
                    epoch(),
                    next,
                    Rollout.State.ADVANCING,
                    null,
                    "all-at-once",
                    Strategies.SHIPPED.get("all-at-once"),
                    candidates,
                    0,
                    0,
                    List.of(),
                    "sim",
                    null,
                    WRITTEN,
                    WRITTEN,
                    null,
                    0,
                    List.of());
            move(r, Rollout.State.ADVANCING, 0, 0, false);
            changes.addAll(made);
        }

        void move(Rollout r, Rollout.State state, int step, int share, boolean paused) {
            Rollout.Transition transition =
                    new Rollout.Transition(next, WRITTEN, state, paused, step, share, "sim", "simulated", null);
            Rollout moved = r.after(transition, paused ? WRITTEN : null, WRITTEN);
            then.put(r.id(), in(epoch(), moved));
            changes.add(new Change.MoveRollout(r.id(), state, paused, step, share, moved.tags(), "simulated", null));
        }

        private static Rollout in(String epoch, Rollout r) {
            return new Rollout(
                    r.namespace(),
                    r.id(),
                    epoch,
                    r.revision(),
                    r.state(),
                    r.pausedAt(),
                    r.strategyName(),
                    r.strategy(),
                    r.candidates(),
                    r.step(),
                    r.share(),
                    r.tags(),
                    r.by(),
                    r.why(),
                    r.startedAt(),
                    r.since(),
                    r.cohortId(),
                    r.cohort(),
                    r.transitions());
        }

        void complete(Rollout r) {
            move(r, Rollout.State.COMPLETE, r.step(), r.share(), false);
            for (Rollout.Candidate c : r.candidates()) {
                BoardReader.VersionKey key = new BoardReader.VersionKey(c.name(), c.version());
                Parameter candidate = history.get(key);
                history.put(
                        key, candidate.marked(0, new Parameter.Staged(r.id(), c.version(), Parameter.Stage.PROMOTED)));
                long highest = after.get(c.name().text()).highest();
                after.put(c.name().text(), candidate.at(next, highest, null));
                changes.add(new Change.Promote(c.name(), c.version(), r.id()));
            }
        }

        void withdraw(Rollout r, Rollout.State state) {
            move(r, state, r.step(), r.share(), false);
            for (Rollout.Candidate c : r.candidates()) {
                Parameter stable = after.get(c.name().text());
                after.put(c.name().text(), stable.marked(stable.highest(), null));
                changes.add(
                        new Change.Withdraw(c.name(), c.version(), stable.tombstone() ? 0 : stable.version(), r.id()));
            }
        }

        ChangeSet done(boolean inline, long spreadMillis) {
            revision = next;
            items = after;
            rollouts = then;
            ChangeSet made =
                    new ChangeSet(NAMESPACE, epoch(), next, id, WRITTEN, "sim", null, inline, spreadMillis, changes);
            log = new TreeMap<>(log);
            log.put(next, made);
            remember();
            return made;
        }
    }

    private void remember() {
        past.put(new At(epoch(), revision), new State(items, rollouts));
        images.add(new Image(new Head(NAMESPACE, epoch(), revision, Map.of()), log));
        if (images.size() > IMAGES) {
            images.remove(0);
        }
    }

    /** The table is restored to an earlier revision of this epoch, and its epoch renewed. */
    public void restoreTo(long earlier) {
        if (rewind(earlier)) {
            epochs.add("e" + (epochs.size() + 1));
            remember();
        }
    }

    /** Begins a new epoch with a change set of its own. */
    public ChangeSet renewEpoch(long spreadMillis) {
        Write write = new Write();
        write.changes.add(new Change.RenewEpoch(epoch()));
        epochs.add("e" + (epochs.size() + 1));
        return write.done(true, spreadMillis);
    }

    /** The table is an older copy of itself, in its old epoch. Nothing may be written to it before the epoch is renewed. */
    public boolean rewind(long earlier) {
        State then = past.get(new At(epoch(), earlier));
        if (then == null) {
            return false;
        }
        items = then.items;
        rollouts = then.rollouts;
        revision = earlier;
        log = new TreeMap<>(log.headMap(earlier, true));
        history.values().removeIf(p -> p.revision() > earlier);
        remember();
        return true;
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

    /** The current state of a parameter, by its full name. */
    public Optional<Parameter> item(String name) {
        return Optional.ofNullable(items.get(name));
    }

    /** All names that have an item now. */
    List<String> names() {
        return new ArrayList<>(items.keySet());
    }

    Optional<Parameter> version(BoardReader.VersionKey key) {
        return Optional.ofNullable(history.get(key));
    }

    /** A rollout, whatever its state. */
    public Optional<Rollout> rollout(String id) {
        return Optional.ofNullable(rollouts.get(id));
    }

    /** Ids of all rollouts that there ever were, as far as they were not restored away. */
    List<String> rolloutIds() {
        return new ArrayList<>(rollouts.keySet());
    }

    /**
     * Texts by full name as of a revision, as a host should have them: the candidates where it is exposed. Nothing was removed from this memory
     * by any fault.
     */
    public Map<String, String> stateAt(String epoch, long at, HostIdentity host) {
        Map<String, String> texts = new TreeMap<>();
        State then = past.get(new At(epoch, at));
        if (then == null) {
            throw new AssertionError("the board never was at revision " + at + " of " + epoch);
        }
        then.items.forEach((name, p) -> Optional.ofNullable(p.value()).ifPresent(v -> texts.put(name, v)));
        for (Rollout r : then.rollouts.values()) {
            if (r.open() && Bucket.exposed(r.id(), r.share(), r.tags(), host.agentId(), host.hostTags())) {
                for (Rollout.Candidate c : r.candidates()) {
                    String value = textOf(r, c);
                    if (value == null) {
                        texts.remove(c.name().text());
                    } else {
                        texts.put(c.name().text(), value);
                    }
                }
            }
        }
        return texts;
    }

    /** A restore takes versions from the history, and their numbers are used again; a rollout's own are its for ever. */
    private String textOf(Rollout r, Rollout.Candidate c) {
        return candidateTexts.get(r.id() + " " + c.name() + " " + c.version()).orElse(null);
    }

    /** The message that goes out for a change set. */
    public static String notice(ChangeSet c) {
        Notice notice = c.inline() ? Notice.inline(c) : Notice.byReference(c, c.spreadMillis());
        // To a reader of today, a change of a later step is a kind that it does not know.
        return Json.write(notice).replace("\"kind\":\"bind-schema\"", "\"kind\":\"of-a-later-step\"");
    }
}
