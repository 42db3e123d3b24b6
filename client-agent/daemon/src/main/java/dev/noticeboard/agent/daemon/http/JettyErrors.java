package dev.noticeboard.agent.daemon.http;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what no route ever sees, such as a broken request line or headers beyond the limit, as problems (RFC 9457). */
final class JettyErrors extends ErrorHandler {
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
            case HttpStatus.URI_TOO_LONG_414 -> "The request line is too long.";
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 -> "Request line and headers are too long together.";
            case HttpStatus.INTERNAL_SERVER_ERROR_500 -> "The agent failed. Its log tells more.";
            default -> "This is not a well-formed HTTP/1.1 request.";
        };
        // 501 and 505 are for requests that are not HTTP/1.1; to whoever watches the daemon they are the caller's
        // fault.
        boolean foreign = code == HttpStatus.NOT_IMPLEMENTED_501 || code == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505;
        Answer.problem(foreign ? HttpStatus.BAD_REQUEST_400 : code, detail).write(response, callback);
    }
}
