package dev.noticeboard.agent.snapshot;

import java.nio.file.Path;

/** The disk in memory keeps the port's contract as long as it is not told to fail. */
class MemoryDiskTest extends DiskContract {
    private final MemoryDisk disk = new MemoryDisk();

    @Override
    Disk disk() {
        return disk;
    }

    @Override
    Path file(String name) {
        return Path.of("folder", name);
    }
}
