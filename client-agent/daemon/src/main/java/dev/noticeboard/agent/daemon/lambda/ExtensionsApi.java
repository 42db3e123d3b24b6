package dev.noticeboard.agent.daemon.lambda;

import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * AWS Lambda's Extensions API, version 2020-01-01 (AWS Lambda Developer Guide, "Lambda Extensions API"): registers for INVOKE and
 * SHUTDOWN, then asks for one event after the other. Not thread-safe.
 */
final class ExtensionsApi {
    private static final String NAME = "Lambda-Extension-Name";
    private static final String IDENTIFIER = "Lambda-Extension-Identifier";
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final String base;
    private String identifier = "";

    /** @param address host and port, as {@code AWS_LAMBDA_RUNTIME_API} has them */
    ExtensionsApi(String address) {
        this.base = "http://" + address + "/2020-01-01/extension/";
    }

    /** What comes next. */
    sealed interface Event {
        /** The function is invoked; Lambda waits for the extension as well. */
        record Invoke() implements Event {}

        /**
         * The environment ends.
         *
         * @param reason {@code spindown}, {@code timeout} or {@code failure}
         */
        record Shutdown(String reason) implements Event {}
    }

    /** The API refused, or gave no answer that is one. */
    static final class ExtensionsApiException extends RuntimeException {
        ExtensionsApiException(String message) {
            super(message);
        }
    }

    /**
     * Registers under the name of the file in {@code /opt/extensions}, as Lambda demands.
     *
     * @throws ExtensionsApiException if refused
     */
    void register(String name) {
        HttpURLConnection connection = open("register");
        connection.setRequestProperty(NAME, name);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        try (OutputStream body = connection.getOutputStream()) {
            body.write(
                    Json.write(Map.of("events", List.of("INVOKE", "SHUTDOWN"))).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ExtensionsApiException("cannot register with Lambda: no connection");
        }
        answer(connection, "register");
        String given = connection.getHeaderField(IDENTIFIER);
        if (given == null) {
            throw new ExtensionsApiException("cannot register with Lambda: the answer has no " + IDENTIFIER);
        }
        identifier = given;
    }

    /**
     * Says that it is ready, and waits for the next event; the environment may be frozen meanwhile.
     *
     * @throws ExtensionsApiException if refused
     */
    Event next() {
        HttpURLConnection connection = open("event/next");
        connection.setRequestProperty(IDENTIFIER, identifier);
        String body = answer(connection, "event/next");
        try {
            Map<?, ?> event = Json.readTolerant(body, Map.class);
            return "SHUTDOWN".equals(event.get("eventType"))
                    ? new Event.Shutdown(String.valueOf(event.get("shutdownReason")))
                    : new Event.Invoke();
        } catch (MalformedException e) {
            throw new ExtensionsApiException("event/next answered what is no event");
        }
    }

    /** Tells Lambda that the extension could not start, before it exits. */
    void initError(String type, String message) {
        HttpURLConnection connection = open("init/error");
        connection.setRequestProperty(IDENTIFIER, identifier);
        connection.setRequestProperty("Lambda-Extension-Function-Error-Type", type);
        connection.setDoOutput(true);
        try (OutputStream body = connection.getOutputStream()) {
            body.write(Json.write(Map.of("errorType", type, "errorMessage", message))
                    .getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ExtensionsApiException("cannot report the failed start: no connection");
        }
        answer(connection, "init/error");
    }

    private HttpURLConnection open(String path) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(base + path).toURL().openConnection();
            connection.setConnectTimeout((int) CONNECT.toMillis());
            // event/next answers at the next invocation, however late that is.
            connection.setReadTimeout(0);
            return connection;
        } catch (IOException e) {
            throw new ExtensionsApiException("no Extensions API at " + base);
        }
    }

    private static String answer(HttpURLConnection connection, String what) {
        try {
            int status = connection.getResponseCode();
            if (status / 100 != 2) {
                throw new ExtensionsApiException("Lambda answered " + what + " with " + status);
            }
            try (InputStream body = connection.getInputStream()) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new ExtensionsApiException("Lambda did not answer " + what);
        }
    }
}
