package dev.noticeboard.schemas.rollout;

import dev.noticeboard.schemas.hash.Murmur3;
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

    /** A host's bucket, 0 to {@value #BUCKETS} less one. */
    public static int of(String rolloutId, String hostId) {
        return of(Murmur3.utf8(rolloutId + "/" + hostId));
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

    private Bucket() {}
}
