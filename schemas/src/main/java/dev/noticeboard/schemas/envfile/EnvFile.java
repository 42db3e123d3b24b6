package dev.noticeboard.schemas.envfile;

import dev.noticeboard.schemas.name.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an {@code .env} file: Docker Compose's syntax for environment files, without its interpolation.
 *
 * <pre>
 * file     = { blank | comment | entry }, each on a line of its own (LF or CRLF)
 * comment  = "#" to the end of the line, blanks before it allowed
 * entry    = [ "export" ] key "=" value, blanks around the parts allowed
 * key      = one or more of a-z A-Z 0-9 _ . -
 * value    = unquoted | quoted [ comment ]
 * unquoted = to the end of the line, or to a blank that a "#" follows; outer blanks do not count
 * quoted   = between ' and ', where only \' is an escape, or
 *            between " and ", where \n \r \t \\ \" are; both may hold line ends
 * </pre>
 *
 * <p>{@code ${X}} is literal text in all of them: an agent's host may not have the variable, and the board must show what was
 * written. A key given twice, a quote left open and a line without {@code =} are refused, with the number of the line and
 * without its text, which may be a secret. (dotenv-java was not taken: it cuts unquoted values at any {@code #},
 * knows no {@code export}, forgets the order, and quotes the line in its exceptions.)
 */
public final class EnvFile {
    /**
     * An assignment.
     *
     * @param line its first line, from 1
     */
    public record Entry(int line, String key, String value) {
        /** Without the value, which belongs in no log. */
        @Override
        public String toString() {
            return place(line, key);
        }
    }

    private static final String RULE = "env-grammar";
    private static final Pattern START = Pattern.compile("[ \\t]*(?:export[ \\t]+)?([A-Za-z0-9_.-]+)[ \\t]*=");
    private static final Pattern REST = Pattern.compile("[ \\t]*(?:#.*)?");

    private final String text;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private int at;
    private int line = 1;

    private EnvFile(String text) {
        this.text = text;
    }

    /** The assignments in their order; what is wrong is added to the list given. */
    public static List<Entry> read(String text, List<Violation> violations) {
        EnvFile file = new EnvFile(text.replace("\r\n", "\n"));
        while (file.at < file.text.length()) {
            file.entry();
        }
        violations.addAll(file.violations);
        return file.entries;
    }

    private void entry() {
        int lineEnd = lineEnd();
        Matcher start = START.matcher(text).region(at, lineEnd);
        if (!start.lookingAt()) {
            if (!REST.matcher(text).region(at, lineEnd).matches()) {
                refuse("line " + line, "is neither KEY=value nor a comment", "Write KEY=value, or # before a comment.");
            }
            nextLine(lineEnd);
            return;
        }
        String key = start.group(1);
        at = start.end();
        while (at < lineEnd && blank(text.charAt(at))) {
            at++;
        }
        char first = at < lineEnd ? text.charAt(at) : '\n';
        if (first == '\'' || first == '"') {
            quoted(key, first);
        } else {
            entries.add(new Entry(line, key, unquoted(start.end(), lineEnd)));
            nextLine(lineEnd);
        }
    }

    private String unquoted(int from, int to) {
        int end = to;
        for (int i = from + 1; i < to; i++) {
            if (text.charAt(i) == '#' && blank(text.charAt(i - 1))) {
                end = i;
                break;
            }
        }
        return text.substring(from, end).strip();
    }

    private void quoted(String key, char quote) {
        int firstLine = line;
        StringBuilder value = new StringBuilder();
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                entries.add(new Entry(firstLine, key, value.toString()));
                afterQuote(firstLine, key, i + 1);
                return;
            }
            if (c == '\\' && i + 1 < text.length() && escape(quote, text.charAt(i + 1), value)) {
                i++;
            } else {
                value.append(c);
                line += c == '\n' ? 1 : 0;
            }
        }
        refuse(
                place(firstLine, key),
                "the quote that begins the value is never closed",
                "Close it, or put the value into the other kind of quotes.");
        // All that follows was inside the quote: going on behind this line would only make up further errors.
        at = text.length();
    }

    private void afterQuote(int firstLine, String key, int from) {
        at = from;
        int lineEnd = lineEnd();
        if (!REST.matcher(text).region(from, lineEnd).matches()) {
            refuse(
                    place(firstLine, key),
                    "there is text after the closing quote",
                    "Put the whole value into the quotes, and write a quote inside as \\' or \\\".");
        }
        nextLine(lineEnd);
    }

    /**
     * Appends what an escape stands for.
     *
     * @return false if these two characters are no escape
     */
    private static boolean escape(char quote, char escaped, StringBuilder value) {
        if (escaped == quote) {
            value.append(quote);
            return true;
        }
        if (quote == '\'') {
            return false;
        }
        int known = "nrt\\".indexOf(escaped);
        if (known < 0) {
            return false;
        }
        value.append("\n\r\t\\".charAt(known));
        return true;
    }

    private int lineEnd() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private void nextLine(int lineEnd) {
        at = lineEnd + 1;
        line++;
    }

    private void refuse(String field, String message, String remedy) {
        violations.add(Violation.of(field, RULE, message, remedy));
    }

    /** Where an assignment stands, as violations say it. */
    public static String place(int line, String key) {
        return "line " + line + " (" + key + ")";
    }

    private static boolean blank(char c) {
        return c == ' ' || c == '\t';
    }
}
