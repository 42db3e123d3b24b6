package dev.noticeboard.agent.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The few operations on files that a store is made of. What a call has done when it returns survives a power cut; one that
 * fails, or in which the process ends, may have been done in part, as each says. Used by one thread at a time.
 */
public interface Disk {
    /** All bytes of a file; empty if there is none. */
    Optional<byte[]> read(Path file) throws IOException;

    /** Makes a file that only its owner can read, in the place of one that may be there. In part: any beginning of it. */
    void write(Path file, byte[] bytes) throws IOException;

    /**
     * Writes into a file, which is made, readable by its owner only, if there is none. In part: any beginning of the
     * bytes. Bytes that lie inside the file take no space, so this works on a full disk.
     */
    void writeAt(Path file, long position, byte[] bytes) throws IOException;

    /** Cuts a file short; one that is not there, or is shorter, stays as it is. */
    void truncate(Path file, long length) throws IOException;

    /** Puts a file into the place of another, or of none, in one step. */
    void rename(Path from, Path to) throws IOException;

    /** Removes a file; one that is not there is no error. */
    void delete(Path file) throws IOException;
}
