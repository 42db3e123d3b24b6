package dev.noticeboard.localstack.integration;

import dev.noticeboard.functions.contract.Exchange;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request as it goes over the wire, and as the contract sees it.
 *
 * @param method any word
 * @param path raw
 * @param query raw, without its question mark; perhaps empty
 * @param headers beside those of every request
 * @param body the body's text; empty for none
 */
record FuzzRequest(String method, String path, String query, Map<String, String> headers, String body) {

    /** The bytes to send to a server. */
    byte[] bytes(URI server) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head =
                new StringBuilder(method + " " + path + (query.isEmpty() ? "" : "?" + query) + " HTTP/1.1\r\n");
        head.append("Host: ").append(server.getAuthority()).append("\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (content.length > 0) {
            head.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(content.length)
                    .append("\r\n");
        }
        byte[] first = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[first.length + content.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(content, 0, all, first.length, content.length);
        return all;
    }

    /** The same for the contract. Of a query parameter that is sent twice the last counts. */
    Exchange.Request seen() {
        Map<String, String> seen = new LinkedHashMap<>();
        if (!query.isEmpty()) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                try {
                    seen.put(
                            decoded(equals < 0 ? pair : pair.substring(0, equals)),
                            equals < 0 ? "" : decoded(pair.substring(equals + 1)));
                } catch (IllegalArgumentException broken) {
                    seen.put("a broken encoding", "");
                }
            }
        }
        Map<String, String> stripped = new LinkedHashMap<>();
        headers.forEach((name, value) -> stripped.put(name, value.strip()));
        String text = new String(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return new Exchange.Request(method, path, seen, stripped, text);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** A command that sends it again. */
    String repeat(URI server) {
        return "echo " + Base64.getEncoder().encodeToString(bytes(server)) + " | base64 -d | nc " + server.getHost()
                + " " + server.getPort();
    }

    /** The request in one line, long parts cut. */
    @Override
    public String toString() {
        String line = method + " " + path + (query.isEmpty() ? "" : "?" + query)
                + (headers.isEmpty() ? "" : " " + headers) + (body.isEmpty() ? "" : " " + body);
        line = line.replaceAll("\\p{Cntrl}", "?");
        return line.length() > 1500 ? line.substring(0, 1500) + "… (" + line.length() + " characters)" : line;
    }
}
