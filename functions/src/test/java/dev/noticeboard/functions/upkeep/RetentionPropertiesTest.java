package dev.noticeboard.functions.upkeep;

import static dev.noticeboard.functions.store.Fixtures.name;
import static dev.noticeboard.functions.upkeep.Upkept.label;
import static dev.noticeboard.functions.upkeep.Upkept.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.store.FakeBoardStore;
import dev.noticeboard.functions.store.Fixtures;
import dev.noticeboard.schemas.board.Parameter;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Any history, any labels, any settings: what is dropped is exactly what may be. */
class RetentionPropertiesTest {
    private final ManualTime time = new ManualTime();
    private final FakeBoardStore board = new FakeBoardStore();
    private final Committer committer = Fixtures.committer(board, time, 1);
    /** When each version was written, those dropped included. */
    private final TreeMap<Long, Instant> written = new TreeMap<>();

    private @Nullable Integer keepVersions;
    private @Nullable Integer keepDays;

    @Property(tries = 300)
    void retention_whateverHappened_dropsExactlyWhatMayBe(@ForAll long seed) {
        new RetentionPropertiesTest().live(new Random(seed));
    }

    /** Versions 1 and 3 to 7 are there, and settings that keep six: when 1 was superseded tells 3, not the newest. */
    @Example
    void retention_whenTheVersionAboveWasDroppedBefore_looksFurtherUp() {
        new RetentionPropertiesTest().live(new Random(1623));
    }

    private void live(Random random) {
        write();
        for (int step = 0; step < 40; step++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> write();
                case 2 -> time.pause(Duration.ofHours(random.nextInt(60)));
                case 3 -> move(random);
                case 4 -> configure(random);
                default -> retain();
            }
        }
        retain();
    }

    private void write() {
        long version = written.size() + 1L;
        Upkept.write(committer, Fixtures.put("a", "v" + version));
        written.put(version, time.instant());
    }

    private void move(Random random) {
        Set<Long> held = held();
        long version = 1L + random.nextInt(written.size());
        if (held.contains(version)) {
            Upkept.write(committer, label("a", "l" + random.nextInt(2), version));
        }
    }

    private void configure(Random random) {
        keepVersions = random.nextBoolean() ? null : 1 + random.nextInt(6);
        keepDays = random.nextBoolean() ? null : 1 + random.nextInt(6);
        Upkept.write(committer, settings(keepVersions, keepDays, null));
    }

    private Set<Long> held() {
        return board.history(name("a"), Long.MAX_VALUE, 1000, Long.MAX_VALUE).versions().stream()
                .map(Parameter::version)
                .collect(Collectors.toSet());
    }

    private void retain() {
        Set<Long> before = held();
        new HistoryKeeper(new FakeUpkeepStore(board), board, time).run();
        Set<Long> after = held();
        Set<Long> expected =
                before.stream().filter(v -> kept(v, superseded(v, before))).collect(Collectors.toSet());
        assertEquals(expected, after);
        for (long version : before) {
            // As it really was, not as far as the history can still tell.
            assertTrue(after.contains(version) || !kept(version, written.get(version + 1)), "version " + version);
        }
    }

    /** When the next version was written that is still there. */
    private @Nullable Instant superseded(long version, Set<Long> there) {
        return written.tailMap(version, false).entrySet().stream()
                .filter(e -> there.contains(e.getKey()))
                .map(e -> e.getValue())
                .findFirst()
                .orElse(null);
    }

    private boolean kept(long version, @Nullable Instant superseded) {
        return superseded == null
                || board.labels(name("a")).versions().containsValue(version)
                || (keepVersions == null && keepDays == null)
                || (keepVersions != null && version > written.lastKey() - keepVersions)
                || (keepDays != null
                        && Duration.between(superseded, time.instant()).compareTo(Duration.ofDays(keepDays)) < 0);
    }
}
