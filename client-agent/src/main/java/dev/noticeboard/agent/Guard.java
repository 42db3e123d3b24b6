package dev.noticeboard.agent;

/**
 * The application's check of a change before the agent serves it (design, section 4.6). Called by one thread at a time for
 * each time that it was added, never by the thread that reads parameters. A guard that throws, or has not answered within the
 * guards' time limit, has vetoed; it is then interrupted, and until it returns every further change in its scope is vetoed
 * without asking it.
 *
 * <p>A change to a value that a {@linkplain ParameterHandle typed handle} of the application cannot read is vetoed by the agent itself, before
 * guards are asked. A candidate of a rollout is offered like any change, when a step first exposes the host; where it is rolled
 * back, the host returns to what it served before, and no guard is asked.
 */
@FunctionalInterface
public interface Guard {

    /** Says whether the change may be served. The reason of a veto is reported, so it must not quote a value. */
    Verdict check(ChangePreview change);

    /** A guard's answer. */
    sealed interface Verdict {
        /** The change may be served. */
        record Accept() implements Verdict {}

        /**
         * The whole change is withheld on this host.
         *
         * @param reason for people; must not quote a value
         */
        record Veto(String reason) implements Verdict {}
    }

    /** Lets the change pass. */
    static Verdict accept() {
        return new Verdict.Accept();
    }

    /** Withholds the change. */
    static Verdict veto(String reason) {
        return new Verdict.Veto(reason);
    }
}
