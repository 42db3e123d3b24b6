package dev.noticeboard.cli.terminal;

/** The exit statuses of all commands. */
public final class ExitCodes {
    /** Done as asked. */
    public static final int OK = 0;
    /** Refused by the board or failed otherwise; standard error says why. */
    public static final int REFUSED = 1;
    /** The command line was wrong; nothing was sent. picocli's own number for it. */
    public static final int USAGE = 2;
    /** The endpoint did not answer. */
    public static final int UNREACHABLE = 3;

    /** The rollout that was watched was rolled back or aborted; standard error says why. */
    public static final int ROLLED_BACK = 4;

    private ExitCodes() {}
}
