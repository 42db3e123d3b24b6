package dev.noticeboard.cli.terminal;

/** Makes foreign text safe for one line of a terminal. */
public final class Printable {
    private static final String ELLIPSIS = "…";

    /**
     * The text with its control characters as escapes ({@code \n}, {@code \}{@code u001b}), so that it stays on its
     * line and cannot move the cursor or change colours.
     */
    public static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (unsafe(c)) {
                        line.append(String.format("\\u%04x", c));
                    } else {
                        line.appendCodePoint(c);
                    }
                }
            }
        });
        return line.toString();
    }

    /**
     * The text, or its beginning and an ellipsis.
     *
     * @param most in UTF-16 units, 2 or more
     */
    public static String atMost(int most, String text) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + ELLIPSIS;
    }

    private static boolean unsafe(int c) {
        int kind = Character.getType(c);
        return kind == Character.CONTROL
                || kind == Character.FORMAT
                || kind == Character.LINE_SEPARATOR
                || kind == Character.PARAGRAPH_SEPARATOR
                || kind == Character.SURROGATE;
    }

    private Printable() {}
}
