package dev.noticeboard.localstack.emulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local's request handler behind our own connector.
 *
 * <p>Its own server binds to every address, prints a banner to standard output and sends usage data; its handler does
 * none of the three. Its native SQLite library comes inside its jar for Linux, macOS and Windows, x86-64 and (but for
 * Windows) ARM64, and is unpacked to {@code java.io.tmpdir}; {@code org.sqlite.lib.path} names a folder to take it from
 * instead.
 */
public final class DynamoDbLocalServer implements AutoCloseable {
    /** Held, since the JDK forgets the level of a logger that nobody holds. */
    private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");
    /** No web page of another origin may call it. */
    private static final String NO_CORS = "";

    private final LoopbackServer server;
    private final LocalDynamoDBServerHandler handler;

    private DynamoDbLocalServer(LoopbackServer server, LocalDynamoDBServerHandler handler) {
        this.server = server;
        this.handler = handler;
    }

    /**
     * Starts it.
     *
     * @param port 1 to 65535, or 0 for a free one
     * @param folder where to keep the tables, made if absent; null for memory
     * @throws UncheckedIOException if the port is taken or the folder cannot be made
     */
    public static DynamoDbLocalServer start(int port, @Nullable Path folder) {
        SQLITE.setLevel(Level.OFF);
        boolean inMemory = folder == null;
        String path = folder == null ? null : made(folder).toString();
        var tables = new LocalDynamoDBRequestHandler(0, inMemory, path, true, false);
        var handler = new LocalDynamoDBServerHandler(tables, NO_CORS);
        LoopbackServer server = LoopbackServer.start("dynamodb", port, LoopbackServer.plain(), handler);
        return new DynamoDbLocalServer(server, handler);
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder " + folder, e);
        }
    }

    /** Where it listens. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** Stops it; what was written stays in the folder, if there is one. Idempotent. */
    @Override
    public void close() {
        server.close();
        handler.close();
    }
}
