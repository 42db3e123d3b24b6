package dev.noticeboard.cli.importing;

import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a scalar without quotes means by YAML's core schema. A number must be one of JSON's too: {@code 012}, {@code +1},
 * {@code 0x1F} and {@code .inf} mean one thing here and another there, so they are refused rather than guessed at.
 */
final class YamlScalar {
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
    /** YAML 1.2.2, section 10.3.2. */
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+"
            + "|0o[0-7]+|0x[0-9a-fA-F]+"
            + "|[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?"
            + "|[-+]?(\\.inf|\\.Inf|\\.INF)|\\.nan|\\.NaN|\\.NAN");
    /** RFC 8259, section 6. */
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    /** Its value; empty if it is a number of YAML's and none of JSON's. */
    static Optional<JsonNode> plain(String text) {
        if (NULL.contains(text)) {
            return Optional.of(JsonNodeFactory.instance.nullNode());
        }
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return Optional.of(JsonNodeFactory.instance.booleanNode(TRUE.contains(text)));
        }
        if (JSON_NUMBER.matcher(text).matches()) {
            try {
                return Optional.of(Json.tree(text));
            } catch (MalformedException tooLong) {
                return Optional.empty();
            }
        }
        return NUMBER.matcher(text).matches()
                ? Optional.empty()
                : Optional.of(JsonNodeFactory.instance.stringNode(text));
    }

    private YamlScalar() {}
}
