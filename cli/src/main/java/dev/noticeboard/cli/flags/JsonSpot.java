package dev.noticeboard.cli.flags;

import dev.noticeboard.schemas.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a value stands in a well-formed JSON text, and where what it holds stands, so that one place of the text can be edited while
 * all else stays to the letter.
 *
 * @param start of its first character
 * @param end after its last one
 * @param members of an object, in their order; empty for anything else
 * @param elements of a list; empty for anything else
 */
record JsonSpot(int start, int end, Map<String, Member> members, List<JsonSpot> elements) {
    /**
     * A member of an object.
     *
     * @param start of its name
     */
    record Member(int start, JsonSpot value) {}

    /** The spot of the whole value that a text holds. @throws RuntimeException of some kind if the text is not well-formed */
    static JsonSpot of(String text) {
        Scanner scanner = new Scanner(text);
        scanner.space();
        return scanner.value();
    }

    /** What an object holds under these names, one inside the other. */
    Optional<JsonSpot> at(List<String> path) {
        JsonSpot spot = this;
        for (String name : path) {
            Member member = spot.members.get(name);
            if (member == null) {
                return Optional.empty();
            }
            spot = member.value;
        }
        return Optional.of(spot);
    }

    /** Reads on from where it is; knows as much of JSON as telling values apart takes. */
    private static final class Scanner {
        private final String text;
        private int at;

        Scanner(String text) {
            this.text = text;
        }

        JsonSpot value() {
            int start = at;
            Map<String, Member> members = new LinkedHashMap<>();
            List<JsonSpot> elements = new ArrayList<>();
            switch (text.charAt(at)) {
                case '{' -> {
                    while (entered('}')) {
                        int name = at;
                        string();
                        String key = Json.tree(text.substring(name, at)).asString();
                        space();
                        at++; // the colon
                        space();
                        members.put(key, new Member(name, value()));
                    }
                }
                case '[' -> {
                    while (entered(']')) {
                        elements.add(value());
                    }
                }
                case '"' -> string();
                default -> {
                    while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
                        at++;
                    }
                }
            }
            return new JsonSpot(start, at, members, elements);
        }

        /** Steps over the opening bracket or a comma to what comes next, or over the closing bracket. */
        private boolean entered(char closing) {
            space();
            char c = text.charAt(at++);
            if (c == closing) {
                return false;
            }
            space();
            if (text.charAt(at) == closing) {
                at++;
                return false;
            }
            return true;
        }

        private void string() {
            for (at++; text.charAt(at) != '"'; at++) {
                if (text.charAt(at) == '\\') {
                    at++;
                }
            }
            at++;
        }

        void space() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }
    }
}
