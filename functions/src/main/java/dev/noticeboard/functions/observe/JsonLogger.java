package dev.noticeboard.functions.observe;

import dev.noticeboard.functions.runtime.Faults;
import dev.noticeboard.schemas.json.Json;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/**
 * Writes each event as one line of JSON with the fields that Lambda's JSON log format has: {@code timestamp}, {@code level} and {@code message}, so that
 * Lambda takes the line as it is and filters it by its level; beside them the logger, the ids of the invocation, and key-value pairs. Of a throwable its
 * classes and places are told, never its message, which could quote a parameter's value. Thread-safe.
 *
 * <p>Source: AWS Lambda Developer Guide, "Configuring JSON and plain text log formats".
 */
final class JsonLogger extends LegacyAbstractLogger implements LoggingEventAware {
    private final transient Clock clock;
    private final transient Consumer<String> lines;
    /** The lowest level that is written; null for none. */
    private final @Nullable Level threshold;

    JsonLogger(String name, @Nullable Level threshold, Clock clock, Consumer<String> lines) {
        this.name = name;
        this.threshold = threshold;
        this.clock = clock;
        this.lines = lines;
    }

    private boolean enabled(Level level) {
        return threshold != null && level.toInt() >= threshold.toInt();
    }

    @Override
    public boolean isTraceEnabled() {
        return enabled(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return enabled(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return enabled(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return enabled(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return enabled(Level.ERROR);
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    public void log(LoggingEvent event) {
        write(
                event.getLevel(),
                event.getMessage(),
                event.getArgumentArray(),
                event.getKeyValuePairs(),
                event.getThrowable());
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            Object @Nullable [] arguments,
            @Nullable Throwable throwable) {
        write(level, pattern, arguments, null, throwable);
    }

    private void write(
            Level level,
            String pattern,
            Object @Nullable [] arguments,
            @Nullable List<KeyValuePair> pairs,
            @Nullable Throwable throwable) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("timestamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("level", level.name());
        line.put("message", MessageFormatter.basicArrayFormat(pattern, arguments));
        line.put("logger", name);
        Map<String, String> context = MDC.getCopyOfContextMap();
        if (context != null) {
            context.forEach(line::putIfAbsent);
        }
        if (pairs != null) {
            pairs.forEach(pair -> line.putIfAbsent(pair.key, String.valueOf(pair.value)));
        }
        if (throwable != null) {
            line.putIfAbsent("fault", Faults.describe(throwable));
        }
        lines.accept(Json.write(line));
    }
}
