package dev.noticeboard.flags;

/** What went wrong: OpenFeature's error codes, of those that an evaluation can meet. */
public enum ErrorCode {
    /** No flag of the set has this key. */
    FLAG_NOT_FOUND,
    /** The flag's definition is wrong: it was so when it was read. */
    PARSE_ERROR,
    /** The rule failed on this context, or named a variant that is none. */
    GENERAL
}
