package dev.noticeboard.localstack.integration;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What the integration tests run against. */
enum CloudKind {
    EMBEDDED("the embedded default"),
    LOCALSTACK("LocalStack"),
    MOTO("moto_server"),
    ACCOUNT("an account of AWS"),
    OTHER("an unknown emulator");

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final String text;

    CloudKind(String text) {
        this.text = text;
    }

    /**
     * What listens there: LocalStack and moto have addresses of their own beside AWS's.
     *
     * @throws IllegalStateException if nothing answers within 5 s
     */
    static CloudKind at(URI endpoint) {
        if (status(endpoint, "/_localstack/health") == 200) {
            return LOCALSTACK;
        }
        return status(endpoint, "/moto-api/data.json") == 200 ? MOTO : OTHER;
    }

    private static int status(URI endpoint, String path) {
        try {
            HttpClient http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(LIMIT)
                    .build();
            HttpRequest request = HttpRequest.newBuilder(endpoint.resolve(path))
                    .timeout(LIMIT)
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new IllegalStateException("AWS_ENDPOINT_URL names " + endpoint + ", where nothing answers (" + e
                    + "); start what is to be tested against, or correct it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking " + endpoint, e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
