package dev.noticeboard.functions.fleet;

/**
 * Where the function dies: each step that changes something outside has a point before it and one after it, counted as they are
 * reached. Death is an error that no code of ours catches, as a process that is gone runs no catch block.
 */
final class CrashPoint {
    /** The function is gone. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1;

        Death(String where) {
            super(where);
        }
    }

    private int left = Integer.MAX_VALUE;
    private int reached;

    /** Dies at this point, counted from 0 and from now. */
    void at(int point) {
        left = point;
        reached = 0;
    }

    /** Lives on. */
    void never() {
        left = Integer.MAX_VALUE;
    }

    /** How many points were passed since {@link #at}. */
    int reached() {
        return reached;
    }

    /** Does a step, or dies before or after it. */
    void step(String what, Runnable step) {
        pass("before " + what);
        step.run();
        pass("after " + what);
    }

    private void pass(String where) {
        if (left-- == 0) {
            throw new Death(where);
        }
        reached++;
    }
}
