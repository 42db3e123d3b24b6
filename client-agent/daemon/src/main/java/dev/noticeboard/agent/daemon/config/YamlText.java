package dev.noticeboard.agent.daemon.config;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML 1.2, and with it JSON, as {@link YamlNode}s from the parser's events: lines are known, no alias is expanded, and no
 * object but text is made. Refused, with the line and never with the text: aliases, tags, a key twice, a second document.
 */
public final class YamlText {
    private static final int DEPTH = 64;

    private final Iterator<Event> events;
    private int line = 1;

    private YamlText(String text) {
        this.events = new Parse(LoadSettings.builder()
                        .setCodePointLimit(Integer.MAX_VALUE)
                        .build())
                .parseString(text)
                .iterator();
    }

    /**
     * The tree; an empty block for an empty text.
     *
     * @throws ConfigException with the line
     */
    public static YamlNode read(String text) {
        YamlText reader = new YamlText(text);
        try {
            return reader.document();
        } catch (MarkedYamlEngineException e) {
            // Its message quotes the text, which may hold a secret.
            int at = e.getProblemMark().map(m -> m.getLine() + 1).orElse(reader.line);
            throw new ConfigException("line " + at + ": is not well-formed YAML. Check quotes and indentation.");
        } catch (YamlEngineException e) {
            throw new ConfigException(
                    "line " + reader.line + ": is not well-formed YAML. Check quotes and indentation.");
        }
    }

    private YamlNode document() {
        YamlNode root = null;
        while (events.hasNext()) {
            Event event = next();
            switch (event.getEventId()) {
                case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
                default -> {
                    if (root != null) {
                        throw wrong("holds a second document. Keep one");
                    }
                    root = node(event, 0);
                }
            }
        }
        return root == null ? new YamlNode.Block(1, Map.of()) : root;
    }

    private Event next() {
        Event event = events.next();
        event.getStartMark().ifPresent(m -> line = m.getLine() + 1);
        return event;
    }

    private YamlNode node(Event event, int depth) {
        if (depth > DEPTH) {
            throw wrong("is nested deeper than " + DEPTH + " levels. Flatten it");
        }
        int start = line;
        switch (event.getEventId()) {
            case Scalar -> {
                ScalarEvent s = (ScalarEvent) event;
                if (s.getTag().isPresent()) {
                    throw wrong("has a tag. Write the value in quotes instead");
                }
                return new YamlNode.Scalar(start, s.getValue(), s.isPlain());
            }
            case SequenceStart -> {
                List<YamlNode> items = new ArrayList<>();
                for (Event e = next(); e.getEventId() != Event.ID.SequenceEnd; e = next()) {
                    items.add(node(e, depth + 1));
                }
                return new YamlNode.Items(start, items);
            }
            case MappingStart -> {
                Map<String, YamlNode> entries = new LinkedHashMap<>();
                for (Event e = next(); e.getEventId() != Event.ID.MappingEnd; e = next()) {
                    if (!(e instanceof ScalarEvent key)) {
                        throw wrong("has a key that is no text. Write a name");
                    }
                    if (entries.containsKey(key.getValue())) {
                        throw wrong("has a key twice. Keep one of them");
                    }
                    entries.put(key.getValue(), node(next(), depth + 1));
                }
                return new YamlNode.Block(start, entries);
            }
            default -> throw wrong("has an alias. Write the value out");
        }
    }

    private ConfigException wrong(String what) {
        return new ConfigException("line " + line + ": " + what + ".");
    }
}
