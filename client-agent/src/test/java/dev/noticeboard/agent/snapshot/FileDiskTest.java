package dev.noticeboard.agent.snapshot;

import java.nio.file.Path;
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
}
