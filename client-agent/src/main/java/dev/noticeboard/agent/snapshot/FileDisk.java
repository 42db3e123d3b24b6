package dev.noticeboard.agent.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
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
import java.util.Objects;
import java.util.Optional;

/** The real disk: mode 0600 from a file's creation, 0700 for folders, forced before each return (POSIX fsync, rename). */
public final class FileDisk implements Disk {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    @Override
    public Optional<byte[]> read(Path file) throws IOException {
        try {
            return Optional.of(whole(() -> Files.readAllBytes(file)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    @Override
    public void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(folderOf(file), mode("rwx------"));
        Files.deleteIfExists(file);
        create(file, 0, bytes);
    }

    @Override
    public void writeAt(Path file, long position, byte[] bytes) throws IOException {
        try {
            put(file, position, bytes);
        } catch (NoSuchFileException none) {
            create(file, position, bytes);
        }
    }

    private static void create(Path file, long position, byte[] bytes) throws IOException {
        Files.createFile(file, mode("rw-------"));
        put(file, position, bytes);
        forceFolderOf(file);
    }

    private static void put(Path file, long position, byte[] bytes) throws IOException {
        with(file, StandardOpenOption.WRITE, channel -> {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer, position + buffer.position());
            }
            channel.force(false);
        });
    }

    @Override
    public void truncate(Path file, long length) throws IOException {
        try {
            with(file, StandardOpenOption.WRITE, channel -> {
                channel.truncate(length);
                channel.force(false);
            });
        } catch (NoSuchFileException none) {
            // Short enough.
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolderOf(to);
    }

    @Override
    public void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            forceFolderOf(file);
        }
    }

    /** Makes the entry itself survive a power cut; where a folder cannot be opened, the file system sees to it. */
    private static void forceFolderOf(Path file) throws IOException {
        if (POSIX) {
            with(folderOf(file), StandardOpenOption.READ, channel -> channel.force(true));
        }
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder");
    }

    private interface Step<T> {
        T run() throws IOException;
    }

    private interface Use {
        void of(FileChannel channel) throws IOException;
    }

    private static void with(Path file, OpenOption how, Use use) throws IOException {
        boolean unused = whole(() -> {
            try (FileChannel channel = FileChannel.open(file, how)) {
                use.of(channel);
            }
            return true;
        });
    }

    /**
     * Does a step that may be repeated, whatever interrupts the thread: an interrupt closes a channel, and a save that an agent's
     * end broke off would count as that of a failed disk. The thread is still interrupted afterwards.
     */
    private static <T> T whole(Step<T> step) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                interrupted |= Thread.interrupted();
                try {
                    return step.run();
                } catch (ClosedByInterruptException again) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
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
