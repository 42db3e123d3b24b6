package dev.noticeboard.agent.daemon.http;

import java.io.IOException;
import java.net.BindException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;

/** The Unix socket that the local HTTP may listen on. */
final class UnixSocket {
    /** Owner and group may connect: to connect one must be allowed to write (Linux, unix(7)). */
    private static final String MODE = "rw-rw----";

    static AbstractConnector connector(Server server, HttpConnectionFactory http, LocalHttpOptions options) {
        UnixDomainServerConnector connector = new UnixDomainServerConnector(server, 1, 1, http);
        connector.setUnixDomainPath(Objects.requireNonNull(options.socket()));
        return connector;
    }

    /** Removes the socket that a killed daemon left. @throws BindException if somebody listens on it, or it is no socket */
    static void clear(Path socket) throws IOException {
        if (!Files.exists(socket)) {
            return;
        }
        if (Files.isRegularFile(socket) || Files.isDirectory(socket)) {
            throw new BindException(socket + " is there, and is no socket");
        }
        try (SocketChannel other = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            throw new BindException(socket + " is in use by " + (other.isConnected() ? "another process" : "someone"));
        } catch (BindException e) {
            throw e;
        } catch (IOException nobodyListens) {
            Files.delete(socket);
        }
    }

    static void protect(Path socket) throws IOException {
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString(MODE));
    }

    private UnixSocket() {}
}
