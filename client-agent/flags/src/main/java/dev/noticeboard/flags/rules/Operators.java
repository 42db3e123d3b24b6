package dev.noticeboard.flags.rules;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operators that there are: JsonLogic's, and flagd's own four. */
final class Operators {
    /** Makes the rule of an operator and its arguments. */
    @FunctionalInterface
    private interface Maker {
        Rule make(RuleCompiler compiler, String operator, @Nullable Object arguments);
    }

    /** Those that look at their arguments' text before the arguments are worked out. */
    private static final Set<String> LAZY = Set.of(
            "if", "?:", "or", "and", "<", "<=", ">", ">=", "==", "===", "!=", "!==", "map", "filter", "all", "some",
            "none", "reduce");

    private static final Map<String, Maker> MAKERS = Map.ofEntries(
            Map.entry("var", Lookups::var),
            Map.entry("missing", Lookups::missing),
            Map.entry("missing_some", Lookups::missingSome),
            Map.entry("if", Choices::ifThenElse),
            Map.entry("?:", Choices::ifThenElse),
            Map.entry("or", Choices::or),
            Map.entry("and", Choices::and),
            Map.entry("!", Choices::not),
            Map.entry("!!", Choices::isTrue),
            Map.entry("<", Comparisons::compile),
            Map.entry("<=", Comparisons::compile),
            Map.entry(">", Comparisons::compile),
            Map.entry(">=", Comparisons::compile),
            Map.entry("==", Comparisons::compile),
            Map.entry("===", Comparisons::compile),
            Map.entry("!=", Comparisons::compile),
            Map.entry("!==", Comparisons::compile),
            Map.entry("+", Arithmetic::sum),
            Map.entry("-", Arithmetic::difference),
            Map.entry("*", Arithmetic::product),
            Map.entry("/", Arithmetic::quotient),
            Map.entry("%", Arithmetic::remainder),
            Map.entry("max", Arithmetic::extreme),
            Map.entry("min", Arithmetic::extreme),
            Map.entry("cat", Texts::cat),
            Map.entry("substr", Texts::substr),
            Map.entry("in", Texts::in),
            Map.entry("starts_with", Texts::compare),
            Map.entry("ends_with", Texts::compare),
            Map.entry("merge", Lists::merge),
            Map.entry("map", Lists::map),
            Map.entry("filter", Lists::filter),
            Map.entry("all", Lists::all),
            Map.entry("some", Lists::some),
            Map.entry("none", Lists::none),
            Map.entry("reduce", Lists::reduce),
            Map.entry("sem_ver", SemVerRule::compile),
            Map.entry("fractional", Fractional::compile));

    private Operators() {}

    static boolean known(String operator) {
        return MAKERS.containsKey(operator);
    }

    static boolean lazy(String operator) {
        return LAZY.contains(operator);
    }

    static Rule compile(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        Maker maker = MAKERS.get(operator);
        if (maker == null) {
            throw new RuleException("there is no operator " + operator);
        }
        return maker.make(compiler, operator, arguments);
    }
}
