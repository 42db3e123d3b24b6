package dev.noticeboard.agent;

/**
 * Told after the snapshot changed; cannot veto (design, section 4.6). Each effective change is told once, in order, one at
 * a time. What was served first is not a change. A listener that throws is counted and harms nobody. Behind a
 * listener so slow that 1,024 changes wait, later ones are merged into one (the oldest value before, the newest
 * after), so that none is dropped.
 */
@FunctionalInterface
public interface Listener {

    /** What is served changed. */
    void changed(SnapshotChange change);
}
