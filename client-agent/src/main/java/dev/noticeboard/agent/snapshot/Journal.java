package dev.noticeboard.agent.snapshot;

import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a journal: entries one after the other, each its length, the CRC-32C (RFC 3720) of its body and the body
 * as JSON. An entry counts only as the next of its snapshot's generation, so what an older journal left behind is none.
 */
final class Journal {
    private static final int HEAD = 2 * Integer.BYTES;

    /**
     * A change of the snapshot.
     *
     * @param number 1, 2, 3 … within the generation
     * @param withheld what is withheld from then on; absent where that did not change
     * @param rollouts how the rollouts that are held changed; absent where they did not
     */
    record Entry(
            long generation,
            long number,
            String epoch,
            long revision,
            @Nullable Instant confirmedAt,
            List<Value> set,
            List<String> removed,
            @Nullable List<Withheld> withheld,
            @Nullable HeldChanges rollouts) {
        Entry {
            set = List.copyOf(set);
            removed = List.copyOf(removed);
        }

        /** What is served and withheld after this change. */
        SavedSnapshot applied(SavedSnapshot before) {
            List<Target> targets = new ArrayList<>();
            set.forEach(v -> targets.add(Target.put(v)));
            removed.forEach(n -> targets.add(Target.tombstone(new dev.noticeboard.schemas.name.ParameterName(n), 0)));
            Snapshot base = before.snapshot();
            List<Withheld> groups = withheld == null ? base.withheld() : withheld;
            Snapshot after = base.with(targets).at(epoch, revision, groups);
            return new SavedSnapshot(
                    rollouts == null ? after : after.holding(rollouts.applied(base.rollouts())),
                    confirmedAt,
                    before.knowsRollouts());
        }
    }

    /**
     * What a journal says.
     *
     * @param saved the snapshot after its last entry
     * @param entries how many there are
     * @param bytes how much of the file they take; what follows is none
     */
    record Replayed(SavedSnapshot saved, long entries, int bytes) {}

    static byte[] encode(Entry entry) {
        byte[] body = Json.write(entry).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEAD + body.length)
                .putInt(body.length)
                .putInt(checksum(body, 0, body.length))
                .put(body)
                .array();
    }

    private static int checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    /** Applies the entries of a generation to its snapshot, up to the first that is not whole. */
    static Replayed replay(SavedSnapshot snapshot, long generation, byte[] file) {
        SavedSnapshot saved = snapshot;
        long entries = 0;
        int position = 0;
        while (file.length - position >= HEAD) {
            ByteBuffer head = ByteBuffer.wrap(file, position, HEAD);
            int length = head.getInt();
            int checksum = head.getInt();
            if (length < 0
                    || length > file.length - position - HEAD
                    || checksum(file, position + HEAD, length) != checksum) {
                break;
            }
            Entry entry;
            try {
                entry = Json.readTolerant(
                        new String(file, position + HEAD, length, StandardCharsets.UTF_8), Entry.class);
            } catch (MalformedException e) {
                break;
            }
            if (entry.generation != generation || entry.number != entries + 1) {
                break;
            }
            saved = entry.applied(saved);
            entries++;
            position += HEAD + length;
        }
        return new Replayed(saved, entries, position);
    }

    private Journal() {}
}
