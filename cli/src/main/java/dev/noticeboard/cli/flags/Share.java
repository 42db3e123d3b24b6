package dev.noticeboard.cli.flags;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shares of a population, in thousandths of a percent: what the weights of a ramp count. */
public final class Share {
    /** All: the constant sum of a ramp's weights. Three decimals of a percent are finer than anybody ramps. */
    public static final int ALL = 100_000;

    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3})?) ?%?");

    /** Reads a percentage, such as {@code 10%} or {@code 0.125}; empty if it is none from 0 to 100. */
    public static OptionalInt parse(String text) {
        Matcher m = PERCENT.matcher(text);
        if (!m.matches()) {
            return OptionalInt.empty();
        }
        int share = new BigDecimal(m.group(1)).movePointRight(3).intValueExact();
        return share <= ALL ? OptionalInt.of(share) : OptionalInt.empty();
    }

    /** For people: {@code 0.125 %}. */
    public static String text(int share) {
        return number(share) + " %";
    }

    /** As an option takes it: {@code 0.125%}. */
    public static String option(int share) {
        return number(share) + "%";
    }

    private static String number(int share) {
        return share == 0
                ? "0"
                : BigDecimal.valueOf(share, 3).stripTrailingZeros().toPlainString();
    }

    /**
     * The shares on the way, evenly apart, the last one included and the first not; fewer where they would be the same.
     *
     * @param steps 1 or more
     */
    public static List<Integer> steps(int from, int to, int steps) {
        List<Integer> shares = new ArrayList<>();
        int before = from;
        for (int i = 1; i <= steps; i++) {
            int share = (int) (from + (long) (to - from) * i / steps);
            if (share != before || i == steps) {
                shares.add(share);
            }
            before = share;
        }
        return shares;
    }

    private Share() {}
}
