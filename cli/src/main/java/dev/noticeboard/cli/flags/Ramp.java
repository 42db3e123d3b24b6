package dev.noticeboard.cli.flags;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is to be ramped: which variant, against which other, by what users are shared. What is left open follows from the flag.
 *
 * @param variant the one whose share changes
 * @param from the one that the rest has
 * @param by the attribute by which users are shared
 */
public record Ramp(
        @Nullable String variant,
        @Nullable String from,
        @Nullable String by) {
    /** What it comes to on a flag. */
    public sealed interface On {}

    /**
     * It can be done.
     *
     * @param variant the one whose share changes
     * @param now the split that the flag has, or the one to begin with
     * @param begun whether the flag has it already
     */
    public record Ready(String variant, Split now, boolean begun) implements On {
        /** The share of the variant; see {@link Share}. */
        public int share() {
            return now.share(variant);
        }

        /** The one that the rest has. */
        public String from() {
            return now.other(variant);
        }

        /** The attribute by which users are shared, if it is not the targeting key. */
        public Optional<String> by() {
            return Optional.ofNullable(now.by());
        }

        /** Whether nothing is to be written for this share. */
        public boolean isAt(int share) {
            return begun && now.isAt(variant, share);
        }

        /** The value of the flag's parameter with this share. */
        String text(FoundFlag flag, int share) {
            Split next = now.with(variant, share);
            FlagText text = begun
                    ? flag.text().with(flag.key(), next)
                    : flag.text().with(flag.key(), FoundFlag.TARGETING, next.targeting());
            return text.withBucketing().text();
        }
    }

    /**
     * It cannot.
     *
     * @param why with what to do about it
     */
    public record Not(String why) implements On {}

    /** What it comes to on a flag. */
    public On on(FoundFlag flag) {
        String name = "flag " + flag.key();
        if (!flag.text().sharesAsWeDo(flag.key())) {
            return new Not(name + " names a bucketing that this version does not know. A newer version of the"
                    + " command line may.");
        }
        for (String named : Stream.concat(Stream.ofNullable(variant), Stream.ofNullable(from))
                .toList()) {
            if (!flag.variants().contains(named)) {
                return new Not(
                        name + " has no variant " + named + "; it has " + String.join(", ", flag.variants()) + ".");
            }
        }
        if (variant != null && variant.equals(from)) {
            return new Not("--variant and --from are the same; a ramp moves users from one variant to another.");
        }
        return flag.targeted() ? onTargeted(flag, name) : onUntargeted(flag, name);
    }

    private On onTargeted(FoundFlag flag, String name) {
        Optional<Split> split = Split.read(flag.targeting());
        if (split.isEmpty()) {
            return new Not(
                    name + " has other targeting than a ramp, which a ramp would replace. Take its targeting out first,"
                            + " or move the shares in it by hand: flag show, then put "
                            + flag.parameter().name() + " --file.");
        }
        Split now = split.get();
        String has = name + " is a ramp of " + now.first() + " and " + now.second();
        if ((variant != null && !now.has(variant)) || (from != null && !now.has(from))) {
            return new Not(
                    has + ", and --variant or --from names another. Name these, or take its targeting out first.");
        }
        String shared = now.by() == null ? Split.TARGETING_KEY : now.by();
        if (by != null && !by.equals(shared)) {
            return new Not(has + " by " + shared + "; by " + by + " other users would have " + now.first()
                    + ". Leave --by out, or take its targeting out first.");
        }
        String ramped = variant != null
                ? variant
                : from != null
                        ? now.other(from)
                        : truth(flag, true).filter(now::has).orElse(now.first());
        return new Ready(ramped, now, true);
    }

    private On onUntargeted(FoundFlag flag, String name) {
        String ramped = variant != null ? variant : guess(flag, from);
        String rest = from != null ? from : rest(flag, ramped);
        if (ramped == null || rest == null) {
            return new Not(name + " has the variants " + String.join(", ", flag.variants())
                    + ": say which is ramped, by --variant, and which the rest has, by --from.");
        }
        int share = flag.defaultVariant().equals(ramped) ? Share.ALL : 0;
        String attribute = by == null || by.equals(Split.TARGETING_KEY) ? null : by;
        return new Ready(ramped, new Split(ramped, rest, attribute, share, Share.ALL - share), false);
    }

    private static @Nullable String guess(FoundFlag flag, @Nullable String from) {
        Optional<String> on = truth(flag, true).filter(v -> !v.equals(from));
        return on.orElseGet(() -> otherOfTwo(flag, from != null ? from : flag.defaultVariant()));
    }

    private static @Nullable String rest(FoundFlag flag, @Nullable String ramped) {
        Optional<String> off = truth(flag, false).filter(v -> !v.equals(ramped));
        if (off.isPresent() || ramped == null) {
            return off.orElse(null);
        }
        String usual = flag.defaultVariant();
        return flag.variants().contains(usual) && !usual.equals(ramped) ? usual : otherOfTwo(flag, ramped);
    }

    private static @Nullable String otherOfTwo(FoundFlag flag, String one) {
        List<String> variants = flag.variants();
        if (variants.size() != 2 || !variants.contains(one)) {
            return null;
        }
        return variants.get(0).equals(one) ? variants.get(1) : variants.get(0);
    }

    /** The one variant that is true, or false; empty if several are, or none. */
    private static Optional<String> truth(FoundFlag flag, boolean which) {
        JsonNode values = flag.definition().path(FoundFlag.VARIANTS);
        List<String> such = flag.variants().stream()
                .filter(v -> values.path(v).isBoolean() && values.path(v).booleanValue() == which)
                .toList();
        return such.size() == 1 ? Optional.of(such.get(0)) : Optional.empty();
    }
}
