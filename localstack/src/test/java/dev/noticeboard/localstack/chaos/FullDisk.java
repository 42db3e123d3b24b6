package dev.noticeboard.localstack.chaos;

import dev.noticeboard.agent.snapshot.ForwardingDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A host's disk that is full at times: then nothing can be made or grow on it, and what is there can be overwritten. */
final class FullDisk extends ForwardingDisk {
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
    public void write(Path file, byte[] bytes) throws IOException {
        grow(true);
        super.write(file, bytes);
    }

    @Override
    public void writeAt(Path file, long position, byte[] bytes) throws IOException {
        grow(!Files.exists(file) || position + bytes.length > Files.size(file));
        super.writeAt(file, position, bytes);
    }
}
