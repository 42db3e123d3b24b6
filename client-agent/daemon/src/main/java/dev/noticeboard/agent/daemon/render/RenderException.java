package dev.noticeboard.agent.daemon.render;

/** A template cannot be rendered. The message names the place and the rule, never a value. */
public final class RenderException extends RuntimeException {
    private final boolean placed;

    public RenderException(String message) {
        super(message);
        this.placed = false;
    }

    private RenderException(String place, String message) {
        super(place + ": " + message);
        this.placed = true;
    }

    /** The same with the place it happened at; as it is if it has one. */
    RenderException at(String place) {
        return placed ? this : new RenderException(place, String.valueOf(getMessage()));
    }
}
