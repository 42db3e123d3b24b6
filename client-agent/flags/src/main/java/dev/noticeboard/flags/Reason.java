package dev.noticeboard.flags;

/** Why a flag has its value: OpenFeature's resolution reasons, as flagd gives them. */
public enum Reason {
    /** There is no rule: the value is the same for everybody. */
    STATIC,
    /** A rule chose the variant; also where it chose by percentage. */
    TARGETING_MATCH,
    /** The rule chose nothing. */
    DEFAULT,
    /** The flag is turned off: the application's own default holds. */
    DISABLED,
    /** It could not be evaluated. */
    ERROR
}
