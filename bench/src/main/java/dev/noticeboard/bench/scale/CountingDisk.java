package dev.noticeboard.bench.scale;

import dev.noticeboard.agent.snapshot.ForwardingDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;

/** A real disk that counts the bytes written to it. */
final class CountingDisk extends ForwardingDisk {
    private final LongAdder written = new LongAdder();

    /** Bytes so far. */
    long written() {
        return written.sum();
    }

    @Override
    public void write(Path file, byte[] bytes) throws IOException {
        super.write(file, bytes);
        written.add(bytes.length);
    }

    @Override
    public void writeAt(Path file, long position, byte[] bytes) throws IOException {
        super.writeAt(file, position, bytes);
        written.add(bytes.length);
    }
}
