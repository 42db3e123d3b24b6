package dev.noticeboard.agent.report;

import dev.noticeboard.agent.refresh.Timer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks a URL again and again whether the application is well: an answer of 200 to 299 within the time-out says so. Redirects
 * are not followed; the body is not read. Thread-safe; asks on the timer's thread.
 */
public final class HealthCheck implements AutoCloseable {
    private static final int FIRST_GOOD = 200;
    private static final int FIRST_OTHER = 300;

    private final URI url;
    private final Duration timeout;
    private final Duration interval;
    private final Timer timer;
    private final BiConsumer<Boolean, @Nullable String> told;
    private final HttpClient http;
    private volatile boolean closed;

    /**
     * @param url an {@code http} or {@code https} address
     * @param timeout for an answer, more than 0
     * @param interval from one answer to the next question, more than 0
     * @param timer of a thread that may wait for the answer
     * @param told hears each outcome: whether it is well, and if not, why
     * @throws IllegalArgumentException if one is not what it must be
     */
    public HealthCheck(
            URI url, Duration timeout, Duration interval, Timer timer, BiConsumer<Boolean, @Nullable String> told) {
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        require(
                web && url.getHost() != null,
                "url: is no http address. Give for example http://127.0.0.1:8080/health.");
        require(timeout.compareTo(Duration.ZERO) > 0, "timeout: must be more than 0. Give for example 2 s.");
        require(interval.compareTo(Duration.ZERO) > 0, "interval: must be more than 0. Give for example 10 s.");
        this.url = url;
        this.timeout = timeout;
        this.interval = interval;
        this.timer = timer;
        this.told = told;
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Begins to ask, at once. */
    public void start() {
        timer.after(Duration.ZERO, this::check);
    }

    private void check() {
        if (closed) {
            return;
        }
        String trouble = ask();
        if (!closed) {
            told.accept(trouble == null, trouble);
            timer.after(interval, this::check);
        }
    }

    /** What is wrong; null if nothing is. */
    private @Nullable String ask() {
        try {
            int status = http.send(
                            HttpRequest.newBuilder(url).timeout(timeout).GET().build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status >= FIRST_GOOD && status < FIRST_OTHER ? null : "HTTP " + status;
        } catch (HttpTimeoutException e) {
            return "no answer within " + timeout.toMillis() + " ms";
        } catch (ConnectException e) {
            return "nobody listens there";
        } catch (IOException e) {
            return "no answer: " + e.getClass().getSimpleName();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
            return "interrupted";
        }
    }

    /** Asks nothing more. */
    @Override
    public void close() {
        closed = true;
    }
}
