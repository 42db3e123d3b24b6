package dev.noticeboard.agent.daemon.http;

import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What a route answers: status, headers and body, whole before the first byte is sent. Its toString shows no body. */
record Answer(int status, Map<String, String> headers, String body) {
    /** The media type of SSM's protocol, in requests and answers. */
    static final String AMZ_JSON = "application/x-amz-json-1.1";

    static Answer json(int status, Object body) {
        return of(status, "application/json", Json.write(body));
    }

    static Answer of(int status, String mediaType, String body) {
        return new Answer(status, Map.of(HttpHeader.CONTENT_TYPE.asString(), mediaType), body);
    }

    /** A refusal in the manner of our own routes: a problem (RFC 9457). */
    static Answer problem(int status, String detail) {
        String title = HttpStatus.getMessage(status);
        String type = Problem.TYPE_BASE + title.toLowerCase(Locale.ROOT).replace(' ', '-');
        return of(status, Problem.MEDIA_TYPE, Json.write(new Problem(type, title, status, detail, null, null)));
    }

    static Answer problem(Refused refused) {
        return problem(refused.kind().status, refused.text());
    }

    /** A refusal in the manner of SSM's protocol (AWS JSON 1.1). */
    static Answer ssm(Refused refused) {
        return ssm(refused.kind().ssmStatus, Map.of("__type", refused.kind().ssmType, "message", refused.text()));
    }

    static Answer ssm(int status, Object body) {
        return of(status, AMZ_JSON, Json.write(body))
                .with("x-amzn-RequestId", UUID.randomUUID().toString());
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }

    void write(Response response, Callback callback) {
        response.setStatus(status);
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
    }

    @Override
    public String toString() {
        return status + ", " + body.length() + " characters";
    }
}
