package dev.noticeboard.functions.publish;

/** A message was not taken, or no answer tells that it was. */
public final class PublishFailedException extends RuntimeException {
    /** Names no content of the message. */
    public PublishFailedException(Throwable cause) {
        super("the message was not taken", cause);
    }
}
