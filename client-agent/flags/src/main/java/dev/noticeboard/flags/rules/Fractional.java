package dev.noticeboard.flags.rules;

import dev.noticeboard.flags.FlagContext;
import dev.noticeboard.schemas.hash.Murmur3;
import java.util.List;
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

    private Fractional() {}

    static Rule compile(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        Rule all = compiler.arguments(arguments);
        if (!(arguments instanceof List<?> list)) {
            return frame -> dynamic(frame, (List<?>) all.value(frame));
        }
        boolean explicit = !list.isEmpty() && !(list.get(0) instanceof List);
        Rule entries = compiler.rule(list.subList(explicit ? 1 : 0, list.size()));
        if (!(entries instanceof Rule.Constant constant)) {
            return frame -> dynamic(frame, (List<?>) all.value(frame));
        }
        Shares shares = Shares.of((List<?>) constant.value());
        Rule key = explicit ? compiler.rule(list.get(0)) : null;
        return frame -> {
            if (key != null) {
                return key.value(frame) instanceof String text ? choose(shares, Murmur3.utf8(text)) : null;
            }
            return implicit(frame, shares);
        };
    }

    private static @Nullable Object dynamic(Frame frame, @Nullable List<?> values) {
        if (values == null || values.isEmpty()) {
            return null;
        }
        if (values.get(0) instanceof String text) {
            return choose(Shares.of(values.subList(1, values.size())), Murmur3.utf8(text));
        }
        return implicit(frame, Shares.of(values));
    }

    private static @Nullable Object implicit(Frame frame, @Nullable Shares shares) {
        Object targetingKey = frame.root.context().get(FlagContext.TARGETING_KEY);
        return Values.falsy(targetingKey)
                ? null
                : choose(shares, Murmur3.utf8(frame.root.flagKey(), Values.text(targetingKey)));
    }

    private static @Nullable Object choose(@Nullable Shares shares, int hash) {
        return shares == null ? null : shares.at((Integer.toUnsignedLong(hash) * shares.total()) >>> 32);
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
                if (Values.isObject(entry.get(0)) || Double.isNaN(weight)) {
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
