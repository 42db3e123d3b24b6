package dev.noticeboard.agent.snapshot;

import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Namespace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The last-known-good file of one namespace. It is replaced whole or not at all: a new file beside it, mode 0600 from its
 * creation, is written, forced to the disk and renamed over it (POSIX rename is atomic). A file that is damaged, or is
 * of another namespace, is renamed to {@code ….corrupt} and counts as none. One agent at a time uses a directory.
 */
public final class FileSnapshotStore implements SnapshotStore {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<OpenOption> NEW_FILE = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path directory;
    private final Namespace namespace;

    /** @param directory made, readable by its owner only, when the first snapshot is saved */
    public FileSnapshotStore(Path directory, Namespace namespace) {
        this.directory = directory;
        this.namespace = namespace;
    }

    /** The file: {@code billing+prod.snapshot} for {@code /billing/prod}. No name holds a plus sign. */
    public Path file() {
        return directory.resolve(namespace.toPath().replace('/', '+') + ".snapshot");
    }

    @Override
    public Loaded load() {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file());
        } catch (NoSuchFileException none) {
            return new Loaded.Nothing();
        } catch (IOException e) {
            throw new StoreException("cannot read " + file() + ": " + e, e);
        }
        try {
            return new Loaded.Found(SnapshotFormat.decode(bytes, namespace));
        } catch (MalformedException e) {
            return setAside(e.field() + " " + e.getMessage());
        }
    }

    private Loaded setAside(String why) {
        Path aside = file().resolveSibling(file().getFileName() + ".corrupt");
        try {
            Files.move(file(), aside, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StoreException("cannot set the damaged " + file() + " aside: " + e, e);
        }
        return new Loaded.Damaged(file() + " is damaged (" + why + ") and is now " + aside.getFileName());
    }

    @Override
    public void save(SavedSnapshot saved) {
        Path fresh = file().resolveSibling(file().getFileName() + ".new");
        try {
            Files.createDirectories(directory, mode("rwx------"));
            Files.deleteIfExists(fresh);
            try (FileChannel channel = FileChannel.open(fresh, NEW_FILE, mode("rw-------"))) {
                ByteBuffer bytes = ByteBuffer.wrap(SnapshotFormat.encode(saved));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceDirectory();
        } catch (IOException e) {
            throw new StoreException("cannot save " + file() + ": " + e, e);
        }
    }

    /** Makes the rename itself survive a power cut; where a directory cannot be opened, the file system sees to it. */
    private void forceDirectory() throws IOException {
        if (POSIX) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
