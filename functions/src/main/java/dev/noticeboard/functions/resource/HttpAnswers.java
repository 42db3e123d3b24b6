package dev.noticeboard.functions.resource;

import dev.noticeboard.functions.runtime.Backoff;
import dev.noticeboard.functions.runtime.Pauses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Puts answers to CloudFormation's pre-signed URLs. No content type is sent: the signature holds for none (source: AWS CloudFormation User Guide,
 * "Custom resource response objects"; S3's signature covers the type). Thread-safe.
 */
public final class HttpAnswers implements Answers {
    /** All tries with their pauses stay under half a minute, so that the function's limit holds them beside a commit. */
    static final int TRIES = 4;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PAUSE_BASE = Duration.ofMillis(250);
    private static final Duration PAUSE_CAP = Duration.ofSeconds(2);

    private final Predicate<URI> allowed;
    private final Pauses pauses;
    private final Backoff backoff;

    /**
     * Makes them.
     *
     * @param allowed where an answer may go: the URL comes with the request
     */
    public HttpAnswers(Predicate<URI> allowed, Pauses pauses, RandomGenerator random) {
        this.allowed = allowed;
        this.pauses = pauses;
        this.backoff = new Backoff(PAUSE_BASE, PAUSE_CAP, random);
    }

    /**
     * AWS's own hosts over HTTPS, and an emulator where the environment names one.
     *
     * @param environment of which {@code AWS_ENDPOINT_URL} counts
     */
    public static Predicate<URI> ofAws(Map<String, String> environment) {
        String emulator = environment.get("AWS_ENDPOINT_URL");
        String host = emulator == null || emulator.isEmpty()
                ? null
                : URI.create(emulator).getHost();
        return uri -> {
            String to = uri.getHost();
            boolean aws = "https".equals(uri.getScheme())
                    && to != null
                    && (to.endsWith(".amazonaws.com") || to.endsWith(".amazonaws.com.cn"));
            return aws || (to != null && to.equals(host));
        };
    }

    @Override
    public void deliver(String url, String json) {
        URI uri = uri(url);
        // A client of its own: calls are rare, and a snapshot of the function holds no open connection.
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .PUT(BodyPublishers.ofString(json))
                .build();
        String said = "";
        IOException last = null;
        for (int tries = 1; tries <= TRIES; tries++) {
            try {
                int status = client.send(request, BodyHandlers.discarding()).statusCode();
                if (status / 100 == 2) {
                    return;
                }
                said = "HTTP status " + status;
                last = null;
            } catch (IOException e) {
                said = e.getClass().getSimpleName();
                last = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UnansweredException("interrupted while answering", e);
            }
            if (tries < TRIES) {
                pauses.pause(backoff.next(tries));
            }
        }
        throw unanswered(TRIES + " tries, the last with " + said, last);
    }

    private URI uri(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw unanswered("its URL is none", null);
        }
        if (!allowed.test(uri)) {
            throw unanswered("its URL does not lead to AWS", null);
        }
        return uri;
    }

    private static UnansweredException unanswered(String why, @Nullable Throwable cause) {
        return new UnansweredException("CloudFormation could not be answered: " + why, cause);
    }
}
