package dev.noticeboard.agent.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real disk keeps the port's contract. */
class FileDiskTest extends DiskContract {
    @TempDir
    Path folder;

    @Override
    Disk disk() {
        return new FileDisk();
    }

    @Override
    Path file(String name) {
        return folder.resolve(name);
    }

    /** Promise 7: an agent that ends during a save has saved. */
    @Test
    @Timeout(60)
    void anyStep_inAThreadThatIsInterruptedOverAndOver_isDoneAndLeavesItInterrupted() throws Exception {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread writer = new Thread(() -> {
            try {
                for (int i = 0; i < 50; i++) {
                    byte[] bytes = {(byte) i, 1, 2};
                    Thread.currentThread().interrupt();
                    disk().write(file("a"), bytes);
                    disk().writeAt(file("a"), 3, bytes);
                    disk().writeAt(file("fresh" + i), 0, bytes);
                    disk().truncate(file("a"), 5);
                    disk().rename(file("a"), file("b"));
                    assertArrayEquals(
                            new byte[] {(byte) i, 1, 2, (byte) i, 1},
                            disk().read(file("b")).orElseThrow());
                    disk().delete(file("b"));
                    assertTrue(Thread.currentThread().isInterrupted(), "it is for the caller to know");
                }
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        writer.start();
        while (writer.isAlive()) {
            writer.interrupt();
            LockSupport.parkNanos(20_000);
        }
        assertNull(failure.get());
    }
}
