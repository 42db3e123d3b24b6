package dev.noticeboard.agent.daemon.render;

/** A template cannot be rendered. The message names the place and the rule, never a value. */
public final class RenderException extends RuntimeException {
    public RenderException(String message) {
        super(message);
    }
}
