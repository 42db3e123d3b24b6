package dev.noticeboard.agent.daemon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What nobody is answered, by each route in its own manner, and never with a value. */
@Timeout(60)
class RefusalsTest {
    private static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/ssm/aws4_request, SignedHeaders=host, Signature=0";
    private static final List<String> GUARDED = List.of(
            "/v1/parameters/sim/prod/a",
            "/v1/parameters",
            "/v1/changes?after=0",
            "/v1/status",
            "/metrics",
            "/systemsmanager/parameters/get?name=/sim/prod/a",
            "/nothing");

    private final ServedBoard served = new ServedBoard(Map.of("a", "secret"));

    @AfterEach
    void close() {
        served.close();
    }

    private String raw(String requestLine, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(requestLine).append("\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        String answer = Raw.exchange(
                served.http.endpoint(),
                request.append("Connection: close\r\n\r\n").toString());
        assertFalse(answer.contains("secret"), answer);
        return answer;
    }

    private static String token() {
        return "X-Noticeboard-Token: " + ServedBoard.TOKEN;
    }

    @Test
    void request_withoutItsToken_isRefused() throws Exception {
        for (String path : GUARDED) {
            assertEquals(401, Raw.status(raw("GET " + path + " HTTP/1.1", "Host: localhost")), path);
            String wrong = raw("GET " + path + " HTTP/1.1", "Host: localhost", "X-Noticeboard-Token: wrong");
            assertEquals(403, Raw.status(wrong), path);
            assertEquals(
                    401,
                    Raw.status(raw("GET " + path + " HTTP/1.1", "Host: localhost", "Authorization: " + SIGNED)),
                    "a signature stands for the token on SSM's route only");
        }
        assertEquals(
                403, Raw.status(raw("POST / HTTP/1.1", "Host: localhost", "X-Amz-Target: AmazonSSM.GetParameter")));
        String basic = raw(
                "POST / HTTP/1.1",
                "Host: localhost",
                "X-Amz-Target: AmazonSSM.GetParameter",
                "Authorization: Basic eDp5");
        assertEquals(403, Raw.status(basic));
        assertTrue(basic.contains("\"__type\":\"MissingAuthenticationTokenException\""), basic);
    }

    @Test
    void request_byAProxy_isRefusedEvenWithItsToken() throws Exception {
        for (String header : List.of("X-Forwarded-For: 10.0.0.1", "Forwarded: for=10.0.0.1")) {
            for (String path : GUARDED) {
                assertEquals(
                        403, Raw.status(raw("GET " + path + " HTTP/1.1", "Host: localhost", token(), header)), path);
            }
            assertEquals(
                    403, Raw.status(raw("POST / HTTP/1.1", "Host: localhost", "Authorization: " + SIGNED, header)));
        }
    }

    @Test
    void request_toAnotherHostsName_isRefused() throws Exception {
        for (String host :
                List.of("evil.example", "127.0.0.1.evil.example", "10.0.0.1", "localhost.evil.example:2773")) {
            assertEquals(403, Raw.status(raw("GET /v1/parameters HTTP/1.1", "Host: " + host, token())), host);
        }
        for (String host : List.of("localhost", "LOCALHOST:2773", "127.0.0.1:1", "[::1]:2773")) {
            assertEquals(
                    200,
                    Raw.status(raw(
                            "GET /v1/parameters?recursive=false&prefix=/sim/prod/no HTTP/1.1",
                            "Host: " + host,
                            token())),
                    host);
        }
    }

    @Test
    void request_thatIsTooLong_isRefusedByWhatIsTooLong() throws Exception {
        String much = "x".repeat(LocalHttpOptions.REQUEST_BYTES);
        assertEquals(414, Raw.status(raw("GET /" + much + " HTTP/1.1", "Host: localhost")));
        assertEquals(431, Raw.status(raw("GET / HTTP/1.1", "Host: localhost", "X-Much: " + much)));
        String body = "x".repeat(LocalHttpOptions.BODY_BYTES + 1);
        assertEquals(
                413, served.bare("POST", "/", body, "Authorization", SIGNED).statusCode());
        String chunked = "POST / HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + SIGNED
                + "\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n" + body
                + "\r\n0\r\n\r\n";
        assertEquals(413, Raw.status(Raw.exchange(served.http.endpoint(), chunked)));
    }

