package dev.noticeboard.bench.propagation;

/** The values that are put: all of one length, the change's number first, so that a receiver tells which one it has. */
final class Values {
    /** Our choice: a host name, a limit or a flag's rule is about as long. */
    static final int LENGTH = 100;

    private static final int DIGITS = 10;

    private Values() {}

    static String of(long change) {
        return padded(change, LENGTH);
    }

    /** A text of this length that begins as the value does. */
    static String padded(long change, int length) {
        return number(change) + "x".repeat(length - DIGITS);
    }

    /** What the value of a change begins with. */
    static String number(long change) {
        String digits = Long.toString(change);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    static long change(String value) {
        return Long.parseLong(value.substring(0, DIGITS));
    }
}
