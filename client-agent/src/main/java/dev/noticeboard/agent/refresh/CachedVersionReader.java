package dev.noticeboard.agent.refresh;

import dev.noticeboard.agent.sync.BoardReadException;
import dev.noticeboard.agent.sync.VersionReader;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what another reader found: versions, which never change, until others were asked for more recently; labels, which
 * move, for a short time, and beyond it while they cannot be read. Both within an epoch only, since a restored table may give
 * a number again. That a version is not there is not kept, since it may
 * come. Thread-safe; no lock is held during a read.
 */
public final class CachedVersionReader implements VersionReader {
    /** Entries of each kind. At the largest value, 64 KiB of UTF-8, both kinds together stay under some 32 MiB. */
    static final int ENTRIES = 256;
    /** How long a label is believed. A few seconds: as long as a change may take to arrive by push anyway. */
    static final Duration LABEL_TTL = Duration.ofSeconds(5);

    private final VersionReader reader;
    private final Supplier<String> epoch;
    private final Clock clock;
    private final Lru<VersionKey, Parameter> versions = new Lru<>();
    private final Lru<LabelKey, Labelled> labels = new Lru<>();

    private record VersionKey(String epoch, ParameterName name, long version) {}

    private record LabelKey(String epoch, ParameterName name, String label) {}

    private record Labelled(Optional<Parameter> found, Instant at) {}

    /** The least recently used goes first. */
    private static final class Lru<K, V> {
        private final Map<K, V> map = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > ENTRIES;
            }
        };

        synchronized @Nullable V get(K key) {
            return map.get(key);
        }

        synchronized void put(K key, V value) {
            map.put(key, value);
        }
    }

    /** @param epoch the epoch of what the agent serves now */
    public CachedVersionReader(VersionReader reader, Supplier<String> epoch, Clock clock) {
        this.reader = reader;
        this.epoch = epoch;
        this.clock = clock;
    }

    @Override
    public Optional<Parameter> version(ParameterName name, long version) {
        VersionKey key = new VersionKey(epoch.get(), name, version);
        Parameter kept = versions.get(key);
        if (kept != null) {
            return Optional.of(kept);
        }
        Optional<Parameter> read = reader.version(name, version);
        read.ifPresent(p -> versions.put(key, p));
        return read;
    }

    @Override
    public Optional<Parameter> label(ParameterName name, String label) {
        LabelKey key = new LabelKey(epoch.get(), name, label);
        Labelled kept = labels.get(key);
        Instant now = clock.instant();
        // A clock that was set back makes a label look younger than it is: then it is read, too.
        if (kept != null && !now.isBefore(kept.at) && now.isBefore(kept.at.plus(LABEL_TTL))) {
            return kept.found;
        }
        try {
            Optional<Parameter> read = reader.label(name, label);
            labels.put(key, new Labelled(read, now));
            read.ifPresent(p -> versions.put(new VersionKey(key.epoch, name, p.version()), p));
            return read;
        } catch (BoardReadException e) {
            if (kept == null) {
                throw e;
            }
            return kept.found;
        }
    }
}
