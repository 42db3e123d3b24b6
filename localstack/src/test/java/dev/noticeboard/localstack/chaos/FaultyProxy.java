package dev.noticeboard.localstack.chaos;

import dev.noticeboard.localstack.emulators.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Stands between a client and a service, passes requests on, and fails some of them as the service or the net would. Thread-safe. */
final class FaultyProxy implements AutoCloseable {
    private static final int LARGEST_BODY = 12 * 1024 * 1024;
    /** Bytes that are no text of JSON or XML (RFC 8259, section 7; XML 1.0, section 2.2), so that no reader can take them for a value. */
    private static final int GARBLED = 8;

    /**
     * What goes wrong. Of the shares, 0 to 1 each and in all at most 1, one falls on each request.
     *
     * @param throttled refused for want of capacity
     * @param lost carried out, and then answered 500
     * @param cut carried out, and then the connection is ended without an answer
     * @param garbled carried out, and answered with a part missing or overwritten
     * @param held carried out only after {@code holdMillis}
     * @param holdMillis for how long, in milliseconds
     * @param down whether every connection is cut before the request is passed on
     */
    record Weather(
            double throttled, double lost, double cut, double garbled, double held, long holdMillis, boolean down) {
        static final Weather FAIR = new Weather(0, 0, 0, 0, 0, 0, false);
        static final Weather DOWN = new Weather(0, 0, 0, 0, 0, 0, true);

        static Weather throttling(double share) {
            return new Weather(share, 0, 0, 0, 0, 0, false);
        }

        static Weather losing(double share) {
            return new Weather(0, share / 2, share / 2, 0, 0, 0, false);
        }

        static Weather garbling(double share) {
            return new Weather(0, 0, 0, share, 0, 0, false);
        }

        static Weather holding(double share, long millis) {
            return new Weather(0, 0, 0, 0, share, millis, false);
        }
    }

    private final URI target;
    private final String throttling;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SplittableRandom random;
    private final LoopbackServer server;
    private final FaultTally tally;
    private volatile Weather weather = Weather.FAIR;

    /** @param throttling the body of the service's own answer to a throttled request, status 400 */
    FaultyProxy(String what, URI target, String throttling, long seed, FaultTally tally) {
        this.target = target;
        this.throttling = throttling;
        this.random = new SplittableRandom(seed);
        this.tally = tally;
        this.server = LoopbackServer.start("chaos-" + what, 0, LoopbackServer.plain(), new Forward());
    }

    URI endpoint() {
        return server.endpoint();
    }

    void set(Weather other) {
        weather = other;
    }

    private synchronized double draw() {
        return random.nextDouble();
    }

    private final class Forward extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws IOException {
            byte[] body = LoopbackServer.body(request, LARGEST_BODY);
            Weather now = weather;
            if (now.down) {
                tally.add(Fault.KILL);
                cut(request, callback);
                return true;
            }
            double left = draw();
            if (left < now.throttled) {
                tally.add(Fault.THROTTLE);
                answer(response, callback, 400, throttling.getBytes(StandardCharsets.UTF_8));
                return true;
            }
            double drawn = left - now.throttled;
            boolean hold =
                    drawn >= now.lost + now.cut + now.garbled && drawn < now.lost + now.cut + now.garbled + now.held;
            if (hold) {
                tally.add(Fault.PAUSE);
            }
            Executor when =
                    hold ? CompletableFuture.delayedExecutor(now.holdMillis, TimeUnit.MILLISECONDS) : Runnable::run;
            HttpRequest copy = copy(request, body);
            var unused = CompletableFuture.supplyAsync(() -> copy, when)
                    .thenCompose(c -> client.sendAsync(c, HttpResponse.BodyHandlers.ofByteArray()))
                    .whenComplete((answer, error) -> {
                        if (error != null) {
                            cut(request, callback);
                        } else if (drawn < now.lost) {
                            tally.add(Fault.DROP);
                            answer(response, callback, 500, new byte[0]);
                        } else if (drawn < now.lost + now.cut) {
                            tally.add(Fault.KILL);
                            cut(request, callback);
                        } else if (drawn < now.lost + now.cut + now.garbled && answer.body().length > GARBLED) {
                            tally.add(Fault.CORRUPT);
                            pass(answer, garbled(answer.body()), response, callback);
                        } else {
                            pass(answer, answer.body(), response, callback);
                        }
                    });
            return true;
        }

        /** Cut short, or overwritten in the middle. */
        private byte[] garbled(byte[] whole) {
            int at = (int) (draw() * (whole.length - GARBLED));
            if (draw() < 0.5) {
                return Arrays.copyOf(whole, at);
            }
            byte[] copy = whole.clone();
            Arrays.fill(copy, at, at + GARBLED, (byte) 0);
            return copy;
        }

        private static void cut(Request request, Callback callback) {
            request.getConnectionMetaData().getConnection().getEndPoint().close();
            callback.succeeded();
        }

        private static void pass(HttpResponse<byte[]> answer, byte[] body, Response response, Callback callback) {
            answer.headers().map().forEach((name, values) -> {
                if (passes(name)) {
                    response.getHeaders().put(name, values);
                }
            });
            answer(response, callback, answer.statusCode(), body);
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
