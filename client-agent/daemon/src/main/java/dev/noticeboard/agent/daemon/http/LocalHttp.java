package dev.noticeboard.agent.daemon.http;

import dev.noticeboard.agent.ParameterAgents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The local HTTP (Jetty): our own routes, those of the AWS Parameters and Secrets Lambda Extension, and SSM's protocol, all
 * answered from the agents' snapshots. Nothing that it serves waits for the network, except versions and labels other than the
 * served ones. Thread-safe.
 */
public final class LocalHttp implements AutoCloseable {
    /** Threads: reads of the table hold 8 of them at most, and long polls none. */
    private static final int THREADS = 32;
    /**
     * Longer than a long poll, so that none is cut off; and longer than the JDK's client keeps a connection ({@code
     * jdk.httpclient.keepalive.timeout}, 30 s), or a request may meet one that ends in the same instant.
     */
    private static final Duration IDLE = ChangeFeed.LONGEST.plusSeconds(20);
    /** Connections beyond the limit that are told so at the same time; more wait in the kernel. */
    private static final int TO_BE_TOLD = 200;

    private static final int BACKLOG = 1024;

    private final Server server;
    private final ChangeFeed feed;
    private final HttpMeters meters;
    private final AbstractConnector connector;
    private final LocalHttpOptions options;

    private LocalHttp(LocalHttpOptions options, ParameterAgents agents, Clock clock) {
        this.options = options;
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("noticeboard-http");
        threads.setDaemon(true);
        this.server = new Server(threads);
        HttpConnectionFactory http = new HttpConnectionFactory(configuration(options));
        this.connector =
                options.socket() == null ? port(server, http, options) : UnixSocket.connector(server, http, options);
        connector.setIdleTimeout(IDLE.toMillis());
        ConnectionLimit limit = new ConnectionLimit(options.connections());
        connector.addBean(limit);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(options.connections() + TO_BE_TOLD, connector));
        this.feed = new ChangeFeed(agents.all(), options.connections(), threads);
        this.meters = new HttpMeters(limit::count, feed::waiting);
        Routes routes = new Routes(options, new BoardView(agents), feed, meters, clock);
        server.setErrorHandler(new JettyErrors());
        server.setHandler(new Front(limit, new Access(options), routes, meters));
    }

    private static HttpConfiguration configuration(LocalHttpOptions options) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(options.requestBytes());
        // Names may come with encoded slashes; the routes judge the path themselves and never resolve it.
        http.setUriCompliance(UriCompliance.UNSAFE);
        return http;
    }

    private static AbstractConnector port(Server server, HttpConnectionFactory http, LocalHttpOptions options) {
        // One selector: a local agent's work is small, and the host's cores are the application's.
        ServerConnector connector = new ServerConnector(server, 1, 1, http);
        connector.setHost(options.address().getHostAddress());
        connector.setPort(options.port());
        connector.setAcceptQueueSize(BACKLOG);
        return connector;
    }

    /**
     * Starts it. The agents stay the caller's, to be closed after this.
     *
     * @param clock the time that the status is of
     * @throws UncheckedIOException if the port or socket is taken, or cannot be made
     */
    public static LocalHttp start(LocalHttpOptions options, ParameterAgents agents, Clock clock) {
        LocalHttp started = new LocalHttp(options, agents, clock);
        try {
            if (options.socket() != null) {
                UnixSocket.clear(options.socket());
            }
            started.server.start();
            if (options.socket() != null) {
                UnixSocket.protect(options.socket());
            }
        } catch (Exception e) {
            started.close();
            throw new UncheckedIOException(
                    "the local HTTP cannot listen on " + started.where()
                            + "; give another port or socket, or stop who has it",
                    e instanceof IOException io ? io : new IOException(e));
        }
        return started;
    }

    private String where() {
        return options.socket() == null
                ? options.address().getHostAddress() + " port " + options.port()
                : String.valueOf(options.socket());
    }

    /** How many long polls wait. */
    int waiting() {
        return feed.waiting();
    }

    /** Where it listens, without a trailing slash; {@code http://localhost} on a Unix socket. */
    public URI endpoint() {
        if (!(connector instanceof ServerConnector tcp)) {
            return URI.create("http://localhost");
        }
        String host = options.address().getHostAddress();
        return URI.create("http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + tcp.getLocalPort());
    }

    /** Answers who waits, stops listening and ends its threads. Idempotent. */
    @Override
    public void close() {
        feed.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the local HTTP did not stop", e);
        } finally {
            meters.close();
        }
    }
}
