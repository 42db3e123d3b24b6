package dev.noticeboard.cli.flags;

import dev.noticeboard.schemas.json.Json;
import java.util.List;
import java.util.Map;

/** Edits one place of a JSON text; what is put there is written in the manner of what stands around it. */
final class JsonEdit {
    /**
     * Sets a member of an object: in place of what it was, or behind the last one.
     *
     * @param path where in the text the object is, which must be there
     * @param value plain maps, lists, texts and numbers
     * @return the new text
     */
    static String set(String text, List<String> path, String name, Object value) {
        JsonSpot object = JsonSpot.of(text)
                .at(path)
                .orElseThrow(() -> new IllegalArgumentException("there is no " + String.join("/", path)));
        JsonSpot.Member old = object.members().get(name);
        if (old != null) {
            String written = written(value, spaced(colon(text, old)));
            return text.substring(0, old.value().start())
                    + written
                    + text.substring(old.value().end());
        }
        if (object.members().isEmpty()) {
            return text.substring(0, object.start())
                    + written(Map.of(name, value), true)
                    + text.substring(object.end());
        }
        JsonSpot.Member last =
                object.members().values().stream().reduce((a, b) -> b).orElseThrow();
        String colon = colon(text, last);
        String before = text.substring(spaceBefore(text, last.start()), last.start());
        boolean only = object.members().size() == 1 && before.isEmpty() && spaced(colon);
        int end = last.value().end();
        return text.substring(0, end)
                + ","
                + (only ? " " : before)
                + Json.write(name)
                + colon
                + written(value, spaced(colon))
                + text.substring(end);
    }

    /** Sets an element of a list, which must be there, to a number. @return the new text */
    static String set(String text, JsonSpot element, long number) {
        return text.substring(0, element.start()) + number + text.substring(element.end());
    }

    /** The colon of a member, and the white space around it. */
    private static String colon(String text, JsonSpot.Member member) {
        int colon = spaceBefore(text, member.value().start()) - 1;
        return text.substring(spaceBefore(text, colon), member.value().start());
    }

    private static boolean spaced(String colon) {
        return !colon.endsWith(":");
    }

    private static int spaceBefore(String text, int end) {
        int at = end;
        while (at > 0 && " \t\r\n".indexOf(text.charAt(at - 1)) >= 0) {
            at--;
        }
        return at;
    }

    /** On one line, with a space behind each colon and comma or without. */
    private static String written(Object value, boolean spaced) {
        String compact = Json.write(value);
        if (!spaced) {
            return compact;
        }
        StringBuilder text = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < compact.length(); i++) {
            char c = compact.charAt(i);
            text.append(c);
            if (c == '\\') {
                i++;
                text.append(compact.charAt(i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ':' || c == ',')) {
                text.append(' ');
            }
        }
        return text.toString();
    }

    private JsonEdit() {}
}
