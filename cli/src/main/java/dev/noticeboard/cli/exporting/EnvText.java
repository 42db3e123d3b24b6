package dev.noticeboard.cli.exporting;

import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Metadata;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Parameters as the text of an {@code .env} file: the inverse of how an import reads one. A key is a parameter's path below
 * the prefix; it has no slash, so only what lies directly below the prefix has a key.
 */
final class EnvText {
    /** Values that need no quotes. */
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_./:@%+,=-]*");

    private final Prefix prefix;
    private final List<Violation> violations = new ArrayList<>();

    EnvText(Prefix prefix) {
        this.prefix = prefix;
    }

    /** The text; {@link #violations} tells of parameters that have no key. */
    String write(String comment, List<Parameter> parameters) {
        StringBuilder text = new StringBuilder("# ").append(comment).append('\n');
        for (Parameter p : parameters) {
            String key = key(p);
            if (key.isEmpty() || key.indexOf('/') >= 0) {
                violations.add(Violation.of(
                        p.name().text(),
                        "env-key",
                        "does not lie directly below " + prefix + ", and a key of an .env file has no slash",
                        "Export it as YAML or JSON, or export the prefix that it lies directly below."));
            } else {
                text.append(key)
                        .append('=')
                        .append(quoted(String.valueOf(p.value())))
                        .append('\n');
            }
        }
        return text.toString();
    }

    /** Names that no key can tell. */
    List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** What an {@code .env} file leaves out of these parameters, in words; empty if nothing. */
    static List<String> leftOut(List<Parameter> parameters) {
        List<String> lines = new ArrayList<>();
        long types = parameters.stream()
                .filter(p -> p.dataType() != DataType.TEXT || p.type() != ParameterType.STRING)
                .count();
        long said = parameters.stream()
                .filter(p -> !p.metadata().equals(Metadata.NONE))
                .count();
        if (types > 0) {
            lines.add("the type or data type of " + types
                    + " parameters: read back where they do not exist, they are text");
        }
        if (said > 0) {
            lines.add("the description, tags, allowed pattern or policies of " + said + " parameters");
        }
        return lines;
    }

    private String key(Parameter p) {
        boolean whole = prefix.text().equals(prefix.namespace().text());
        if (whole) {
            return prefix.namespace().pathOf(p.name());
        }
        String name = p.name().text();
        return name.equals(prefix.text()) ? "" : name.substring(prefix.text().length() + 1);
    }

    private static String quoted(String value) {
        if (BARE.matcher(value).matches()) {
            return value;
        }
        return '"'
                + value.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + '"';
    }
}
