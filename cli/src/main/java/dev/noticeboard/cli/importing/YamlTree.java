package dev.noticeboard.cli.importing;

import dev.noticeboard.schemas.json.MalformedException;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a YAML text (1.2, core schema) as the tree that the same JSON would be. Refused, with the line and without its text:
 * more than one document, a key twice, a key that is no text, an alias, a tag other than {@code !!str}, and what
 * {@link YamlScalar} refuses.
 *
 * <p>It builds the tree from the parser's events: no alias is ever expanded, so none can blow up, and whether a scalar stood
 * in quotes is known, which a parser that hands out JSON's tokens does not tell.
 */
final class YamlTree {
    /** Levels of a value. As Jackson has it for JSON. */
    private static final int DEPTH = 500;

    private final Iterator<Event> events;

    private YamlTree(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setAllowNonScalarKeys(true)
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /**
     * The tree; an empty object where there is no document.
     *
     * @throws MalformedException with the line and the rule
     */
    static JsonNode read(String text) {
        try {
            return new YamlTree(text).document();
        } catch (MarkedYamlEngineException e) {
            // Its message quotes the text, which may hold a secret.
            throw new MalformedException(
                    "file",
                    "is not well-formed YAML"
                            + e.getProblemMark().map(YamlTree::at).orElse(""));
        } catch (YamlEngineException e) {
            throw new MalformedException("file", "is not well-formed YAML");
        }
    }

    private JsonNode document() {
        JsonNode root = null;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
                default -> {
                    if (root != null) {
                        throw wrong(event, "holds more than one document");
                    }
                    root = node(event, 0);
                }
            }
        }
        return root == null ? JsonNodeFactory.instance.objectNode() : root;
    }

    private JsonNode node(Event event, int depth) {
        if (depth > DEPTH) {
            throw wrong(event, "is nested deeper than " + DEPTH + " levels");
        }
        return switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart -> sequence(untagged((CollectionStartEvent) event), depth);
            case MappingStart -> mapping(untagged((CollectionStartEvent) event), depth);
            case Alias -> throw wrong(event, "has an alias (*name), which is not taken: write the value out");
            default -> throw wrong(event, "is not well-formed YAML");
        };
    }

    private ArrayNode sequence(Event start, int depth) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Event e = next(start); e.getEventId() != Event.ID.SequenceEnd; e = next(start)) {
            list.add(node(e, depth + 1));
        }
        return list;
    }

    private ObjectNode mapping(Event start, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Event e = next(start); e.getEventId() != Event.ID.MappingEnd; e = next(start)) {
            JsonNode key = e instanceof ScalarEvent scalar ? scalar(scalar) : null;
            if (key == null || !key.isString()) {
                throw wrong(e, "has a key that is no text: put it into quotes");
            }
            if (object.has(key.stringValue())) {
                throw wrong(e, "has a field twice");
            }
            object.set(key.stringValue(), node(next(start), depth + 1));
        }
        return object;
    }

    private static JsonNode scalar(ScalarEvent event) {
        Optional<String> tag = event.getTag();
        if (tag.isPresent() && !tag.get().equals("!") && !tag.get().equals("tag:yaml.org,2002:str")) {
            throw wrong(event, "has a tag (!name), which is not taken: write the value as JSON would have it");
        }
        if (tag.isPresent() || !event.isPlain()) {
            return JsonNodeFactory.instance.stringNode(event.getValue());
        }
        return YamlScalar.plain(event.getValue())
                .orElseThrow(() -> wrong(
                        event, "has a number that JSON does not have: write it as JSON would, or put it into quotes"));
    }

    private static Event untagged(CollectionStartEvent start) {
        if (start.getTag().isPresent()) {
            throw wrong(start, "has a tag (!name), which is not taken: write the value as JSON would have it");
        }
        return start;
    }

    private Event next(Event start) {
        if (!events.hasNext()) {
            throw wrong(start, "ends before the value does");
        }
        return events.next();
    }

    private static MalformedException wrong(Event event, String message) {
        return new MalformedException(
                "file", message + event.getStartMark().map(YamlTree::at).orElse(""));
    }

    private static String at(Mark mark) {
        return " (line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ")";
    }
}
