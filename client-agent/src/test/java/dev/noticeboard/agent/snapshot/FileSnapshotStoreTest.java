package dev.noticeboard.agent.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Namespace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** design.md section 4.7: on disk, checksummed, written whole or not at all, mode 0600. */
class FileSnapshotStoreTest extends SnapshotStoreContract {
    @TempDir
    Path temporary;

    private Path directory() {
        return temporary.resolve("made/by/the/store");
    }

    @Override
    protected FileSnapshotStore open() {
        return new FileSnapshotStore(directory(), NS);
    }

    @Test
    void save_whenTheFileIsMade_isReadableByItsOwnerOnly() throws IOException {
        open().save(example(1), null);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(open().file())));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())));
        SavedSnapshot next = later(example(1), true);
        FileSnapshotStore again = open();
        again.load();
        again.save(next, delta(next, true));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(again.journal())));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(again.markFile())));
        Files.delete(again.journal());
        try (var files = Files.list(directory())) {
            assertEquals(
                    Set.of("billing+prod.snapshot", "billing+prod.mark"),
                    files.map(f -> f.getFileName().toString()).collect(Collectors.toSet()),
                    "nothing else is left beside it");
        }
    }

    @Test
    void save_afterACrashDuringTheLast_replacesWhatItLeft() throws IOException {
        open().save(example(1), null);
        Files.writeString(directory().resolve("billing+prod.snapshot.new"), "half a file");
        assertSame(example(1), open().load());
        open().save(example(2), null);
        assertSame(example(2), open().load());
    }

    @Test
    void decode_whenTheFileIsCutAnywhere_refusesIt() {
        byte[] whole = SnapshotFormat.encode(example(1), 17, PrefixFilter.ALL);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(MalformedException.class, () -> SnapshotFormat.decode(cut, NS), () -> "cut to " + cut.length);
        }
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        assertThrows(MalformedException.class, () -> SnapshotFormat.decode(longer, NS));
    }

    @Test
    void decode_whenAnyBitIsFlipped_refusesIt() {
        byte[] whole = SnapshotFormat.encode(example(1), 17, PrefixFilter.ALL);
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            int which = bit;
            assertThrows(MalformedException.class, () -> SnapshotFormat.decode(flipped, NS), () -> "bit " + which);
        }
    }

    @Test
    void decode_whenAnAgentWroteItThatKnewOfNoRollouts_saysSo() {
        assertTrue(SnapshotFormat.decode(SnapshotFormat.encode(example(1), 17, PrefixFilter.ALL), NS)
                .saved()
                .knowsRollouts());
        String file = new String(SnapshotFormat.encode(example(1), 17, PrefixFilter.ALL), StandardCharsets.UTF_8);
        String body = file.substring(file.indexOf('\n') + 1);
        assertTrue(body.contains(",\"rollouts\":[]"), body);
        byte[] older = body.replace(",\"rollouts\":[]", "").getBytes(StandardCharsets.UTF_8);
        CRC32C crc = new CRC32C();
        crc.update(older);
        String header = "noticeboard-snapshot 2 crc32c " + Long.toHexString(crc.getValue()) + " length " + older.length;
        byte[] whole = (header + "\n" + new String(older, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        SavedSnapshot saved = SnapshotFormat.decode(whole, NS).saved();
        assertFalse(saved.knowsRollouts());
        assertEquals(example(1).snapshot().values(), saved.snapshot().values());
    }

    @Test
    void load_withANarrowerFilter_keepsOfRolloutsWhatItKeepsOfTheNamespace() {
        Snapshot held = example(1)
                .snapshot()
                .holding(List.of(rollout("one", "/billing/prod/db/x", "a"), rollout("two", "/billing/prod/y", "b")));
        open().save(new SavedSnapshot(held, null), null);
        SnapshotStore narrower =
                new FileSnapshotStore(directory(), NS, PrefixFilter.of(NS, List.of("/billing/prod/db")));
        SnapshotStore.Loaded.Found found = assertInstanceOf(SnapshotStore.Loaded.Found.class, narrower.load());
        assertEquals(
                List.of(List.of("/billing/prod/db/x"), List.of()),
                found.saved().snapshot().rollouts().stream()
                        .map(HeldRollout::names)
                        .toList());
    }

    @Test
    void load_whenTheFileIsDamaged_setsItAsideAndStartsAfresh() throws IOException {
        open().save(example(1), null);
        byte[] whole = Files.readAllBytes(open().file());
        Files.write(open().file(), Arrays.copyOf(whole, whole.length / 2));
        SnapshotStore.Loaded.Damaged damaged = assertInstanceOf(SnapshotStore.Loaded.Damaged.class, open().load());
        assertTrue(damaged.reason().contains("billing+prod.snapshot.corrupt"), damaged.reason());
        assertTrue(Files.exists(directory().resolve("billing+prod.snapshot.corrupt")));
        assertInstanceOf(SnapshotStore.Loaded.Nothing.class, open().load());
        open().save(example(2), null);
        assertSame(example(2), open().load());
    }

    @Test
    void load_whenTheFileIsOfAnotherNamespace_setsItAside() throws IOException {
        open().save(example(1), null);
        FileSnapshotStore other = new FileSnapshotStore(directory(), new Namespace("/billing/test"));
        Files.move(open().file(), other.file());
        assertInstanceOf(SnapshotStore.Loaded.Damaged.class, other.load());
        assertFalse(Files.exists(other.file()));
    }

    @Test
    void save_whenTheDirectoryCannotBeMade_saysWhich() throws IOException {
        Files.writeString(temporary.resolve("made"), "a file in the way");
        SnapshotStore.StoreException e =
                assertThrows(SnapshotStore.StoreException.class, () -> open().save(example(1), null));
        assertTrue(String.valueOf(e.getMessage()).contains("billing+prod.snapshot"), e.getMessage());
        assertFalse(String.valueOf(e.getMessage()).contains("text of"));
    }

    @Test
    void saveAndLoad_whenTheNamespaceIsLarge_keepEveryValue() {
        Map<String, Value> values = new java.util.HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            Value one = example(1).snapshot().find("/billing/prod/a").orElseThrow();
            String name = "/billing/prod/many/" + i;
            values.put(
                    name,
                    new Value(
                            new dev.noticeboard.schemas.name.ParameterName(name),
                            1,
                            1,
                            one.type(),
                            one.dataType(),
                            one.text()));
        }
        SavedSnapshot large = new SavedSnapshot(new Snapshot(NS, "e", 1, values, List.of()), null);
        open().save(large, null);
        assertSame(large, open().load());
    }
}
