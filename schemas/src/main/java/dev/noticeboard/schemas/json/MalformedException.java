package dev.noticeboard.schemas.json;

/** A text that is not the JSON that was expected. Its message names the place and the rule, never a value. */
public final class MalformedException extends RuntimeException {
    private final String field;

    /** @param field the place in the JSON, e.g. {@code changes[1].name}, or {@code body} for the whole */
    public MalformedException(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The place in the JSON that is wrong. */
    public String field() {
        return field;
    }
}
