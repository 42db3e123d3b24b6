package dev.noticeboard.schemas.rollout;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Which hosts a rollout's share exposes (design, section 5). A host's bucket depends on the rollout and the host alone, so a larger
 * share contains the smaller one, and a host keeps its place whatever happens to the fleet. Agents and functions both compute it:
 * {@code bucket-vectors.json} beside this class holds what any implementation must give.
 */
public final class Bucket {
    /** Buckets, so that a share counts thousandths of a percent. */
    public static final int BUCKETS = 100_000;

    private static final int C1 = 0xcc9e2d51;
    private static final int C2 = 0x1b873593;

    /** A host's bucket, 0 to {@value #BUCKETS} less one. */
    public static int of(String rolloutId, String hostId) {
        return of(murmur3((rolloutId + "/" + hostId).getBytes(StandardCharsets.UTF_8)));
    }

    private static int of(int hash) {
        return (int) ((Integer.toUnsignedLong(hash) * BUCKETS) >>> 32);
    }

    /** Whether a host sees the candidates. */
    public static boolean exposed(
            String rolloutId,
            int share,
            List<Map<String, String>> groups,
            String hostId,
            Map<String, String> hostTags) {
        return groups.stream().anyMatch(g -> hostTags.entrySet().containsAll(g.entrySet()))
                || of(rolloutId, hostId) < share;
    }

    /** MurmurHash3_x86_32 with seed 0 (A. Appleby, public domain): words are little-endian. */
    static int murmur3(byte[] bytes) {
        int hash = 0;
        int whole = bytes.length & ~3;
        for (int i = 0; i < whole; i += 4) {
            hash ^= scrambled(word(bytes, i, 4));
            hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
        }
        hash ^= scrambled(word(bytes, whole, bytes.length - whole));
        hash ^= bytes.length;
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }

    private static int word(byte[] bytes, int from, int length) {
        int word = 0;
        for (int i = 0; i < length; i++) {
            word |= (bytes[from + i] & 0xff) << (8 * i);
        }
        return word;
    }

    private static int scrambled(int word) {
        return Integer.rotateLeft(word * C1, 15) * C2;
    }

    private Bucket() {}
}
