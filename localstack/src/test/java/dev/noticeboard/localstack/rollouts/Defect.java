package dev.noticeboard.localstack.rollouts;

/** What a change does to a host that serves it, if it is bad for that host. */
enum Defect {
    /** Nothing. */
    NONE,
    /** The process ends as soon as it is served, and again after each restart: nothing is heard of the host. */
    CRASH,
    /** The process serves and reports it, and ends half a minute later; then it ends at each restart, and nothing is heard any more. */
    CRASH_LATER,
    /** The process serves and reports it, and ends half a minute later; so does it after each restart: the host is heard of all the time. */
    CRASH_LOOP,
    /** The application's health check fails from its next question on. */
    UNWELL,
    /** A guard of the application refuses it. */
    VETO,
    /** The health check fails, but only when the first step has long been left. */
    POISON
}
