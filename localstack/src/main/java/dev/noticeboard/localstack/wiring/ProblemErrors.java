package dev.noticeboard.localstack.wiring;

import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Errors that no function answers (a broken request line, headers beyond the limit) as problems (RFC 9457). */
final class ProblemErrors extends ErrorHandler {
    /** Jetty's own answers no other methods than GET, POST and HEAD with a body. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        String detail = switch (code) {
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
                "The request line and the headers are too long. API Gateway takes 10,240 bytes.";
            case HttpStatus.BAD_REQUEST_400 -> "This is not a well-formed HTTP request.";
            default -> "The front did not take the request.";
        };
        write(response, callback, code, detail);
    }

    static void write(Response response, Callback callback, int status, String detail) {
        String title = HttpStatus.getMessage(status);
        Problem problem = new Problem(
                Problem.TYPE_BASE + title.toLowerCase(Locale.ROOT).replace(' ', '-'),
                title,
                status,
                detail,
                null,
                null);
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.write(true, ByteBuffer.wrap(Json.write(problem).getBytes(StandardCharsets.UTF_8)), callback);
    }
}