    @Test
    void body_thatIsRefused_isHeardOutSoThatItsCallerHearsTheAnswer() throws Exception {
        String next = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        for (String authorization : List.of(SIGNED, "Basic eDp5")) {
            String much = "x".repeat(8 * LocalHttpOptions.BODY_BYTES);
            String post = "POST / HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + authorization;
            int refused = authorization.equals(SIGNED) ? 413 : 403;
            for (String body : List.of(
                    "\r\nContent-Length: " + much.length() + "\r\n\r\n" + much,
                    "\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(much.length()) + "\r\n" + much
                            + "\r\n0\r\n\r\n")) {
                String answers = Raw.exchange(served.http.endpoint(), post + body + next);
                assertEquals(refused, Raw.status(answers));
                assertTrue(answers.contains("HTTP/1.1 200 "), "the connection goes on: " + answers);
            }
        }
        String endless = "POST / HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + SIGNED + "\r\nContent-Length: "
                + (Body.HEARD_BYTES + 1) + "\r\n\r\n";
        assertTrue(Raw.exchange(served.http.endpoint(), endless).contains("Connection: close"), "not waited for");
    }

    @Test
    void request_thatIsMalformed_isRefused() throws Exception {
        assertEquals(400, Raw.status(raw("GET", "Host: localhost")));
        assertEquals(400, Raw.status(raw("GET / HTTP/1.1")), "HTTP/1.1 needs a Host");
        assertEquals(400, Raw.status(raw("GET / HTTP/9.9", "Host: localhost")));
        assertEquals(400, Raw.status(raw("GET /v1/parameters/%zz HTTP/1.1", "Host: localhost", token())));
        assertEquals(400, Raw.status(raw("GET /v1/parameters/a%ff HTTP/1.1", "Host: localhost", token())));
        assertEquals(400, Raw.status(raw("GET /v1/parameters?prefix=%2 HTTP/1.1", "Host: localhost", token())));
        assertEquals(400, Raw.status(raw("GET /v1/parameters?prefix=a&prefix=b HTTP/1.1", "Host: localhost", token())));
        assertEquals(
                405, Raw.status(raw("POST /v1/parameters HTTP/1.1", "Host: localhost", token(), "Content-Length: 0")));
        assertEquals(405, Raw.status(raw("GET / HTTP/1.1", "Host: localhost", token())));
        assertEquals(405, Raw.status(raw("OPTIONS / HTTP/1.1", "Host: localhost", "Origin: https://evil.example")));
        assertEquals(404, Raw.status(raw("GET /v1/../v1/parameters HTTP/1.1", "Host: localhost", token())));
    }

    @Test
    void signature_onAnotherAddressThanLoopback_doesNotStandForTheToken() throws Exception {
        HttpFields signed = HttpFields.build().put("Authorization", SIGNED);
        LocalHttpOptions here = LocalHttpOptions.on(Token.of(ServedBoard.TOKEN));
        new Access(here).checkSignatureOrToken(signed);
        InetAddress elsewhere = InetAddress.getByName("192.0.2.1");
        Refused refused = assertThrows(
                Refused.class, () -> new Access(here.withAddress(elsewhere)).checkSignatureOrToken(signed));
        assertEquals(Refused.Kind.NO_TOKEN, refused.kind());
    }

    @Test
    void options_withoutATokenOnAPort_areRefused() {
        LocalHttpOptions o = LocalHttpOptions.onSocket(java.nio.file.Path.of("s"));
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> new LocalHttpOptions(
                        o.address(), 0, null, null, 800, 8192, 8192, o.tokenHeaders(), o.region(), o.account()));
        assertTrue(String.valueOf(e.getMessage()).startsWith("token: is required"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> o.withConnections(0));
        assertThrows(IllegalArgumentException.class, () -> o.withPort(65536));
        assertThrows(IllegalArgumentException.class, () -> o.withArn("us-east-1", "12"));
        assertThrows(IllegalArgumentException.class, () -> o.withArn("", "123456789012"));
    }

    @Test
    void start_onAPortThatIsTaken_saysSo() {
        UncheckedIOException e = assertThrows(
                UncheckedIOException.class,
                () -> LocalHttp.start(
                        LocalHttpOptions.on(Token.of(ServedBoard.TOKEN))
                                .withPort(served.http.endpoint().getPort()),
                        served.agents,
                        Clock.systemUTC()));
        assertTrue(String.valueOf(e.getMessage()).contains("give another port"), e.getMessage());
    }
}
