package dev.noticeboard.flags.rules;

/** A rule that is wrong: while it is compiled in itself, while it is evaluated for this context. Names no value. */
public final class RuleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RuleException(String message) {
        // Evaluations fail at the rate of reads; a stack trace would tell nothing that the message does not.
        super(message, null, false, false);
    }

    static RuleException notNumber(String operator) {
        return new RuleException(operator + " needs numbers");
    }

    static RuleException arguments(String operator) {
        return new RuleException(operator + " has the wrong arguments");
    }
}
