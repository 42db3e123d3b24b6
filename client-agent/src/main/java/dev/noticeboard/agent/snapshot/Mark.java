package dev.noticeboard.agent.snapshot;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Says how far a store had come when it last answered, in one of the two slots of the mark's file. They are written in turn, so
 * that a write that is cut short leaves the other one; writing one takes no space on a full disk.
 *
 * @param slot 0 or 1
 * @param sequence greater in each mark than in the one before
 * @param generation the snapshot that it is about
 * @param journalBytes how much of the journal belongs to it
 * @param revision the revision that was reached
 * @param behind whether that revision could not be saved
 */
record Mark(int slot, long sequence, long generation, long journalBytes, long revision, boolean behind) {
    /** Bytes of a slot: less than a disk's smallest sector (512), so that writing one is hardly ever torn. */
    static final int SLOT = 64;

    private static final long MAGIC = 0x4e_42_4d_41_52_4b_30_31L; // NBMARK01

    /** Where its slot begins. */
    long position() {
        return (long) slot * SLOT;
    }

    byte[] bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(SLOT);
        buffer.putLong(MAGIC)
                .putLong(sequence)
                .putLong(generation)
                .putLong(journalBytes)
                .putLong(revision)
                .putLong(behind ? 1 : 0);
        return buffer.putLong(checksum(buffer.array())).array();
    }

    private static long checksum(byte[] slot) {
        CRC32C crc = new CRC32C();
        crc.update(slot, 0, SLOT - 2 * Long.BYTES);
        return crc.getValue();
    }

    /** The newest mark of a generation; empty if no slot holds one undamaged. */
    static Optional<Mark> newest(byte[] file, long generation) {
        Mark newest = null;
        for (int slot = 0; slot < 2 && file.length >= (slot + 1) * SLOT; slot++) {
            Mark mark = read(file, slot);
            if (mark != null && mark.generation == generation && (newest == null || mark.sequence > newest.sequence)) {
                newest = mark;
            }
        }
        return Optional.ofNullable(newest);
    }

    private static @org.jspecify.annotations.Nullable Mark read(byte[] file, int slot) {
        byte[] bytes = java.util.Arrays.copyOfRange(file, slot * SLOT, (slot + 1) * SLOT);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (buffer.getLong() != MAGIC) {
            return null;
        }
        Mark mark = new Mark(
                slot, buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong() == 1);
        return java.util.Arrays.equals(bytes, mark.bytes()) ? mark : null;
    }
}
