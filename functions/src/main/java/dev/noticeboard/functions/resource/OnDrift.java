package dev.noticeboard.functions.resource;

/** What an update does where somebody else changed what the stack wrote. */
public enum OnDrift {
    /** It fails, and the stack rolls back; nothing is written. */
    FAIL,
    /** It writes what the template says. */
    OVERWRITE,
    /** It leaves the other's change, and succeeds. */
    KEEP
}
