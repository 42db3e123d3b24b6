package dev.noticeboard.agent.daemon.overrides;

import dev.noticeboard.agent.daemon.config.ConfigException;
import dev.noticeboard.schemas.name.Namespace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's values that win over the board, and are loud about it: in the log at the start, at every change and every hour, by
 * name and never by value. The file counts as a whole: while it is broken, the last good one holds. A file that is gone overrides
 * nothing: to remove it is how an operator ends it. Thread-safe.
 */
public final class OverrideFile {
    private static final Logger LOG = LoggerFactory.getLogger(OverrideFile.class);
    private static final Duration REMINDER = Duration.ofHours(1);

    private final Path file;
    private final List<Namespace> namespaces;
    private final Clock clock;
    private final BiConsumer<Path, SortedMap<String, String>> listener;

    private volatile SortedMap<String, String> values = Collections.emptySortedMap();
    private @Nullable Object seen;
    private Instant reminded = Instant.MIN;
    private int reminders;

    /**
     * Reads nothing yet.
     *
     * @param namespaces those that are kept; the file may name parameters in these only
     * @param listener told the values at each change
     */
    public OverrideFile(
            Path file, List<Namespace> namespaces, Clock clock, BiConsumer<Path, SortedMap<String, String>> listener) {
        this.file = file;
        this.namespaces = List.copyOf(namespaces);
        this.clock = clock;
        this.listener = listener;
    }

    /** What holds now, by full name; unmodifiable. */
    public SortedMap<String, String> values() {
        return values;
    }

    /**
     * Reads the file for the first time.
     *
     * @throws ConfigException if it is broken: there is no last good one yet
     */
    public synchronized void start() {
        seen = stamp();
        accept(read());
    }

    /** Reads the file if its time or size is another one than before, and reminds of it every hour. */
    public synchronized void check() {
        Object now = stamp();
        if (!now.equals(seen)) {
            reread(now);
        } else if (!values.isEmpty() && !clock.instant().isBefore(reminded.plus(REMINDER))) {
            remind();
        }
    }

    /** How many times the log was told. */
    synchronized int reminders() {
        return reminders;
    }

    /** Reads the file whatever its time says. */
    public synchronized void reload() {
        reread(stamp());
    }

    private void reread(Object now) {
        seen = now;
        SortedMap<String, String> next;
        try {
            next = read();
        } catch (ConfigException e) {
            LOG.error("{}; the {} overrides from before still hold", e.getMessage(), values.size());
            return;
        }
        if (!next.equals(values)) {
            accept(next);
        }
    }

    private void accept(SortedMap<String, String> next) {
        boolean silent = next.isEmpty() && values.isEmpty();
        values = Collections.unmodifiableSortedMap(next);
        if (!silent) {
            remind();
            listener.accept(file, values);
        }
    }

    private void remind() {
        reminded = clock.instant();
        reminders++;
        if (values.isEmpty()) {
            LOG.warn("nothing is overridden any more: {} is empty or gone", file);
            return;
        }
        LOG.warn(
                "{} parameters are overridden by {} and not as the board has them: {}",
                values.size(),
                file,
                String.join(", ", values.keySet()));
    }

    private SortedMap<String, String> read() {
        try {
            return OverrideText.read(
                    String.valueOf(file.getFileName()), Files.readString(file, StandardCharsets.UTF_8), namespaces);
        } catch (NoSuchFileException gone) {
            return new TreeMap<>();
        } catch (IOException e) {
            throw new ConfigException("override-file: " + file + " cannot be read ("
                    + e.getClass().getSimpleName() + "). Give a readable UTF-8 file");
        } catch (ConfigException e) {
            throw new ConfigException("override-file: " + file + " " + e.getMessage());
        }
    }

    private Object stamp() {
        try {
            BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(a.lastModifiedTime(), a.size(), String.valueOf(a.fileKey()));
        } catch (IOException e) {
            return "none";
        }
    }
}
