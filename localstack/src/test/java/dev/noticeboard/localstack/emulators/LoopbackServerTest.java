package dev.noticeboard.localstack.emulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopbackServerTest {
    @ParameterizedTest
    @CsvSource({
        "localhost, '', 200",
        "127.0.0.1:80, '', 200",
        "[::1], '', 200",
        "evil.example, '', 403",
        "localhost.evil.example, '', 403",
        "localhost, Origin: https://evil.example, 403",
        "localhost, Origin: null, 403",
        "localhost, Origin: http://localhost:3000, 200"
    })
    void handle_whenHostOrOriginAreForeign_refuses(String host, String header, int status) throws IOException {
        Handler yes = new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.write(true, ByteBuffer.wrap("yes".getBytes(StandardCharsets.UTF_8)), callback);
                return true;
            }
        };
        try (LoopbackServer server = LoopbackServer.start("test", 0, LoopbackServer.plain(), yes);
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), server.endpoint().getPort())) {
            String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\n" + (header.isEmpty() ? "" : header + "\r\n")
                    + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
            assertEquals(status == 200, answer.endsWith("yes"), answer);
        }
    }
}
