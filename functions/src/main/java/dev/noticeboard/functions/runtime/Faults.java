package dev.noticeboard.functions.runtime;

/**
 * What may be logged of a fault: its classes and places. A message may be logged only if it is our own; any other could
 * quote a parameter's value.
 */
public final class Faults {
    private static final String OURS = "dev.noticeboard.";
    private static final int FRAMES = 6;
    private static final int CAUSES = 5;

    /** The classes of a fault and of its causes, each with the places it came through. */
    public static String describe(Throwable fault) {
        StringBuilder text = new StringBuilder();
        Throwable t = fault;
        for (int depth = 0; t != null && depth < CAUSES; depth++, t = t.getCause()) {
            text.append(depth == 0 ? "" : " caused by ").append(t.getClass().getName());
            if (t.getClass().getName().startsWith(OURS)) {
                text.append(": ").append(t.getMessage());
            }
            StackTraceElement[] frames = t.getStackTrace();
            for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
                text.append(i == 0 ? " at " : " < ")
                        .append(frames[i].getClassName())
                        .append('.')
                        .append(frames[i].getMethodName())
                        .append(':')
                        .append(frames[i].getLineNumber());
            }
        }
        return text.toString();
    }

    private Faults() {}
}
