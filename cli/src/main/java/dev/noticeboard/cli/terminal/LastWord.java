package dev.noticeboard.cli.terminal;

/** Says something if the JVM is ended from outside (Ctrl-C) before the work at hand is done. */
public final class LastWord implements AutoCloseable {
    private final Thread hook;

    /**
     * From now on, until it is closed.
     *
     * @param words run in a thread of its own, while the work may still go on
     */
    public LastWord(Runnable words) {
        hook = new Thread(words, "last-word");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The work is done. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // It is being said.
        }
    }
}
