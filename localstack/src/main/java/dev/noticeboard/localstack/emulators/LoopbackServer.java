package dev.noticeboard.localstack.emulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** An HTTP server (Jetty) that only this machine can reach: the base of every front and emulator that is ours. */
public final class LoopbackServer implements AutoCloseable {
    /** Connections that the kernel keeps waiting: a thousand agents may connect in the same instant. */
    private static final int BACKLOG = 1024;
    /** Threads; requests beyond them wait in Jetty's queue. Handlers block on the table, so more than cores. */
    private static final int THREADS = 64;

    /**
     * After so long without a request the server ends a connection: long after the JDK's client does ({@code
     * jdk.httpclient.keepalive.timeout}, 30 s), or a request may meet a connection that ends in the same instant.
     */
    private static final Duration IDLE = Duration.ofSeconds(90);

    private final Server server;
    private final URI endpoint;

    private LoopbackServer(Server server, URI endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    /**
     * Starts one.
     *
     * @param what names the server in threads and errors
     * @param port 1 to 65535, or 0 for a free one
     * @throws UncheckedIOException if the port is taken
     */
    public static LoopbackServer start(String what, int port, HttpConfiguration http, Handler handler) {
        return start(what, port, http, new ErrorHandler(), handler);
    }

    /**
     * Starts one that answers in its own manner what never reaches the handler.
     *
     * @param errors writes the answer to a request that is not well-formed, or whose handler threw
     * @throws UncheckedIOException if the port is taken
     */
    public static LoopbackServer start(
            String what, int port, HttpConfiguration http, Request.Handler errors, Handler handler) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName(what);
        threads.setDaemon(true);
        Server server = new Server(threads);
        // One selector is enough for loopback, and leaves the two cores of a small machine to the work.
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(port);
        connector.setAcceptQueueSize(BACKLOG);
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        server.setErrorHandler(errors);
        server.setHandler(new LoopbackGuard(handler));
        try {
            server.start();
        } catch (Exception e) {
            stop(server);
            throw new UncheckedIOException(
                    what + " cannot listen on port " + port + "; give another port, or 0 for a free one",
                    e instanceof IOException io ? io : new IOException(e));
        }
        return new LoopbackServer(server, URI.create("http://" + connector.getHost() + ":" + connector.getLocalPort()));
    }

    /** HTTP settings for a server behind which nothing parses the request's path. */
    public static HttpConfiguration plain() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        return http;
    }

    /**
     * Reads a request's body up to a limit, and lets what is beyond it pass unread by anyone, so that the client hears the
     * answer instead of a reset connection.
     *
     * @return at most {@code limit + 1} bytes; more than {@code limit} of them mean that the body is too large
     */
    public static byte[] body(Request request, int limit) throws IOException {
        try (var in = Request.asInputStream(request)) {
            byte[] read = in.readNBytes(limit + 1);
            if (read.length > limit) {
                // Up to four times the limit again; whoever sends more is cut off.
                in.skip(4L * limit);
            }
            return read;
        }
    }

    /** Where it listens, without a trailing slash. */
    public URI endpoint() {
        return endpoint;
    }

    /** Stops listening and ends its threads. Idempotent. */
    @Override
    public void close() {
        stop(server);
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server did not stop", e);
        }
    }
}
