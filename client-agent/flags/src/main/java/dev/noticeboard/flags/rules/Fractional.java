package dev.noticeboard.flags.rules;

import dev.noticeboard.flags.FlagContext;
import dev.noticeboard.schemas.hash.Murmur3;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * flagd's {@code fractional}: shares a population among variants by weight. The bucket is {@code (unsigned(murmur3) * total) >>> 32}
 * of the text that comes first, or of the flag's key and the targeting key; each variant has as many buckets as it weighs, in the
 * order written. So whoever is within the first variant's share stays in it when it grows. Where it is used wrongly it is
 * null, which chooses the default variant.
 */
final class Fractional {
    /** flagd's limit of the sum of weights: the largest signed 32-bit integer. */
    private static final long HEAVIEST = Integer.MAX_VALUE;

    /** No unsigned hash is negative. */
    private static final long NOBODY = -1;

    private Fractional() {}

    static Rule compile(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        RuleCompiler.Arguments all = compiler.arguments(arguments);
        if (!(arguments instanceof List<?> list)) {
            return frame -> dynamic(frame, all.values(frame));
        }
        boolean explicit = !list.isEmpty() && !(list.get(0) instanceof List);
        Rule entries = compiler.rule(list.subList(explicit ? 1 : 0, list.size()));
        if (!(entries instanceof Rule.Constant constant)) {
            return frame -> dynamic(frame, all.values(frame));
        }
        Shares shares = Shares.of((List<?>) constant.value());
        Rule key = explicit ? compiler.rule(list.get(0)) : null;
        return frame -> {
            if (key == null) {
                return drawn(shares, implicit(frame));
            }
            return key.value(frame) instanceof String text
                    ? drawn(shares, hash(text))
                    : dynamic(frame, all.values(frame));
        };
    }

    private static @Nullable Object dynamic(Frame frame, @Nullable List<?> values) {
        return drawn(shares(values), hash(frame, values));
    }

    private static @Nullable Shares shares(@Nullable List<?> values) {
        if (values == null || values.isEmpty()) {
            return null;
        }
        return Shares.of(values.get(0) instanceof String ? values.subList(1, values.size()) : values);
    }

    private static long hash(Frame frame, @Nullable List<?> values) {
        return values != null && !values.isEmpty() && values.get(0) instanceof String text
                ? hash(text)
                : implicit(frame);
    }

    private static long hash(String text) {
        return Integer.toUnsignedLong(Murmur3.utf8(text));
    }

    /** The hash of the flag's key and the targeting key; {@link #NOBODY} if there is none. */
    private static long implicit(Frame frame) {
        Object targetingKey = frame.root.context().get(FlagContext.TARGETING_KEY);
        return Values.falsy(targetingKey)
                ? NOBODY
                : Integer.toUnsignedLong(Murmur3.utf8(frame.root.flagKey(), Values.text(targetingKey)));
    }

    private static @Nullable Object drawn(@Nullable Shares shares, long hash) {
        return shares == null || hash == NOBODY ? null : shares.at(shares.bucket(hash));
    }

    /** Which bucket of how many, where a rule is a percentage. */
    static @Nullable String note(@Nullable Object logic, Frame frame) {
        if (!(logic instanceof Map<?, ?> map) || !map.containsKey("fractional")) {
            return null;
        }
        Object values = RuleCompiler.compile(map.get("fractional")).value(frame);
        List<?> list = values instanceof List<?> many ? many : null;
        Shares shares = shares(list);
        long hash = hash(frame, list);
        if (shares == null) {
            return "its entries are wrong, or it has no text to go by";
        }
        return hash == NOBODY
                ? "there is no targeting key to go by"
                : "bucket " + shares.bucket(hash) + " of " + shares.total();
    }

    /** Variants with the bucket before which each ends. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Shares(@Nullable Object[] variants, long[] ends) {
        /** Null if an entry is wrong or all are too heavy together. */
        static @Nullable Shares of(@Nullable List<?> entries) {
            if (entries == null) {
                return null;
            }
            Object[] variants = new Object[entries.size()];
            long[] ends = new long[entries.size()];
            long total = 0;
            for (int i = 0; i < ends.length; i++) {
                if (!(entries.get(i) instanceof List<?> entry) || entry.isEmpty() || entry.size() > 2) {
                    return null;
                }
                double weight = entry.size() == 1 ? 1 : weight(entry.get(1));
                if (Values.isObject(entry.get(0)) || Double.isNaN(weight) || weight > HEAVIEST) {
                    return null;
                }
                variants[i] = entry.get(0);
                total += (long) weight;
                ends[i] = total;
                if (total > HEAVIEST) {
                    return null;
                }
            }
            return new Shares(variants, ends);
        }

        /** A whole number, not below zero; NaN if it is none. */
        private static double weight(@Nullable Object value) {
            double weight = value instanceof Number n ? n.doubleValue() : Double.NaN;
            return weight == Math.rint(weight) && !Double.isInfinite(weight) ? Math.max(0, weight) : Double.NaN;
        }

        long bucket(long hash) {
            return (hash * total()) >>> 32;
        }

        long total() {
            return ends.length == 0 ? 0 : ends[ends.length - 1];
        }

        @Nullable Object at(long bucket) {
            for (int i = 0; i < ends.length; i++) {
                if (bucket < ends[i]) {
                    return variants[i];
                }
            }
            return null;
        }
    }
}
