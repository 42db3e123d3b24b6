package dev.noticeboard.localstack.chaos;

import dev.noticeboard.localstack.emulators.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Stands between agents and a service, passes requests on, and fails some of them as the service itself would. Thread-safe. */
final class FaultyProxy implements AutoCloseable {
    private static final int LARGEST_BODY = 12 * 1024 * 1024;

    /**
     * What goes wrong.
     *
     * @param throttled the share of requests that is answered as throttled, 0 to 1
     * @param failed the share that is answered 500 after the service did as asked: the answer is lost
     * @param down whether every connection is cut
     */
    record Weather(double throttled, double failed, boolean down) {
        static final Weather FAIR = new Weather(0, 0, false);
    }

    private final URI target;
    private final String throttling;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SplittableRandom random;
    private final LoopbackServer server;
    private final AtomicLong faults = new AtomicLong();
    private volatile Weather weather = Weather.FAIR;

    /** @param throttling the body of the service's own answer to a throttled request, status 400 */
    FaultyProxy(String what, URI target, String throttling, long seed) {
        this.target = target;
        this.throttling = throttling;
        this.random = new SplittableRandom(seed);
        this.server = LoopbackServer.start("chaos-" + what, 0, LoopbackServer.plain(), new Forward());
    }

    URI endpoint() {
        return server.endpoint();
    }

    void set(Weather other) {
        weather = other;
    }

    /** How many requests it let fail. */
    long faults() {
        return faults.get();
    }

    private synchronized double draw() {
        return random.nextDouble();
    }

    private final class Forward extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws IOException {
            byte[] body = LoopbackServer.body(request, LARGEST_BODY);
            Weather now = weather;
            double drawn = draw();
            if (now.down) {
                faults.incrementAndGet();
                cut(request, callback);
                return true;
            }
            if (drawn < now.throttled) {
                faults.incrementAndGet();
                answer(response, callback, 400, throttling.getBytes(StandardCharsets.UTF_8));
                return true;
            }
            boolean lose = drawn < now.throttled + now.failed;
            var unused = client.sendAsync(copy(request, body), HttpResponse.BodyHandlers.ofByteArray())
                    .whenComplete((answer, error) -> {
                        if (error != null) {
                            cut(request, callback);
                        } else if (lose) {
                            faults.incrementAndGet();
                            answer(response, callback, 500, new byte[0]);
                        } else {
                            pass(answer, response, callback);
                        }
                    });
            return true;
        }

        private static void cut(Request request, Callback callback) {
            request.getConnectionMetaData().getConnection().getEndPoint().close();
            callback.succeeded();
        }

        private static void pass(HttpResponse<byte[]> answer, Response response, Callback callback) {
            answer.headers().map().forEach((name, values) -> {
                if (passes(name)) {
                    response.getHeaders().put(name, values);
                }
            });
            answer(response, callback, answer.statusCode(), answer.body());
        }

        private HttpRequest copy(Request request, byte[] body) {
            HttpRequest.Builder copy = HttpRequest.newBuilder(
                            URI.create(target + request.getHttpURI().getPathQuery()))
                    .method(
                            request.getMethod(),
                            body.length == 0
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofByteArray(body));
            request.getHeaders().forEach(field -> {
                if (passes(field.getName())) {
                    copy.header(field.getName(), field.getValue());
                }
            });
            return copy.build();
        }

        /** Headers that belong to one connection stay on it. */
        private static boolean passes(String name) {
            return switch (name.toLowerCase(java.util.Locale.ROOT)) {
                case "connection", "content-length", "expect", "host", "transfer-encoding", "upgrade", "date" -> false;
                default -> !name.startsWith(":");
            };
        }

        private static void answer(Response response, Callback callback, int status, byte[] body) {
            response.setStatus(status);
            response.write(true, ByteBuffer.wrap(body), callback);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
