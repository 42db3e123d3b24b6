package dev.noticeboard.agent.snapshot;

import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Namespace;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The last known good snapshot of one namespace in three files of mode 0600: the <b>snapshot</b>, replaced whole and seldom;
 * the <b>journal</b> of what changed since, to which each save adds one entry; and the <b>mark</b>, which says how much of the
 * journal there must be. One agent at a time uses a directory.
 *
 * <p><b>A save</b> adds the entry to the journal, then moves the mark; only then is the change served. When the journal
 * has outgrown the snapshot, a new snapshot takes its place, so that all saves together write a few times what changed.
 *
 * <p><b>Where it can end.</b> Every file operation is on the disk when it returns, and may have been done in part if the process
 * ends in it. <i>In the journal's entry:</i> a torn entry after the mark is cut off by the next load; it was never served. <i>Between
 * entry and mark:</i> a whole entry after the mark is taken, being complete and the next one. <i>In the mark:</i> its
 * two slots are written in turn, so the other one still holds what it held before this entry. <i>In a new snapshot:</i> it is
 * written beside the old one and renamed over it (POSIX rename is atomic), after the mark's other slot says that the new
 * generation begins with an empty journal. Snapshot, mark and journal know each other by the generation, so on either side of the
 * rename one slot fits the snapshot that is there, and entries of the older generation count for nothing.
 *
 * <p><b>Damage</b> must never look like an older state (promise 1). A snapshot, an entry before the mark, or a mark that does not
 * hold to its checksum, and a journal shorter than its mark, make all three unusable: the snapshot is renamed to
 * {@code ….corrupt}, and nothing is served from disk. A failed save (a full disk) is noted in the mark, which
 * takes no space, in both of its slots; until a save succeeds the files count as outdated. If even that fails, the snapshot is removed.
 */
public final class FileSnapshotStore implements SnapshotStore {
    /** A journal smaller than this is not worth a new snapshot: it is read in a few milliseconds. Our choice. */
    private static final long SMALL_JOURNAL = 64 * 1024;

    private final Path directory;
    private final Namespace namespace;
    private final PrefixFilter filter;
    private final Disk disk;
    private final RandomGenerator random;
    /** What is on disk, as far as saves may build on it. */
    private @Nullable Generation current;
    /** The newest mark that was written or found, whatever it was about. */
    private @Nullable Mark mark;

    /** A snapshot on disk with the journal that belongs to it. */
    private record Generation(long id, long snapshotBytes, long journalBytes, long entries) {}

    /**
     * Keeps all of the namespace.
     *
     * @param directory made, readable by its owner only, when the first snapshot is saved
     */
    public FileSnapshotStore(Path directory, Namespace namespace) {
        this(directory, namespace, PrefixFilter.ALL);
    }

    /**
     * Keeps a part of the namespace.
     *
     * @param filter which; files of another filter count as none, unless they hold at least that
     */
    public FileSnapshotStore(Path directory, Namespace namespace, PrefixFilter filter) {
        this(directory, namespace, filter, new FileDisk());
    }

    /**
     * Keeps a part of the namespace on another disk.
     *
     * @param filter see the other constructor
     */
    public FileSnapshotStore(Path directory, Namespace namespace, PrefixFilter filter, Disk disk) {
        this(directory, namespace, filter, disk, new SecureRandom());
    }

    FileSnapshotStore(Path directory, Namespace namespace, PrefixFilter filter, Disk disk, RandomGenerator random) {
        this.directory = directory;
        this.namespace = namespace;
        this.filter = filter;
        this.disk = disk;
        this.random = random;
    }

    /** The snapshot: {@code billing+prod.snapshot} for {@code /billing/prod}. No name holds a plus sign. */
    public Path file() {
        return file("snapshot");
    }

    Path journal() {
        return file("journal");
    }

    Path markFile() {
        return file("mark");
    }

    private Path file(String ending) {
        return directory.resolve(namespace.toPath().replace('/', '+') + "." + ending);
    }

    @Override
    public Loaded load() {
        current = null;
        try {
            Optional<byte[]> snapshot = disk.read(file());
            return snapshot.isEmpty() ? new Loaded.Nothing() : loaded(snapshot.get());
        } catch (IOException e) {
            throw new StoreException("cannot read " + file() + ": " + e, e);
        }
    }

    private Loaded loaded(byte[] snapshot) throws IOException {
        SnapshotFormat.Body body;
        try {
            body = SnapshotFormat.decode(snapshot, namespace);
        } catch (MalformedException e) {
            return setAside(e.field() + " " + e.getMessage());
        }
        Mark found = Mark.newest(disk.read(markFile()).orElse(new byte[0]), body.generation())
                .orElse(null);
        if (found == null) {
            return setAside("there is no undamaged mark of it in " + markFile().getFileName());
        }
        mark = found;
        if (found.behind()) {
            return new Loaded.Outdated(found.revision());
        }
        byte[] journal = disk.read(journal()).orElse(new byte[0]);
        Journal.Replayed replayed = Journal.replay(body.saved(), body.generation(), journal);
        if (replayed.bytes() < found.journalBytes()) {
            return setAside("its journal is damaged after " + replayed.bytes() + " bytes, of which it had "
                    + found.journalBytes());
        }
        Loaded result = narrowed(
                body,
                replayed,
                new Generation(body.generation(), snapshot.length, replayed.bytes(), replayed.entries()));
        if (replayed.bytes() > found.journalBytes()) {
            // From now on it is served, so from now on it must be there.
            mark(
                    body.generation(),
                    replayed.bytes(),
                    replayed.saved().snapshot().revision(),
                    false);
        }
        return result;
    }

