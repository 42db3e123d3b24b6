package dev.noticeboard.agent.daemon.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** HTTP by hand over a socket, for what no client would send. */
final class Raw {
    /** Longer than any answer may take; a read that takes longer is a hang, and fails. */
    private static final int PATIENCE_MILLIS = 30_000;

    static Socket open(URI endpoint) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Sends these bytes, says that no more come, and reads to the end. */
    static String exchange(URI endpoint, byte[] request) throws IOException {
        try (Socket socket = open(endpoint)) {
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
            } catch (SocketException refusedMidway) {
                // It may have answered before it heard all.
            }
            return rest(socket);
        }
    }

    static String exchange(URI endpoint, String request) throws IOException {
        return exchange(endpoint, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String rest(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                all.write(buffer, 0, n);
            }
        } catch (SocketException reset) {
            // What was read before counts.
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** The first answer's status; 0 if there was none. */
    static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }

    private Raw() {}
}
