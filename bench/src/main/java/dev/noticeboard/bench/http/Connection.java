package dev.noticeboard.bench.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;

/** A kept-alive connection by hand, so that the client costs as little as it can. For one thread. */
final class Connection implements AutoCloseable {
    /** Longer than any answer may take; a read that takes longer is a hang, and fails. */
    private static final int PATIENCE_MILLIS = 30_000;

    private static final String LENGTH = "content-length";

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
     * @param fields takes the header's, but for the length and the date
     * @throws IOException if the answer is other than 200
     */
    String exchange(byte[] request, HttpFields.Mutable fields) throws IOException {
        socket.getOutputStream().write(request);
        String status = line();
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("not served: " + status);
        }
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon);
            String value = line.substring(colon + 1).strip();
            if (name.equalsIgnoreCase(LENGTH)) {
                length = Integer.parseInt(value);
            } else if (!name.equalsIgnoreCase("date") && !name.equalsIgnoreCase("server")) {
                fields.add(name, value);
            }
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** The same where only the time counts. */
    int exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        int length = 0;
        String status = line();
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("not served: " + status);
        }
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(line.substring(LENGTH.length() + 1).strip());
            }
        }
        in.skipNBytes(length);
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
