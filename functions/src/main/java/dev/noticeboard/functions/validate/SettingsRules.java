package dev.noticeboard.functions.validate;

import dev.noticeboard.schemas.board.Settings;
import dev.noticeboard.schemas.board.Strategy;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Violation;
import dev.noticeboard.schemas.rollout.Strategies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a namespace's settings may be. */
public final class SettingsRules {
    /** Our choice: far beyond what anybody keeps, and no sum of days overflows. */
    private static final int MOST = 100_000;

    /** A function, with or without a version or an alias. Source: AWS Lambda API, {@code Invoke}, {@code FunctionName}. */
    private static final Pattern FUNCTION = Pattern.compile(
            "arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:[a-zA-Z0-9_-]{1,64}(:[a-zA-Z0-9$_-]{1,128})?");

    private static final Pattern STRATEGY_NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    /** As a required strategy: any will do. */
    private static final String ANY = "*";

    /** What is wrong with settings; empty if nothing is. */
    public static List<Violation> check(Settings settings) {
        List<Violation> violations = new ArrayList<>();
        range("keepVersions", settings.keepVersions(), violations);
        range("keepDays", settings.keepDays(), violations);
        if (settings.validator() != null
                && !FUNCTION.matcher(settings.validator()).matches()) {
            violations.add(Violation.of(
                    "validator",
                    "settings",
                    "it is not the ARN of a Lambda function",
                    "Write arn:aws:lambda:REGION:ACCOUNT:function:NAME, or leave it out."));
        }
        strategies(settings.strategies(), violations);
        required(settings, violations);
        return violations;
    }

    private static void strategies(Map<String, Strategy> strategies, List<Violation> violations) {
        if (strategies.size() > Limits.STRATEGIES) {
            violations.add(Violation.of(
                    "strategies",
                    "settings",
                    "there are " + strategies.size() + " strategies",
                    "Use at most " + Limits.STRATEGIES + "."));
            return;
        }
        int before = violations.size();
        strategies.forEach((name, strategy) -> {
            String field = "strategies." + name;
            if (!STRATEGY_NAME.matcher(name).matches()) {
                violations.add(Violation.of(
                        "strategies",
                        "strategy-name",
                        "a strategy's name is not one",
                        "Use 1 to 64 characters of a-z 0-9 -, a letter or digit first."));
            } else if (strategy == null) {
                // A record that Jackson made can hold null wherever the caller wrote null.
                violations.add(Violation.of(field, "required", "the strategy is null", "Send an object."));
            } else {
                violations.addAll(StrategyRules.check(field, strategy));
            }
        });
        if (violations.size() == before && StrategyRules.bytes(strategies) > Limits.STRATEGIES_BYTES) {
            violations.add(Violation.of(
                    "strategies",
                    "settings",
                    "as JSON they have more than " + Limits.STRATEGIES_BYTES + " bytes",
                    "Use fewer or shorter ones, or give the rare ones inline."));
        }
    }

    private static void required(Settings settings, List<Violation> violations) {
        String required = settings.requiredStrategy();
        if (required != null
                && !required.equals(ANY)
                && !settings.strategies().containsKey(required)
                && !Strategies.SHIPPED.containsKey(required)) {
            violations.add(Violation.of(
                    "requiredStrategy",
                    "settings",
                    "there is no such strategy",
                    "Give * for any, one of strategies, or one of " + String.join(", ", Strategies.SHIPPED.keySet())
                            + "."));
        }
    }

    private static void range(String field, @Nullable Integer number, List<Violation> violations) {
        if (number != null && (number < 1 || number > MOST)) {
            violations.add(Violation.of(
                    field,
                    "settings",
                    "the number is out of range",
                    "Give 1 to " + MOST + ", or leave it out for no rule."));
        }
    }

    private SettingsRules() {}
}
