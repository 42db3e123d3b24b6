package dev.noticeboard.flags.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code var}, {@code missing} and {@code missing_some}: what the context holds, and what it does not. */
final class Lookups {
    private Lookups() {}

    static Rule var(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        if (!(arguments instanceof List<?> list) || list.size() > 2) {
            return computed(compiler.rule(arguments));
        }
        Object key = list.isEmpty() ? null : list.get(0);
        if (key == null || key.equals("")) {
            return frame -> frame.data;
        }
        if (!(key instanceof String || key instanceof Number)
                || Values.text(key).contains("../")) {
            return computed(compiler.rule(arguments));
        }
        Object fallback = list.size() > 1 ? list.get(1) : null;
        Rule otherwise = compiler.rule(fallback);
        String[] path = path(Values.text(key));
        boolean nullIsThere = compiler.interpreted();
        if (path.length == 1) {
            String name = path[0];
            return frame -> found(frame, Values.property(frame.data, name), otherwise, nullIsThere);
        }
        boolean stops = nullIsThere && list.size() == 1 && path.length <= 3;
        return frame ->
                found(frame, stops ? firstFalse(frame.data, path) : at(frame.data, path), otherwise, nullIsThere);
    }

    /** Interpreted, a path of two or three names ends at the first value that is false. */
    private static @Nullable Object firstFalse(@Nullable Object data, String... path) {
        Object found = data;
        for (String name : path) {
            if (found == Values.UNDEFINED || Values.falsy(found)) {
                return found;
            }
            found = Values.property(found, name);
        }
        return found;
    }

    private static @Nullable Object found(Frame frame, @Nullable Object value, Rule otherwise, boolean nullIsThere) {
        boolean absent = value == Values.UNDEFINED || (value == null && !nullIsThere);
        Object found = absent ? otherwise.value(frame) : value;
        frame.last = found;
        return found;
    }

    /** With a key that is worked out, or one that climbs out of a list by {@code ../}. */
    private static Rule computed(Rule arguments) {
        return frame -> {
            Object value = arguments.value(frame);
            Object key = value instanceof List<?> list ? (list.isEmpty() ? null : list.get(0)) : value;
            Object fallback = value instanceof List<?> list && list.size() > 1 ? list.get(1) : null;
            if (key == null) {
                return frame.data;
            }
            String text = Values.text(key);
            int up = 0;
            while (key instanceof String && text.startsWith("../")) {
                text = text.substring(3);
                up++;
            }
            Object from = climbed(frame, up);
            if (text.isEmpty()) {
                return from == Values.UNDEFINED ? null : from;
            }
            Object found = at(from, path(text));
            return found == Values.UNDEFINED ? fallback : found;
        };
    }

    /** One step up from an element is its place in the list, two are the data around the list. */
    private static @Nullable Object climbed(Frame frame, int up) {
        Frame at = frame;
        for (int i = 0; i < up; i += 2) {
            Frame outer = at.outer;
            if (outer == null) {
                return i == 0 ? at.data : Values.UNDEFINED;
            }
            if (up - i == 1) {
                return java.util.Map.of("index", (double) at.index);
            }
            at = outer;
        }
        return at.data;
    }

    static @Nullable Object at(@Nullable Object data, String... path) {
        Object found = data;
        for (String name : path) {
            if (found == null || found == Values.UNDEFINED) {
                return Values.UNDEFINED;
            }
            found = Values.property(found, name);
        }
        return found;
    }

    /** A path's names: {@code a.b} is two, {@code a\.b} is one. */
    static String[] path(String text) {
        if (text.indexOf('.') < 0 && text.indexOf('\\') < 0) {
            return new String[] {text};
        }
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (c == '\\' && (next == '.' || next == '/' || next == '\\')) {
                name.append(next);
                i++;
            } else if (c == '.') {
                names.add(name.toString());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        if (names.size() != text.length()) {
            names.add(name.toString());
        }
        return names.toArray(String[]::new);
    }

    static Rule missing(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        RuleCompiler.Arguments keys = compiler.arguments(arguments);
        return frame -> missing(frame, keys.values(frame));
    }

    static Rule missingSome(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        RuleCompiler.Arguments both = compiler.arguments(arguments);
        return frame -> {
            List<?> list = both.values(frame);
            if (list.size() != 2 || !(list.get(1) instanceof List<?> keys)) {
                throw RuleException.arguments(operator);
            }
            List<Object> missing = missing(frame, keys);
            boolean enough = keys.size() - missing.size() >= Values.number(list.get(0));
            Object answer = enough ? List.of() : missing;
            frame.last = missing;
            return answer;
        };
    }

    private static List<Object> missing(Frame frame, List<?> keys) {
        List<Object> missing = new ArrayList<>();
        for (Object key : keys) {
            if (isMissing(frame.data, path(Values.text(key)))) {
                missing.add(key);
            }
        }
        return missing;
    }

    /** Nothing is found in what is false, so that the length of an empty text is missing. */
    private static boolean isMissing(@Nullable Object data, String... path) {
        Object found = data;
        for (String name : path) {
            if (Values.falsy(found)) {
                return true;
            }
            found = Values.property(found, name);
            if (found == Values.UNDEFINED) {
                return true;
            }
        }
        return false;
    }
}