    /** Takes what this store is to keep from what the files hold. */
    private Loaded narrowed(SnapshotFormat.Body body, Journal.Replayed replayed, Generation generation) {
        PrefixFilter kept = PrefixFilter.of(namespace, body.prefixes());
        if (kept.equals(filter)) {
            current = generation;
            return new Loaded.Found(replayed.saved());
        }
        if (!kept.covers(filter)) {
            return new Loaded.Nothing();
        }
        Snapshot whole = replayed.saved().snapshot();
        List<Target> gone = whole.values().values().stream()
                .filter(v -> !filter.keeps(v.name()))
                .map(v -> Target.tombstone(v.name(), v.version()))
                .toList();
        List<Withheld> groups = whole.withheld().stream()
                .map(g -> new Withheld(
                        g.fromRevision(),
                        g.toRevision(),
                        g.reason(),
                        g.targets().stream().filter(t -> filter.keeps(t.name())).toList()))
                .filter(g -> !g.targets().isEmpty())
                .toList();
        List<HeldRollout> rollouts =
                whole.rollouts().stream().map(r -> r.kept(filter)).toList();
        return new Loaded.Found(new SavedSnapshot(
                whole.with(gone).at(whole.epoch(), whole.revision(), groups).holding(rollouts),
                replayed.saved().confirmedAt(),
                replayed.saved().knowsRollouts()));
    }

    private Loaded setAside(String why) throws IOException {
        Path aside = file().resolveSibling(file().getFileName() + ".corrupt");
        disk.rename(file(), aside);
        return new Loaded.Damaged(file() + " is damaged (" + why + ") and is now " + aside.getFileName());
    }

    @Override
    public void save(SavedSnapshot saved, @Nullable Delta since) {
        Generation base = current;
        try {
            if (base == null || since == null || base.journalBytes > Math.max(SMALL_JOURNAL, base.snapshotBytes)) {
                replace(saved);
            } else {
                append(base, saved, since);
            }
        } catch (IOException e) {
            current = null;
            noteOutdated(saved.snapshot().revision());
            throw new StoreException("cannot save " + file() + ": " + e, e);
        }
    }

    private void append(Generation base, SavedSnapshot saved, Delta since) throws IOException {
        Snapshot s = saved.snapshot();
        byte[] entry = Journal.encode(new Journal.Entry(
                base.id,
                base.entries + 1,
                s.epoch(),
                s.revision(),
                saved.confirmedAt(),
                since.set(),
                since.removed(),
                since.withheld() ? s.withheld() : null,
                since.rollouts().equals(HeldChanges.NONE) ? null : since.rollouts()));
        disk.writeAt(journal(), base.journalBytes, entry);
        Generation next =
                new Generation(base.id, base.snapshotBytes, base.journalBytes + entry.length, base.entries + 1);
        mark(next.id, next.journalBytes, s.revision(), false);
        current = next;
    }

    private void replace(SavedSnapshot saved) throws IOException {
        long id = random.nextLong();
        byte[] bytes = SnapshotFormat.encode(saved, id, filter);
        Path fresh = file().resolveSibling(file().getFileName() + ".new");
        try {
            disk.write(fresh, bytes);
        } catch (IOException e) {
            removeQuietly(fresh);
            throw e;
        }
        mark(id, 0, saved.snapshot().revision(), false);
        disk.rename(fresh, file());
        current = new Generation(id, bytes.length, 0, 0);
        // What the older generation left is no entry of this one; it only takes space.
        disk.truncate(journal(), 0);
    }

    private void mark(long generation, long journalBytes, long revision, boolean behind) throws IOException {
        Mark last = mark;
        Mark next = last == null
                ? new Mark(0, 1, generation, journalBytes, revision, behind)
                : new Mark(1 - last.slot(), last.sequence() + 1, generation, journalBytes, revision, behind);
        disk.writeAt(markFile(), next.position(), next.bytes());
        mark = next;
    }

    private void noteOutdated(long revision) {
        try {
            Mark last = mark;
            if (last != null) {
                // In both slots: were one of them damaged later, the other must not tell of the state before.
                mark(last.generation(), last.journalBytes(), revision, true);
                mark(last.generation(), last.journalBytes(), revision, true);
                return;
            }
        } catch (IOException e) {
            // The snapshot must go, then.
        }
        removeQuietly(file());
    }

    private void removeQuietly(Path file) {
        try {
            disk.delete(file);
        } catch (IOException e) {
            // Neither space nor a working disk: the failed save is reported all the same.
        }
    }
}
