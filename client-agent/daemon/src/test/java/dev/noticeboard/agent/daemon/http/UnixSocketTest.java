package dev.noticeboard.agent.daemon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same routes on a Unix socket, which its mode protects. */
@Timeout(60)
class UnixSocketTest {
    @TempDir
    Path directory;

    private static String ask(Path socket, String more) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(("GET /v1/parameters/sim/prod/a?format=text HTTP/1.1\r\nHost: any\r\n" + more
                            + "Connection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII)));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void socket_withoutAToken_servesWhoMayConnect() throws Exception {
        Path socket = directory.resolve("s");
        try (ServedBoard served = new ServedBoard(Map.of("a", "17"), o -> LocalHttpOptions.onSocket(socket))) {
            assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
            String answer = ask(socket, "");
            assertTrue(answer.startsWith("HTTP/1.1 200 OK") && answer.endsWith("\r\n\r\n17"), answer);
            assertTrue(ask(socket, "X-Forwarded-For: a\r\n").startsWith("HTTP/1.1 403"));
            assertThrows(
                    UncheckedIOException.class,
                    () -> LocalHttp.start(LocalHttpOptions.onSocket(socket), served.agents, Clock.systemUTC()),
                    "one that is in use is left alone");
            assertTrue(ask(socket, "").startsWith("HTTP/1.1 200"));
        }
    }

    @Test
    void socket_withAToken_asksForIt() throws Exception {
        Path socket = directory.resolve("s");
        try (ServedBoard served = new ServedBoard(
                Map.of("a", "17"), o -> LocalHttpOptions.onSocket(socket).withToken(Token.of(ServedBoard.TOKEN)))) {
            assertEquals("http://localhost", served.http.endpoint().toString());
            assertTrue(ask(socket, "").startsWith("HTTP/1.1 401"));
            assertTrue(ask(socket, "X-Noticeboard-Token: " + ServedBoard.TOKEN + "\r\n")
                    .startsWith("HTTP/1.1 200"));
        }
    }

    @Test
    void socket_thatAKilledDaemonLeft_isReplacedAndAFileIsNot() throws Exception {
        Path socket = directory.resolve("s");
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(socket));
        }
        assertTrue(Files.exists(socket));
        try (ServedBoard served = new ServedBoard(Map.of("a", "17"), o -> LocalHttpOptions.onSocket(socket))) {
            assertTrue(ask(socket, "").startsWith("HTTP/1.1 200"));
            assertEquals(0, served.http.waiting());
        }
        Path file = Files.writeString(directory.resolve("f"), "precious");
        assertThrows(UncheckedIOException.class, () -> new ServedBoard(Map.of(), o -> LocalHttpOptions.onSocket(file)));
        assertEquals("precious", Files.readString(file));
    }
}
