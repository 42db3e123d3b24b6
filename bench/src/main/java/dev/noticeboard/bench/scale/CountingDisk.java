package dev.noticeboard.bench.scale;

import dev.noticeboard.agent.snapshot.Disk;
import dev.noticeboard.agent.snapshot.FileDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** A real disk that counts the bytes written to it. */
final class CountingDisk implements Disk {
    private final FileDisk disk = new FileDisk();
    private final LongAdder written = new LongAdder();

    /** Bytes so far. */
    long written() {
        return written.sum();
    }

    @Override
    public Optional<byte[]> read(Path file) throws IOException {
        return disk.read(file);
    }

    @Override
    public void write(Path file, byte[] bytes) throws IOException {
        disk.write(file, bytes);
        written.add(bytes.length);
    }

    @Override
    public void writeAt(Path file, long position, byte[] bytes) throws IOException {
        disk.writeAt(file, position, bytes);
        written.add(bytes.length);
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
