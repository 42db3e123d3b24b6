package dev.noticeboard.flags.rules;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.io.NumberOutput;

/** Numbers as ECMAScript writes and reads them (ECMA-262, sections 6.1.6.1.20 and 7.1.4.1). */
final class NumberTexts {

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern RADIX = Pattern.compile("0([xXoObB])([0-9a-fA-F]+)");
    /** The digits and the exponent of Java's shortest notation. */
    private static final Pattern SHORTEST = Pattern.compile("(-?)(\\d+)\\.(\\d+)(?:E(-?\\d+))?");

    private NumberTexts() {}

    static double read(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return 0;
        }
        if (DECIMAL.matcher(trimmed).matches()) {
            return Double.parseDouble(trimmed);
        }
        Matcher radix = RADIX.matcher(trimmed);
        if (radix.matches()) {
            return radix(radix.group(1).charAt(0), radix.group(2));
        }
        return switch (trimmed) {
            case "Infinity", "+Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }

    private static double radix(char mark, String digits) {
        int radix = switch (mark) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            default -> 2;
        };
        for (int i = 0; i < digits.length(); i++) {
            if (Character.digit(digits.charAt(i), radix) < 0) {
                return Double.NaN;
            }
        }
        return new BigInteger(digits, radix).doubleValue();
    }

    static String write(double number) {
        if (number == (long) number && Math.abs(number) < 1L << 53) {
            return Long.toString((long) number);
        }
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.toString(number);
        }
        // Jackson's writer is the shortest that reads back (R. Giulietti, 2020); the JDK's is so from 19 on.
        Matcher parts = SHORTEST.matcher(NumberOutput.toString(number, true));
        if (!parts.matches()) {
            throw new IllegalStateException("no number: " + number);
        }
        String fraction = parts.group(3).equals("0") ? "" : parts.group(3);
        int exponent = parts.group(4) == null ? 0 : Integer.parseInt(parts.group(4));
        String all = parts.group(2) + fraction;
        String digits = all.replaceFirst("^0+", "");
        int point = parts.group(2).length() + exponent - (all.length() - digits.length());
        return parts.group(1) + placed(digits.replaceFirst("0+$", ""), point);
    }

    /** Digits with a decimal point after so many of them. */
    private static String placed(String digits, int point) {
        int count = digits.length();
        if (count <= point && point <= 21) {
            return digits + "0".repeat(point - count);
        }
        if (0 < point && point <= 21) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        if (-6 < point && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        int exponent = point - 1;
        String mantissa = count == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }
}
