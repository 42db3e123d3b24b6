package dev.noticeboard.agent.snapshot;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A disk in memory, on which a process may end in the middle of any operation, and which may be full or broken. */
final class MemoryDisk implements Disk {
    /** The process ends here; nothing in it may handle that. */
    static final class Crash extends Error {
        Crash() {
            super("simulated crash", null, false, false);
        }
    }

    final Map<Path, byte[]> files = new HashMap<>();
    /** Operations that write, so far, and the bytes that they wrote. */
    int operations;

    long written;
    /** In which of them the process ends; never if negative. */
    int crashIn = -1;
    /** How much of that operation is done, 0 to 1. */
    double done;
    /** No file may grow. */
    boolean full;
    /** Nothing can be written at all. */
    boolean readOnly;

    private interface Step {
        void run(double share) throws IOException;
    }

    private void operation(boolean grows, Step step) throws IOException {
        if (readOnly) {
            throw new IOException("Read-only file system");
        }
        if (full && grows) {
            throw new IOException("No space left on device");
        }
        if (operations++ == crashIn) {
            step.run(done);
            throw new Crash();
        }
        step.run(1);
    }

    @Override
    public Optional<byte[]> read(Path file) {
        return Optional.ofNullable(files.get(file)).map(byte[]::clone);
    }

    @Override
    public void write(Path file, byte[] bytes) throws IOException {
        operation(true, share -> {
            byte[] part = Arrays.copyOf(bytes, (int) (bytes.length * share));
            written += part.length;
            files.put(file, part);
        });
    }

    @Override
    public void writeAt(Path file, long position, byte[] bytes) throws IOException {
        byte[] before = files.getOrDefault(file, new byte[0]);
        operation(position + bytes.length > before.length, share -> {
            int length = (int) (bytes.length * share);
            byte[] after = Arrays.copyOf(before, Math.max(before.length, (int) position + length));
            System.arraycopy(bytes, 0, after, (int) position, length);
            written += length;
            files.put(file, after);
        });
    }

    @Override
    public void truncate(Path file, long length) throws IOException {
        operation(false, share -> {
            byte[] before = files.get(file);
            if (share == 1 && before != null && before.length > length) {
                files.put(file, Arrays.copyOf(before, (int) length));
            }
        });
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        byte[] bytes = files.get(from);
        if (bytes == null) {
            throw new NoSuchFileException(from.toString());
        }
        operation(false, share -> {
            if (share == 1) {
                files.remove(from);
                files.put(to, bytes);
            }
        });
    }

    @Override
    public void delete(Path file) throws IOException {
        operation(false, share -> {
            if (share == 1) {
                files.remove(file);
            }
        });
    }

    /** What a restart finds, with all faults gone. */
    MemoryDisk afterRestart() {
        MemoryDisk disk = new MemoryDisk();
        files.forEach((file, bytes) -> disk.files.put(file, bytes.clone()));
        return disk;
    }
}
