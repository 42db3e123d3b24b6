package dev.noticeboard.agent.simulation;

import dev.noticeboard.agent.snapshot.SnapshotStore;
import dev.noticeboard.agent.snapshot.SnapshotStoreContract;

/** The simulated disk keeps the port's contract as long as it is not told to fail. */
class SimDiskTest extends SnapshotStoreContract {
    private final SimDisk disk = new SimDisk();

    @Override
    protected SnapshotStore open() {
        return disk;
    }
}
