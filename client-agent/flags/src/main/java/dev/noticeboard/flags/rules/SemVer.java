package dev.noticeboard.flags.rules;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A version after semver.org 2.0.0. Its order leaves build metadata out, so equal by order is not equal by text. */
record SemVer(long major, long minor, long patch, List<String> prerelease) {
    private static final String NUMBER = "(0|[1-9]\\d*)";
    private static final String PART = "(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)";
    private static final Pattern WHOLE = Pattern.compile("v?" + NUMBER + "\\." + NUMBER + "\\." + NUMBER + "(?:-("
            + PART + "(?:\\." + PART + ")*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?");
    /** One or two numbers, which flagd takes for a version whose rest is zero. */
    private static final Pattern SHORT = Pattern.compile("(\\d+)(?:\\.(\\d+))?");

    /** Digits of a number that npm's semver takes into account in such a text; it looks past longer ones. */
    private static final int DIGITS = 16;

    /** As npm's semver has it, which flagd's providers agree with. */
    private static final int LONGEST = 256;

    private static final long LARGEST = (1L << 53) - 1;

    /** A leading v is allowed. Null if the text is no version. */
    static @Nullable SemVer of(String text) {
        String bare = text.startsWith("v") || text.startsWith("V") ? text.substring(1) : text;
        if (bare.length() > LONGEST) {
            return null;
        }
        Matcher whole = WHOLE.matcher(bare.strip());
        try {
            if (whole.matches()) {
                String rest = whole.group(4);
                return made(
                        whole.group(1),
                        whole.group(2),
                        whole.group(3),
                        rest == null ? List.of() : List.of(rest.split("\\.", -1)));
            }
            Matcher part = SHORT.matcher(bare);
            return part.matches() ? completed(part.group(1), part.group(2) == null ? "" : part.group(2)) : null;
        } catch (NumberFormatException tooLarge) {
            return null;
        }
    }

    private static @Nullable SemVer completed(String first, String second) {
        boolean secondFits = !second.isEmpty() && second.length() <= DIGITS;
        if (first.length() > DIGITS) {
            return secondFits && canonical(second) ? made(second, "0", "0", List.of()) : null;
        }
        String minor = secondFits ? second : "0";
        return canonical(first) && canonical(minor) ? made(first, minor, "0", List.of()) : null;
    }

    private static boolean canonical(String number) {
        return number.length() == 1 || number.charAt(0) != '0';
    }

    private static @Nullable SemVer made(String major, String minor, String patch, List<String> prerelease) {
        SemVer made = new SemVer(Long.parseLong(major), Long.parseLong(minor), Long.parseLong(patch), prerelease);
        return Math.max(made.major, Math.max(made.minor, made.patch)) > LARGEST ? null : made;
    }

    /** Precedence (semver.org, 11). */
    int compareTo(SemVer other) {
        int order = Long.compare(major, other.major);
        order = order != 0 ? order : Long.compare(minor, other.minor);
        order = order != 0 ? order : Long.compare(patch, other.patch);
        if (order != 0 || (prerelease.isEmpty() && other.prerelease.isEmpty())) {
            return order;
        }
        if (prerelease.isEmpty() || other.prerelease.isEmpty()) {
            return prerelease.isEmpty() ? 1 : -1;
        }
        for (int i = 0; i < Math.min(prerelease.size(), other.prerelease.size()); i++) {
            order = part(prerelease.get(i), other.prerelease.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(prerelease.size(), other.prerelease.size());
    }

    private static int part(String a, String b) {
        boolean number = a.matches("\\d+");
        if (number != b.matches("\\d+")) {
            return number ? -1 : 1;
        }
        return number && a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }
}
