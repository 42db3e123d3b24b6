package dev.noticeboard.agent.daemon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 800 connections at once are served; those beyond are told 429. */
@Timeout(120)
class ConnectionLimitTest {
    private final ServedBoard served = new ServedBoard(Map.of("a", "1"));
    private final List<Socket> open = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        served.close();
    }

    private Socket send(String path) throws IOException {
        Socket socket = Raw.open(served.http.endpoint());
        open.add(socket);
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nX-Noticeboard-Token: " + ServedBoard.TOKEN
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Status line, and what follows the headers, as long as Content-Length says. */
    private static List<String> answer(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String status = String.valueOf(in.readLine());
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring(16));
            }
        }
        char[] body = new char[length];
        for (int read = 0; read < length; ) {
            int n = in.read(body, read, length - read);
            if (n < 0) {
                break;
            }
            read += n;
        }
        return List.of(status, new String(body));
    }

    @Test
    void connections_upToTheLimit_areHeldAndServed_andMoreAreTold429() throws Exception {
        List<Socket> polls = new ArrayList<>();
        for (int i = 0; i < LocalHttpOptions.CONNECTIONS; i++) {
            polls.add(send("/v1/changes?after=1&waitSeconds=20"));
        }
        long deadline = System.nanoTime() + 15_000_000_000L;
        while (served.http.waiting() < LocalHttpOptions.CONNECTIONS && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertEquals(LocalHttpOptions.CONNECTIONS, served.http.waiting());
        for (int i = 0; i < 20; i++) {
            Socket beyond = send("/v1/parameters/sim/prod/a");
            List<String> refusal = answer(beyond);
            assertEquals("HTTP/1.1 429 Too Many Requests", refusal.get(0));
            assertTrue(refusal.get(1).contains("Close some, or ask later"), refusal.get(1));
            assertEquals(-1, beyond.getInputStream().read(), "it closes after that");
        }
        assertEquals("HTTP/1.1 200 OK", answer(send("/healthz")).get(0), "a supervisor must not take it for dead");
        served.put("a", "2");
        for (Socket poll : polls) {
            List<String> answer = answer(poll);
            assertEquals("HTTP/1.1 200 OK", answer.get(0));
            assertTrue(answer.get(1).contains("{\"name\":\"/sim/prod/a\",\"version\":2}"), answer.get(1));
        }
        assertEquals(0, served.http.waiting());
        polls.get(0).close();
        deadline = System.nanoTime() + 15_000_000_000L;
        String status = "";
        while (!status.equals("HTTP/1.1 200 OK") && System.nanoTime() < deadline) {
            try (Socket again = send("/v1/parameters/sim/prod/a")) {
                status = answer(again).get(0);
            }
        }
        assertEquals("HTTP/1.1 200 OK", status, "a place that became free is given away");
    }
}
