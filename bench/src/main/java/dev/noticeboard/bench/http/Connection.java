package dev.noticeboard.bench.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpFields;

/** A kept-alive connection by hand, so that the client costs as little as it can. For one thread. */
final class Connection implements AutoCloseable {
    /** Longer than any answer may take; a read that takes longer is a hang, and fails. */
    private static final int PATIENCE_MILLIS = 30_000;

    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream in;

    Connection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * One request, one answer.
     *
     * @param fields takes the header's, but for the length, the date and the server's name
     * @throws IOException if the answer is other than 200
     */
    String exchange(byte[] request, HttpFields.Mutable fields) throws IOException {
        int length = head(request, line -> {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon);
            if (!name.equalsIgnoreCase("date") && !name.equalsIgnoreCase("server")) {
                fields.add(name, line.substring(colon + 1).strip());
            }
        });
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** The same where only the time counts. */
    void exchange(byte[] request) throws IOException {
        in.skipNBytes(head(request, line -> {}));
    }

    /** Sends, and reads the answer up to its body; returns the body's length, and gives away the header's other fields. */
    private int head(byte[] request, Consumer<String> field) throws IOException {
        socket.getOutputStream().write(request);
        String status = line();
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("not served: " + status);
        }
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(line.substring(LENGTH.length()).strip());
            } else {
                field.accept(line);
            }
        }
        return length;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection ended");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    static byte[] bytes(String request) {
        return request.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
