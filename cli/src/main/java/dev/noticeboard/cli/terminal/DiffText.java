package dev.noticeboard.cli.terminal;

import dev.noticeboard.schemas.api.VersionDiff;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts the difference of two states of a parameter into lines: {@code +} appears, {@code ~} differs, {@code -} goes. */
public final class DiffText {
    /** The sign: whether the parameter appears, goes or differs. */
    public static char sign(VersionDiff diff) {
        if (gone(diff.from())) {
            return '+';
        }
        return gone(diff.to()) ? '-' : '~';
    }

    /**
     * The lines of one parameter.
     *
     * @param values whether to tell, below it, what each field was and is
     */
    public static List<String> lines(VersionDiff diff, boolean values) {
        List<String> lines = new ArrayList<>();
        char sign = sign(diff);
        String head = sign + " " + diff.name();
        lines.add(sign == '~' ? head + "  " + String.join(", ", diff.fields()) : head);
        if (values) {
            diff.fields().forEach(f -> lines.add("    " + field(f, diff)));
        }
        return lines.stream().map(Printable::oneLine).toList();
    }

    private static String field(String field, VersionDiff diff) {
        String from = text(field, diff.from());
        String to = text(field, diff.to());
        return field + ": " + from + " -> " + to;
    }

    private static String text(String field, @Nullable Parameter parameter) {
        if (gone(parameter)) {
            return "(none)";
        }
        Parameter p = Objects.requireNonNull(parameter);
        Function<Parameter, @Nullable Object> part = switch (field) {
            case "value" -> Parameter::value;
            case "type" -> q -> q.type().label();
            case "dataType" -> q -> q.dataType().label();
            case "description" -> Parameter::description;
            case "tags" -> q -> q.tags().isEmpty() ? null : Json.write(q.tags());
            case "allowedPattern" -> Parameter::allowedPattern;
            case "policies" -> q -> q.policies() == null ? null : Json.write(q.policies());
            default -> q -> null;
        };
        Object value = part.apply(p);
        return value == null ? "(none)" : value.toString();
    }

    private static boolean gone(@Nullable Parameter parameter) {
        return parameter == null || parameter.tombstone();
    }

    private DiffText() {}
}
