package dev.noticeboard.agent.snapshot;

/** A parameter's value is not of the kind that was asked for. Names the parameter, never the value. */
public final class ValueFormatException extends RuntimeException {
    ValueFormatException(String name, String expected) {
        super(name + " is not " + expected + ". Correct the parameter, or read it as what it is.");
    }
}
