package dev.noticeboard.agent.daemon.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;

/**
 * Counts connections. One beyond the limit is accepted all the same, so that it can be told why it is not served, and
 * closes after that one answer; it takes no place from those that are served. Thread-safe.
 */
final class ConnectionLimit implements Connection.Listener {
    /** Milliseconds that a connection beyond the limit may stay without asking. Long enough to send a request over loopback. */
    private static final long PATIENCE_MILLIS = 2_000;

    private final int limit;
    private final Set<Connection> served = ConcurrentHashMap.newKeySet();
    private final Object door = new Object();

    ConnectionLimit(int limit) {
        this.limit = limit;
    }

    @Override
    public void onOpened(Connection connection) {
        synchronized (door) {
            if (served.size() < limit) {
                served.add(connection);
                return;
            }
        }
        connection.getEndPoint().setIdleTimeout(PATIENCE_MILLIS);
    }

    @Override
    public void onClosed(Connection connection) {
        served.remove(connection);
    }

    boolean serves(Connection connection) {
        return served.contains(connection);
    }

    int count() {
        return served.size();
    }
}
