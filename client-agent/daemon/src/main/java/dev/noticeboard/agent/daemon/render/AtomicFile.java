package dev.noticeboard.agent.daemon.render;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A new version of a file beside it: mode 0600 from its creation, on the disk before it is renamed over the old one. */
final class AtomicFile implements AutoCloseable {
    private final Path target;
    private final Path fresh;

    /** @param target a link is followed, so that the file that it names is replaced */
    AtomicFile(Path target, byte[] content) throws IOException {
        this.target = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
        if (Files.isDirectory(this.target)) {
            throw new IOException("is a folder");
        }
        Path folder = folder();
        this.fresh = Files.createTempFile(
                folder,
                "." + this.target.getFileName() + ".",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            write(content);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
    }

    private void write(byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(fresh, Set.of(StandardOpenOption.WRITE))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private Path folder() throws IOException {
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException("has no folder");
        }
        return folder;
    }

    /** The new version, until {@link #replace}. */
    Path fresh() {
        return fresh;
    }

    /** Copies the version before to {@code ….bak}, with its owner's mode, whole or not at all. */
    void backUp() throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        Path copy = folder().resolve("." + target.getFileName() + ".bak.new");
        Files.copy(target, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(
                copy,
                folder().resolve(target.getFileName() + ".bak"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Puts the new version in place of the old one (POSIX rename is atomic), and sees to it that this outlives a power cut. */
    void replace() throws IOException {
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(folder(), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Removes the new version where it did not take its place. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(fresh);
    }
}
