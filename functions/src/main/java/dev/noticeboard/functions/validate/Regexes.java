package dev.noticeboard.functions.validate;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Regular expressions that a caller may give us: RE2's syntax, whose matching takes time linear in the text (decision 12). RE2/J writes
 * repetitions out when it compiles, so that {@code ((a{1000}){1000}){1000}} would fill the memory: what a pattern comes to
 * written out is counted first, and bounded.
 */
final class Regexes {
    /**
     * The most that a pattern may come to. Our choice: {@code .{1,1000}} twice. A value of 64 KiB against it takes some 100
     * million steps, a second.
     */
    private static final int MOST = 2000;

    /** Compiles. @throws PatternSyntaxException if it is none of RE2's, or too large written out */
    static Pattern compile(String regex) {
        if (new Size(regex).count() > MOST) {
            throw new PatternSyntaxException("too large with its repetitions written out", "");
        }
        return Pattern.compile(regex);
    }

    /** Counts the characters, classes and groups that a pattern comes to when its repetitions are written out. */
    private static final class Size {
        private final String regex;
        private int at;
        private final Deque<Long> outer = new ArrayDeque<>();
        private long group;
        private long last;

        Size(String regex) {
            this.regex = regex;
        }

        long count() {
            while (at < regex.length()) {
                char c = regex.charAt(at++);
                switch (c) {
                    case '\\' -> escape();
                    case '[' -> charClass();
                    case '(' -> {
                        outer.push(group);
                        group = 0;
                        last = 0;
                    }
                    case ')' -> {
                        last = group + 1;
                        group = last + (outer.isEmpty() ? 0 : outer.pop());
                    }
                    case '{' -> repeat();
                    default -> atom();
                }
            }
            for (long open : outer) {
                group += open;
            }
            return group;
        }

        private void atom() {
            last = 1;
            group++;
        }

        private void escape() {
            if (regex.startsWith("Q", at)) {
                int end = regex.indexOf("\\E", at);
                group += (end < 0 ? regex.length() : end) - at;
                at = end < 0 ? regex.length() : end + 2;
            } else {
                at++;
            }
            atom();
        }

        /** To the bracket that ends it: not the first character, not an escaped one, not one of a {@code [:name:]}. */
        private void charClass() {
            at += regex.startsWith("^", at) ? 1 : 0;
            at += regex.startsWith("]", at) ? 1 : 0;
            while (at < regex.length() && regex.charAt(at) != ']') {
                int named = regex.startsWith("[:", at) ? regex.indexOf(":]", at) : -1;
                if (named > 0) {
                    at = named + 2;
                } else {
                    at += regex.charAt(at) == '\\' ? 2 : 1;
                }
            }
            at++;
            atom();
        }

        /** A brace that begins no repetition stands for itself. */
        private void repeat() {
            int end = regex.indexOf('}', at);
            String range = end < 0 ? "" : regex.substring(at, end);
            if (!range.matches("[0-9]{1,4}(,[0-9]{0,4})?")) {
                atom();
                return;
            }
            long times = 1;
            for (String bound : range.split(",", -1)) {
                times = Math.max(times, bound.isEmpty() ? 1 : Integer.parseInt(bound));
            }
            long more = Math.min(last * (times - 1), Integer.MAX_VALUE);
            group += more;
            last += more;
            at = end + 1;
        }
    }

    private Regexes() {}
}
