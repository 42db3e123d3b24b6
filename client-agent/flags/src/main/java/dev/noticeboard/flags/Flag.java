package dev.noticeboard.flags;

import dev.noticeboard.flags.rules.Explainer;
import dev.noticeboard.flags.rules.Frame;
import dev.noticeboard.flags.rules.Rule;
import dev.noticeboard.flags.rules.RuleCompiler;
import dev.noticeboard.flags.rules.RuleException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One flag, compiled. Every outcome but a variant that is none is made ahead, so that an evaluation allocates little or nothing. Immutable. */
final class Flag {
    private final String key;
    private final Map<String, Object> metadata;
    /** What it always is; null if a rule decides. */
    private final @Nullable Evaluation fixed;

    private final @Nullable Rule rule;
    /** What the rule was made from. */
    private final @Nullable Object logic;

    private final Map<String, Evaluation> matches;
    private final Evaluation unmatched;

    private Flag(
            String key,
            Map<String, Object> metadata,
            @Nullable Evaluation fixed,
            @Nullable Rule rule,
            @Nullable Object logic,
            Map<String, Evaluation> matches,
            Evaluation unmatched) {
        this.key = key;
        this.metadata = metadata;
        this.fixed = fixed;
        this.rule = rule;
        this.logic = logic;
        this.matches = matches;
        this.unmatched = unmatched;
    }

    /** One whose evaluations all fail alike. */
    static Flag broken(String key, String why, Map<String, Object> metadata) {
        return fixed(new Evaluation.Failed(key, ErrorCode.PARSE_ERROR, why, metadata));
    }

    static Flag fixed(Evaluation evaluation) {
        return new Flag(evaluation.key(), evaluation.metadata(), evaluation, null, null, Map.of(), evaluation);
    }

    /**
     * One that a rule decides.
     *
     * @param defaultVariant null if the application's default holds
     * @throws RuleException if the rule is wrong in itself
     */
    static Flag targeted(
            String key,
            Map<String, Object> variants,
            @Nullable String defaultVariant,
            @Nullable Object logic,
            Map<String, Object> metadata) {
        Rule rule = RuleCompiler.compile(logic);
        Map<String, Evaluation> matches = new HashMap<>();
        variants.forEach((variant, value) ->
                matches.put(variant, new Evaluation.Resolved(key, variant, value, Reason.TARGETING_MATCH, metadata)));
        return new Flag(
                key,
                metadata,
                null,
                rule,
                logic,
                matches,
                otherwise(key, variants, defaultVariant, Reason.DEFAULT, metadata));
    }

    /** What holds where no rule chooses. */
    static Evaluation otherwise(
            String key,
            Map<String, Object> variants,
            @Nullable String defaultVariant,
            Reason reason,
            Map<String, Object> metadata) {
        Object value = defaultVariant == null ? null : variants.get(defaultVariant);
        if (defaultVariant == null) {
            return new Evaluation.CodeDefault(key, Reason.DEFAULT, metadata);
        }
        return value == null
                ? new Evaluation.Failed(
                        key,
                        ErrorCode.PARSE_ERROR,
                        "flag " + key + ": its default variant " + defaultVariant + " is none of its variants",
                        metadata)
                : new Evaluation.Resolved(key, defaultVariant, value, reason, metadata);
    }

    Evaluation evaluate(FlagContext context, InstantSource time) {
        if (fixed != null || rule == null) {
            return fixed == null ? unmatched : fixed;
        }
        Object chosen;
        try {
            chosen = rule.value(Frame.of(key, context, time));
        } catch (RuleException e) {
            return failed("flag " + key + ": its rule cannot be evaluated for this context: " + e.getMessage());
        }
        if (chosen == null) {
            return unmatched;
        }
        String variant = Rule.variant(chosen);
        Evaluation match = matches.get(variant);
        return match != null ? match : failed("flag " + key + ": its rule chose what is none of its variants");
    }

    Explanation explain(FlagContext context, InstantSource time) {
        return new Explanation(
                evaluate(context, time),
                rule == null ? List.of() : Explainer.steps(logic, Frame.of(key, context, time)));
    }

    /** Why every evaluation of it fails, if so. */
    Optional<String> broken() {
        return fixed instanceof Evaluation.Failed failed ? Optional.of(failed.message()) : Optional.empty();
    }

    private Evaluation failed(String why) {
        return new Evaluation.Failed(key, ErrorCode.GENERAL, why, metadata);
    }
}
