package dev.noticeboard.schemas.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.hash.Murmur3;
import dev.noticeboard.schemas.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** design.md section 5: which hosts a share exposes. */
class BucketTest {
    private static final int SEEDS = 1_000;
    private static final int HOSTS = 5_000;

    @Test
    void of_isWhatAnotherImplementationGives() throws IOException {
        JsonNode vectors;
        try (InputStream file = Objects.requireNonNull(Bucket.class.getResourceAsStream("bucket-vectors.json"))) {
            vectors = Json.tree(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertTrue(vectors.size() > 30);
        for (JsonNode vector : vectors) {
            String rollout = vector.get("rolloutId").stringValue();
            String host = vector.get("hostId").stringValue();
            assertEquals(
                    vector.get("hash").longValue(),
                    Integer.toUnsignedLong(Murmur3.utf8(rollout + "/" + host)),
                    rollout + " " + host);
            assertEquals(vector.get("bucket").intValue(), Bucket.of(rollout, host), rollout + " " + host);
        }
    }

    @Property
    void of_anything_isABucket(@ForAll String rollout, @ForAll String host) {
        int bucket = Bucket.of(rollout, host);
        assertTrue(bucket >= 0 && bucket < Bucket.BUCKETS, "bucket " + bucket);
    }

    @Property
    void exposed_whenTheShareGrows_containsWhomTheSmallerOneExposed(
            @ForAll String rollout,
            @ForAll String host,
            @ForAll @IntRange(max = Bucket.BUCKETS) int one,
            @ForAll @IntRange(max = Bucket.BUCKETS) int other) {
        int less = Math.min(one, other);
        if (Bucket.exposed(rollout, less, List.of(), host, Map.of())) {
            assertTrue(Bucket.exposed(rollout, Math.max(one, other), List.of(), host, Map.of()));
        }
        assertFalse(Bucket.exposed(rollout, 0, List.of(), host, Map.of()), "a share of nothing");
        assertTrue(Bucket.exposed(rollout, Bucket.BUCKETS, List.of(), host, Map.of()), "the whole fleet");
    }

    /** A host keeps its place: whom a share exposes of ten hosts is whom it exposes of them among ten thousand. */
    @Test
    void exposed_whenTheFleetGrows_keepsEachHostInItsPlace() {
        for (int size : new int[] {10, 100, 10_000}) {
            Set<String> exposed = exposed("rollout", size, 30_000);
            assertEquals(
                    exposed("rollout", 10, 30_000),
                    exposed.stream().filter(h -> h.length() == 6).collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    private static Set<String> exposed(String rollout, int hosts, int share) {
        return IntStream.range(0, hosts)
                .mapToObj(i -> "host-" + i)
                .filter(h -> Bucket.exposed(rollout, share, List.of(), h, Map.of()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * How many hosts a share exposes is a sum of independent draws. Over all seeds it is within four standard deviations of the share;
     * so is it for each single one, but for the few of 4,000 that chance allows (one in 16,000).
     */
    @Test
    void exposed_overAThousandSeeds_isTheShareWithinFourStandardDeviations() {
        Random random = new Random(1);
        int[] shares = {1_000, 10_000, 50_000, 90_000};
        long[] totals = new long[shares.length];
        double[] squares = new double[shares.length];
        int beyond = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            String rollout = new UUID(random.nextLong(), random.nextLong()).toString();
            int[] counts = new int[shares.length];
            for (int host = 0; host < HOSTS; host++) {
                int bucket = Bucket.of(rollout, "ip-10-0-" + host / 256 + "-" + host % 256);
                for (int s = 0; s < shares.length; s++) {
                    counts[s] += bucket < shares[s] ? 1 : 0;
                }
            }
            for (int s = 0; s < shares.length; s++) {
                double deviations = deviations(counts[s], HOSTS, shares[s]);
                totals[s] += counts[s];
                squares[s] += deviations * deviations;
                beyond += Math.abs(deviations) > 4 ? 1 : 0;
            }
        }
        for (int s = 0; s < shares.length; s++) {
            assertEquals(0, deviations(totals[s], (long) SEEDS * HOSTS, shares[s]), 4, "a share of " + shares[s]);
            // The standard error of this estimate is 1/sqrt(2 * SEEDS), 0.022.
            assertEquals(1, Math.sqrt(squares[s] / SEEDS), 0.09, "the spread at a share of " + shares[s]);
        }
        assertTrue(beyond <= 2, beyond + " counts of 4,000 are beyond four standard deviations");
    }

    /** By how many standard deviations a count differs from the share of so many. */
    private static double deviations(long count, long of, int share) {
        double p = (double) share / Bucket.BUCKETS;
        return (count - of * p) / Math.sqrt(of * p * (1 - p));
    }

    /** Whom one rollout exposes says nothing of the next: the same hosts are not always first. */
    @Test
    void of_inTwoRollouts_isIndependent() {
        long both = IntStream.range(0, 100_000)
                .filter(h -> Bucket.of("one", "host-" + h) < 10_000 && Bucket.of("two", "host-" + h) < 10_000)
                .count();
        assertEquals(1_000, (double) both, 4 * Math.sqrt(1_000 * 0.99));
    }

    @Test
    void exposed_byTags_needsAllOfOneGroup() {
        List<Map<String, String>> groups = List.of(Map.of("ring", "canary", "zone", "a"), Map.of("ring", "early"));
        assertTrue(Bucket.exposed("r", 0, groups, "h", Map.of("ring", "canary", "zone", "a", "more", "x")));
        assertTrue(Bucket.exposed("r", 0, groups, "h", Map.of("ring", "early")));
        assertFalse(Bucket.exposed("r", 0, groups, "h", Map.of("ring", "canary")));
        assertFalse(Bucket.exposed("r", 0, groups, "h", Map.of("ring", "canary", "zone", "b")));
        assertFalse(Bucket.exposed("r", 0, groups, "h", Map.of()));
    }
}
