package dev.noticeboard.flags.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** flagd's {@code sem_ver}: {@code [version, operator, version]}; null, which chooses the default variant, if one of them is none. */
final class SemVerRule {
    private SemVerRule() {}

    static Rule compile(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        RuleCompiler.Arguments three = compiler.arguments(arguments);
        return frame -> {
            List<?> list = three.values(frame);
            if (list.size() != 3) {
                return null;
            }
            SemVer a = SemVer.of(Values.text(list.get(0)));
            SemVer b = SemVer.of(Values.text(list.get(2)));
            if (a == null || b == null) {
                return null;
            }
            return switch (Values.text(list.get(1))) {
                case "=" -> a.compareTo(b) == 0;
                case "!=" -> a.compareTo(b) != 0;
                case "<" -> a.compareTo(b) < 0;
                case "<=" -> a.compareTo(b) <= 0;
                case ">" -> a.compareTo(b) > 0;
                case ">=" -> a.compareTo(b) >= 0;
                case "^" -> a.major() == b.major();
                case "~" -> a.major() == b.major() && a.minor() == b.minor();
                default -> null;
            };
        };
    }
}
