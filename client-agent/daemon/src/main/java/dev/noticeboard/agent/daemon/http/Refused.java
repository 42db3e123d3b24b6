package dev.noticeboard.agent.daemon.http;

/**
 * Why a request is not answered with what it asked for. Thrown within a route, and written in the manner of that route.
 * Its message goes to the caller and names no value.
 */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What kind of refusal: each has its status in plain HTTP, and its name and status in SSM's protocol. */
    enum Kind {
        MALFORMED(400, "ValidationException", 400),
        NOT_JSON(400, "SerializationException", 400),
        NO_PARAMETER(404, "ParameterNotFound", 400),
        NO_VERSION(404, "ParameterVersionNotFound", 400),
        BAD_NEXT_TOKEN(400, "InvalidNextToken", 400),
        BAD_FILTER(400, "InvalidFilterKey", 400),
        NO_OPERATION(400, "UnknownOperationException", 400),
        /** As AWS's common errors have it. */
        NO_TOKEN(401, "MissingAuthenticationTokenException", 403),
        WRONG_TOKEN(403, "UnrecognizedClientException", 403),
        FORBIDDEN(403, "AccessDeniedException", 403),
        NO_ROUTE(404, "UnknownOperationException", 404),
        METHOD(405, "UnknownOperationException", 405),
        TOO_LARGE(413, "RequestEntityTooLarge", 413),
        URI_TOO_LONG(414, "RequestUriTooLong", 414),
        BUSY(429, "ThrottlingException", 429),
        /** Nothing to answer from: SSM's own name for what is not the caller's fault. */
        UNAVAILABLE(503, "InternalServerError", 500);

        final int status;
        final String ssmType;
        final int ssmStatus;

        Kind(int status, String ssmType, int ssmStatus) {
            this.status = status;
            this.ssmType = ssmType;
            this.ssmStatus = ssmStatus;
        }
    }

    private final Kind kind;

    Refused(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
