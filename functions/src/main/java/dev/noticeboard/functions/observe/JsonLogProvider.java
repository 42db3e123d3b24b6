package dev.noticeboard.functions.observe;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * The log of the functions in Lambda: lines of JSON on standard output. Only Lambda's jar names it to SLF4J; whoever runs the functions elsewhere brings a
 * provider of their own.
 *
 * <p>Ours is written from the level that Lambda is told ({@code AWS_LAMBDA_LOG_LEVEL}, which Lambda sets from the function's application log level; INFO by
 * default), the libraries' from WARN. The JSON Schema library is silent: it quotes expressions of schemas that it cannot compile. Thread-safe.
 */
public final class JsonLogProvider implements SLF4JServiceProvider {
    /** Source: AWS Lambda Developer Guide, "Configuring advanced logging controls", log level filtering. */
    private static final String LEVEL = "AWS_LAMBDA_LOG_LEVEL";

    private static final String OURS = "dev.noticeboard.";
    private static final String SILENT = "com.networknt.";

    private final Map<String, Logger> loggers = new ConcurrentHashMap<>();
    private final MDCAdapter context = new BasicMDCAdapter();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final Level level;
    private final Clock clock;
    private final Consumer<String> lines;

    /** Made by SLF4J. */
    public JsonLogProvider() {
        this(System.getenv(), Clock.systemUTC(), line -> System.out.println(line));
    }

    JsonLogProvider(Map<String, String> environment, Clock clock, Consumer<String> lines) {
        this.level = level(environment.getOrDefault(LEVEL, ""));
        this.clock = clock;
        this.lines = lines;
    }

    private static Level level(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "TRACE" -> Level.TRACE;
            case "DEBUG" -> Level.DEBUG;
            case "WARN" -> Level.WARN;
            case "ERROR", "FATAL" -> Level.ERROR;
            default -> Level.INFO;
        };
    }

    private @Nullable Level threshold(String logger) {
        if (logger.startsWith(SILENT)) {
            return null;
        }
        boolean quiet = !logger.startsWith(OURS) && level.toInt() < Level.WARN.toInt();
        return quiet ? Level.WARN : level;
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> loggers.computeIfAbsent(name, n -> new JsonLogger(n, threshold(n), clock, lines));
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0";
    }

    @Override
    public void initialize() {
        // Everything is made with the provider.
    }
}
