package dev.noticeboard.localstack.wiring;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.noticeboard.localstack.emulators.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * API Gateway's part: turns HTTP requests into the proxy events of a REST API, and the handler's answers into HTTP.
 * Nobody signs here; every request comes from the one caller that the options name.
 */
public final class ApiFront implements AutoCloseable {
    /** API Gateway: a payload has at most 10 MB. */
    static final int MAX_BODY = 10 * 1024 * 1024;
    /** API Gateway: request line and header values have 10,240 bytes together; Jetty counts the headers' names too. */
    private static final int MAX_HEADERS = 12 * 1024;
    /** API Gateway: an integration answers within 29 s. */
    private static final Duration LIMIT = Duration.ofSeconds(29);

    private static final Logger LOG = LoggerFactory.getLogger(ApiFront.class);

    /**
     * How it is set up.
     *
     * @param port 1 to 65535, or 0 for a free one
     * @param userArn the IAM identity that every caller has
     * @param callerId its unique id, as IAM gives users one
     */
    public record Options(int port, String userArn, String callerId) {
        /** Who calls, unless told otherwise. */
        public static final String LOCAL_USER = "arn:aws:iam::000000000000:user/local";

        /** That user's unique id. */
        public static final String LOCAL_CALLER = "AIDALOCALUSER00000000";

        /** At this port, as the local user. */
        public static Options at(int port) {
            return new Options(port, LOCAL_USER, LOCAL_CALLER);
        }
    }

    private final LoopbackServer server;

    private ApiFront(LoopbackServer server) {
        this.server = server;
    }

    /**
     * Starts it.
     *
     * @throws java.io.UncheckedIOException if the port is taken
     */
    public static ApiFront start(
            Options options,
            Clock clock,
            RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> function) {
        HttpConfiguration http = LoopbackServer.plain();
        http.setRequestHeaderSize(MAX_HEADERS);
        // The path is passed on as it came; the handler judges encoded slashes and dots itself.
        http.setUriCompliance(UriCompliance.UNSAFE);
        return new ApiFront(LoopbackServer.start(
                "api", options.port(), http, new ProblemErrors(), new Gateway(options, clock, function)));
    }

    /** Where it listens. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** Stops it. Idempotent. */
    @Override
    public void close() {
        server.close();
    }

    private static final class Gateway extends Handler.Abstract {
        private final ProxyEvents events;
        private final Clock clock;
        private final RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> function;

        Gateway(
                Options options,
                Clock clock,
                RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> function) {
            this.events = new ProxyEvents(options.userArn(), options.callerId(), clock);
            this.clock = clock;
            this.function = function;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws IOException {
            byte[] body = LoopbackServer.body(request, MAX_BODY);
            if (body.length > MAX_BODY) {
                ProblemErrors.write(
                        response,
                        callback,
                        HttpStatus.PAYLOAD_TOO_LARGE_413,
                        "The body has more than " + MAX_BODY + " bytes. Send less at a time.");
                return true;
            }
            String requestId = UUID.randomUUID().toString();
            APIGatewayProxyResponseEvent answer = invoke(request, body, requestId);
            if (answer == null) {
                ProblemErrors.write(
                        response,
                        callback,
                        HttpStatus.BAD_GATEWAY_502,
                        "The function failed. Its log tells more under the request id " + requestId + ".");
            } else {
                write(answer, response, callback);
            }
            return true;
        }

        private @Nullable APIGatewayProxyResponseEvent invoke(Request request, byte[] body, String requestId) {
            APIGatewayProxyRequestEvent event = events.of(request, body, requestId);
            try {
                APIGatewayProxyResponseEvent answer =
                        function.handleRequest(event, new LocalContext("api", requestId, clock, LIMIT));
                return answer == null || answer.getStatusCode() == null ? null : answer;
            } catch (RuntimeException e) {
                // The message may hold a value; the class and the place do not.
                LOG.error("request {} failed: {} at {}", requestId, e.getClass().getName(), place(e));
                return null;
            }
        }

        private static String place(RuntimeException e) {
            StackTraceElement[] trace = e.getStackTrace();
            return trace.length == 0 ? "an unknown place" : trace[0].toString();
        }

        private static void write(APIGatewayProxyResponseEvent answer, Response response, Callback callback) {
            response.setStatus(answer.getStatusCode());
            if (answer.getHeaders() != null) {
                answer.getHeaders().forEach(response.getHeaders()::put);
            }
            if (answer.getMultiValueHeaders() != null) {
                answer.getMultiValueHeaders().forEach((name, values) -> {
                    response.getHeaders().remove(name);
                    values.forEach(value -> response.getHeaders().add(name, value));
                });
            }
            if (!response.getHeaders().contains(HttpHeader.CONTENT_TYPE)) {
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            }
            String body = answer.getBody() == null ? "" : answer.getBody();
            byte[] bytes = Boolean.TRUE.equals(answer.getIsBase64Encoded())
                    ? Base64.getDecoder().decode(body)
                    : body.getBytes(StandardCharsets.UTF_8);
            response.write(true, ByteBuffer.wrap(bytes), callback);
        }
    }
}
