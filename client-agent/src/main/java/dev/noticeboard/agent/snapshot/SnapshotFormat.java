package dev.noticeboard.agent.snapshot;

import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Namespace;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a snapshot file: one header line, which follows wholly from the body, and the body as JSON. Since reading
 * makes the header anew and compares every byte, no damage to either passes: CRC-32C (RFC 3720, appendix B.4) finds
 * every burst of up to 32 bits, and the length every truncation.
 */
final class SnapshotFormat {
    private static final int VERSION = 2;

    /**
     * The JSON of the body.
     *
     * @param generation a random number, by which journal and mark know whose they are
     * @param prefixes what of the namespace is kept; empty for all of it
     * @param rollouts those that are open; absent in what an agent wrote that knew of none
     */
    record Body(
            Namespace namespace,
            long generation,
            List<String> prefixes,
            String epoch,
            long revision,
            @Nullable Instant confirmedAt,
            List<Value> values,
            List<Withheld> withheld,
            @Nullable List<HeldRollout> rollouts) {
        Body {
            prefixes = List.copyOf(prefixes);
            values = List.copyOf(values);
            withheld = List.copyOf(withheld);
        }

        SavedSnapshot saved() {
            Map<String, Value> byName = new HashMap<>(values.size() * 2);
            values.forEach(v -> byName.put(v.name().text(), v));
            Snapshot snapshot = new Snapshot(namespace, epoch, revision, byName, withheld);
            return rollouts == null
                    ? new SavedSnapshot(snapshot, confirmedAt, false)
                    : new SavedSnapshot(snapshot.holding(rollouts), confirmedAt);
        }
    }

    static byte[] encode(SavedSnapshot saved, long generation, PrefixFilter filter) {
        Snapshot s = saved.snapshot();
        byte[] body = Json.write(new Body(
                        s.namespace(),
                        generation,
                        filter.texts(),
                        s.epoch(),
                        s.revision(),
                        saved.confirmedAt(),
                        List.copyOf(s.values().values()),
                        s.withheld(),
                        s.rollouts()))
                .getBytes(StandardCharsets.UTF_8);
        byte[] header = header(body, 0);
        byte[] file = Arrays.copyOf(header, header.length + body.length);
        System.arraycopy(body, 0, file, header.length, body.length);
        return file;
    }

    /** @throws MalformedException if the bytes are not, all of them, a snapshot of this namespace */
    static Body decode(byte[] file, Namespace expected) {
        int end = 0;
        while (end < file.length && file[end] != '\n') {
            end++;
        }
        int start = Math.min(end + 1, file.length);
        byte[] header = header(file, start);
        if (!Arrays.equals(file, 0, start, header, 0, header.length)) {
            throw new MalformedException("header", "does not match what follows it");
        }
        Body body = Json.readTolerant(new String(file, start, file.length - start, StandardCharsets.UTF_8), Body.class);
        if (!expected.equals(body.namespace)) {
            throw new MalformedException("namespace", "is another one than " + expected);
        }
        return body;
    }

    private static byte[] header(byte[] bytes, int from) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, bytes.length - from);
        return ("noticeboard-snapshot " + VERSION + " crc32c " + Long.toHexString(crc.getValue()) + " length "
                        + (bytes.length - from) + "\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private SnapshotFormat() {}
}
