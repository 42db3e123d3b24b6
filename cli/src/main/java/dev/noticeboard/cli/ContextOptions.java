package dev.noticeboard.cli;

import dev.noticeboard.cli.importing.FileText;
import dev.noticeboard.flags.FlagContext;
import dev.noticeboard.flags.FlagValues;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Violation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The options about whom a flag is evaluated for. */
final class ContextOptions {
    @Option(
            names = "--context",
            paramLabel = "JSON",
            description = "The attributes, as a JSON object; @FILE reads it from a file.")
    private @Nullable String context;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description =
                    "An attribute more, or another value for one; may be given several times. A number, true, false and"
                            + " null are taken as such, all else as text; write '\"7\"' for the text 7.")
    private List<String> set = List.of();

    @Option(names = "--targeting-key", paramLabel = "KEY", description = "Whom it is for: the attribute targetingKey.")
    private @Nullable String targetingKey;

    /**
     * The context.
     *
     * @return null if a file cannot be read, which is then said
     */
    @Nullable FlagContext read(BoardCommand command) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        if (context != null) {
            String text = context.startsWith("@") ? file(command, context.substring(1)) : context;
            if (text == null) {
                return null;
            }
            try {
                attributes.putAll(FlagValues.object(object(command, text)));
            } catch (IllegalArgumentException e) {
                throw command.usage("Invalid value for option '--context': " + e.getMessage() + ".");
            }
        }
        for (String attribute : set) {
            int equals = attribute.indexOf('=');
            if (equals < 1) {
                throw command.usage("Invalid value for option '--set': write NAME=VALUE.");
            }
            attributes.put(attribute.substring(0, equals), value(attribute.substring(equals + 1)));
        }
        if (targetingKey != null) {
            attributes.put(FlagContext.TARGETING_KEY, targetingKey);
        }
        return FlagContext.of(attributes);
    }

    private static @Nullable String file(BoardCommand command, String path) {
        List<Violation> violations = new ArrayList<>();
        String text = FileText.read(Path.of(path), Limits.VALUE_BYTES, violations);
        if (text == null) {
            command.terminal().violations("the context cannot be read; nothing was sent", violations);
        }
        return text;
    }

    private static JsonNode object(BoardCommand command, String text) {
        JsonNode node;
        try {
            node = Json.tree(text);
        } catch (MalformedException e) {
            throw command.usage("Invalid value for option '--context': it " + e.getMessage() + ".");
        }
        if (!node.isObject()) {
            throw command.usage("Invalid value for option '--context': write a JSON object, such as"
                    + " '{\"targetingKey\":\"user-1\"}', or @FILE.");
        }
        return node;
    }

    private static @Nullable Object value(String text) {
        try {
            JsonNode node = Json.tree(text);
            return node.isValueNode() ? FlagValues.of(node) : text;
        } catch (MalformedException | IllegalArgumentException noValue) {
            return text;
        }
    }
}
