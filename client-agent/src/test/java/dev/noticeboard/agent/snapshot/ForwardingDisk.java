package dev.noticeboard.agent.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A real disk, for those that change some of what it does. */
public class ForwardingDisk implements Disk {
    private final Disk disk = new FileDisk();

    @Override
    public Optional<byte[]> read(Path file) throws IOException {
        return disk.read(file);
    }

    @Override
    public void write(Path file, byte[] bytes) throws IOException {
        disk.write(file, bytes);
    }

    @Override
    public void writeAt(Path file, long position, byte[] bytes) throws IOException {
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
