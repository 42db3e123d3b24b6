package dev.noticeboard.agent.daemon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Requests of every route, broken at random places: no answer is a 5xx, none hangs, and the next good request is served.
 * The seed is told with what fails; {@code -Dfuzz.seed=N} repeats it, {@code -Dfuzz.requests=N} takes longer.
 */
@Timeout(300)
class HttpFuzzTest {
    private static final String HEAD = " HTTP/1.1\r\nHost: localhost\r\nX-Noticeboard-Token: " + ServedBoard.TOKEN;
    private static final String SIGNED = " HTTP/1.1\r\nHost: localhost\r\nAuthorization: AWS4-HMAC-SHA256"
            + " Credential=a, SignedHeaders=host, Signature=0\r\nX-Amz-Target: AmazonSSM.";
    private static final List<String> GOOD = List.of(
            "GET /v1/parameters/sim/prod/a" + HEAD + "\r\n\r\n",
            "GET /v1/parameters/sim/prod/a?version=1&format=text" + HEAD + "\r\nIf-None-Match: \"x\"\r\n\r\n",
            "GET /v1/parameters?prefix=/sim/prod&recursive=false" + HEAD + "\r\n\r\n",
            "GET /v1/changes?after=1&waitSeconds=0&namespace=/sim/prod" + HEAD + "\r\n\r\n",
            "GET /v1/status" + HEAD + "\r\n\r\n",
            "HEAD /healthz" + HEAD + "\r\n\r\n",
            "GET /systemsmanager/parameters/get?name=%2Fsim%2Fprod%2Fa&label=good" + HEAD + "\r\n\r\n",
            ssm("GetParameter", "{\"Name\":\"/sim/prod/a:1\",\"WithDecryption\":true}"),
            ssm("GetParameters", "{\"Names\":[\"/sim/prod/a\",\"b\"]}"),
            ssm("GetParametersByPath", "{\"Path\":\"/sim\",\"Recursive\":true,\"MaxResults\":1,\"NextToken\":\"MQ\"}"),
            "POST /" + SIGNED
                    + "GetParameter\r\nTransfer-Encoding: chunked\r\n\r\n14\r\n{\"Name\":\"/sim/prod/a\"\r\n1\r\n}\r\n0\r\n\r\n");
    private static final List<String> BITS = List.of(
            "\r\n",
            "\n",
            " ",
            "\0",
            "%",
            "%00",
            "%2F",
            "..",
            "//",
            ":",
            "é",
            "\"",
            "{",
            "]",
            "null",
            "1e999",
            "-1",
            "9".repeat(40),
            "Content-Length: 5\r\n",
            "Transfer-Encoding: gzip\r\n",
            "Expect: 100-continue\r\n",
            "Upgrade: h2c\r\n",
            "HTTP/2.0",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "?",
            "&",
            "=",
            "#",
            "\t",
            "x".repeat(3000));

    private final ServedBoard served = new ServedBoard(Map.of("a", "1"));

    private static String ssm(String operation, String body) {
        return "POST /" + SIGNED + operation + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @AfterEach
    void close() {
        served.close();
    }

    private static byte[] broken(Random random) {
        StringBuilder request = new StringBuilder(GOOD.get(random.nextInt(GOOD.size())));
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(request.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> request.insert(at, BITS.get(random.nextInt(BITS.size())));
                case 1 -> request.delete(at, Math.min(request.length(), at + 1 + random.nextInt(20)));
                case 2 -> request.setLength(at);
                default ->
                    request.replace(at, Math.min(request.length(), at + 1), String.valueOf((char) random.nextInt(256)));
            }
        }
        return request.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void http_whenRequestsAreBroken_answersNo5xxAndGoesOn() throws Exception {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        Random random = new Random(seed);
        Map<Integer, Integer> seen = new HashMap<>();
        for (int i = 0; i < Integer.getInteger("fuzz.requests", 1500); i++) {
            byte[] request = broken(random);
            String answer = Raw.exchange(served.http.endpoint(), request);
            int status = Raw.status(answer);
            assertTrue(
                    status < 500,
                    () -> "seed " + seed + ": " + answer + "\nto\n" + new String(request, StandardCharsets.ISO_8859_1));
            seen.merge(status, 1, Integer::sum);
        }
        assertTrue(seen.containsKey(200) && seen.containsKey(400), "seed " + seed + " tried too little: " + seen);
        assertEquals(200, served.get("/v1/parameters/sim/prod/a").statusCode());
    }
}
