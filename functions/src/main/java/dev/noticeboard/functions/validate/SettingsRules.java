package dev.noticeboard.functions.validate;

import dev.noticeboard.schemas.board.Settings;
import dev.noticeboard.schemas.name.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a namespace's settings may be. */
public final class SettingsRules {
    /** Our choice: far beyond what anybody keeps, and no sum of days overflows. */
    private static final int MOST = 100_000;

    /** A function, with or without a version or an alias. Source: AWS Lambda API, {@code Invoke}, {@code FunctionName}. */
    private static final Pattern FUNCTION = Pattern.compile(
            "arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:[a-zA-Z0-9_-]{1,64}(:[a-zA-Z0-9$_-]{1,128})?");

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
        return violations;
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
