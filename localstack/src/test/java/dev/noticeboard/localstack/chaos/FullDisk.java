package dev.noticeboard.localstack.chaos;

import dev.noticeboard.agent.snapshot.Disk;
import dev.noticeboard.agent.snapshot.FileDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A host's disk that is full at times: then nothing can be made or grow on it, and what is there can be overwritten. */
final class FullDisk implements Disk {
    private final Disk disk = new FileDisk();
    private volatile boolean full;

    void full(boolean now) {
        full = now;
    }

    private void grow(boolean grows) throws IOException {
        if (full && grows) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public Optional<byte[]> read(Path file) throws IOException {
        return disk.read(file);
    }

    @Override
    public void write(Path file, byte[] bytes) throws IOException {
        grow(true);
        disk.write(file, bytes);
    }

    @Override
    public void writeAt(Path file, long position, byte[] bytes) throws IOException {
        grow(!Files.exists(file) || position + bytes.length > Files.size(file));
        disk.writeAt(file, position, bytes);
    }

    @Override
    public void truncate(Path file, long length) throws IOException {
        disk.truncate(file, length);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }
}
