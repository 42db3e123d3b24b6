package dev.noticeboard.localstack.emulators;

/** What SNS answers instead of a result; codes and statuses are those of its API reference. */
final class SnsError extends RuntimeException {
    private final int status;
    private final String code;

    private SnsError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static SnsError notFound(String what) {
        return new SnsError(404, "NotFound", what + " does not exist");
    }

    /**
     * A parameter that is missing or wrong.
     *
     * @param field the parameter's name in the Query protocol
     */
    static SnsError invalid(String field, String reason) {
        return new SnsError(400, "InvalidParameter", "Invalid parameter: " + field + " Reason: " + reason);
    }

    /** Any other refusal of a request. */
    static SnsError refused(String code, String message) {
        return new SnsError(400, code, message);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
