package dev.noticeboard.localstack.integration;

import dev.noticeboard.functions.contract.Exchange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sends bytes as they are and reads what comes back: no client in between that would correct a request. */
final class RawHttp {
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    private final URI server;
    private final Duration limit;

    RawHttp(URI server, Duration limit) {
        this.server = server;
        this.limit = limit;
    }

    /** @throws IOException if there is no whole answer in time */
    Exchange.Answer send(byte[] request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), (int) limit.toMillis());
            socket.setSoTimeout((int) limit.toMillis());
            try {
                socket.getOutputStream().write(request);
            } catch (IOException answeredBeforeTheEnd) {
                // What was answered can be read all the same.
            }
            return parse(socket.getInputStream().readAllBytes());
        }
    }

    private static Exchange.Answer parse(byte[] bytes) throws IOException {
        int end = indexOf(bytes, END_OF_HEAD);
        if (end < 0) {
            throw new IOException("the answer of " + bytes.length + " bytes has no end of its headers");
        }
        String[] head = new String(bytes, 0, end, StandardCharsets.ISO_8859_1).split("\r\n", -1);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : Arrays.asList(head).subList(1, head.length)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        Exchange.Answer answer = new Exchange.Answer(Integer.parseInt(head[0].split(" ", -1)[1]), headers, "");
        byte[] content = Arrays.copyOfRange(bytes, end + END_OF_HEAD.length, bytes.length);
        if (answer.headers().getOrDefault("Transfer-Encoding", "").equals("chunked")) {
            content = unchunked(content);
        }
        return new Exchange.Answer(answer.status(), headers, new String(content, StandardCharsets.UTF_8));
    }

    private static byte[] unchunked(byte[] content) throws IOException {
        var whole = new ByteArrayOutputStream();
        try (InputStream in = new ByteArrayInputStream(content)) {
            for (int size = size(in); size > 0; size = size(in)) {
                whole.write(in.readNBytes(size));
                in.skipNBytes(2);
            }
        }
        return whole.toByteArray();
    }

    private static int size(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return Integer.parseInt(line.toString().strip(), 16);
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i <= bytes.length - part.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        return -1;
    }
}
