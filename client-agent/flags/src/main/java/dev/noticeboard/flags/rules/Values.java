package dev.noticeboard.flags.rules;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JsonLogic's values and how they turn into one another: ECMAScript's rules (ECMA-262, chapter 7), which JsonLogic takes over, but for
 * the truth of empty lists and maps, which is false. Numbers are doubles.
 */
final class Values {
    /** What is not there; a null is there. */
    static final Object UNDEFINED = new Object();

    private Values() {}

    static boolean truthy(@Nullable Object value) {
        if (value == null || value == UNDEFINED) {
            return false;
        }
        if (value instanceof Boolean b) {
            return b;
        }
        if (value instanceof String s) {
            return !s.isEmpty();
        }
        if (value instanceof Number n) {
            double d = n.doubleValue();
            return d != 0 && !Double.isNaN(d);
        }
        if (value instanceof List<?> list) {
            return !list.isEmpty();
        }
        return !(value instanceof Map<?, ?> map) || !map.isEmpty();
    }

    /** Falsy by ECMAScript's own rule, by which lists and maps are true. */
    static boolean falsy(@Nullable Object value) {
        return !isObject(value) && !truthy(value);
    }

    /** A list, a map, or the context. */
    static boolean isObject(@Nullable Object value) {
        return value != null
                && value != UNDEFINED
                && !(value instanceof String)
                && !(value instanceof Number)
                && !(value instanceof Boolean);
    }

    /** ECMA-262's ToNumber; NaN for what is no number. */
    static double number(@Nullable Object value) {
        if (value instanceof Number n) {
            return n.doubleValue();
        }
        if (value == null) {
            return 0;
        }
        if (value instanceof Boolean b) {
            return b ? 1 : 0;
        }
        return value == UNDEFINED ? Double.NaN : NumberTexts.read(text(value));
    }

    /** A number for arithmetic: lists, maps and what is no number are refused. */
    static double strictNumber(@Nullable Object value, String operator) {
        double number = isObject(value) ? Double.NaN : number(value);
        if (Double.isNaN(number)) {
            throw RuleException.notNumber(operator);
        }
        return number;
    }

    /** ECMA-262's ToString. */
    static String text(@Nullable Object value) {
        if (value instanceof String s) {
            return s;
        }
        if (value instanceof Number n) {
            return NumberTexts.write(n.doubleValue());
        }
        if (value instanceof List<?> list) {
            StringBuilder joined = new StringBuilder();
            for (int i = 0; i < list.size(); i++) {
                Object element = list.get(i);
                joined.append(i == 0 ? "" : ",").append(element == null ? "" : text(element));
            }
            return joined.toString();
        }
        if (value == null || value instanceof Boolean) {
            return String.valueOf(value);
        }
        return value == UNDEFINED ? "undefined" : "[object Object]";
    }

    /** ECMA-262's IsStrictlyEqual. */
    static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return x.doubleValue() == y.doubleValue();
        }
        return (isObject(a) || isObject(b)) ? a == b : java.util.Objects.equals(a, b);
    }

    /** ECMA-262's IsLooselyEqual. */
    static boolean like(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null || a == UNDEFINED || b == UNDEFINED) {
            return (a == null || a == UNDEFINED) && (b == null || b == UNDEFINED);
        }
        if (isObject(a) && isObject(b)) {
            return a == b;
        }
        Object x = isObject(a) ? text(a) : a;
        Object y = isObject(b) ? text(b) : b;
        return (x instanceof String && y instanceof String) ? x.equals(y) : number(x) == number(y);
    }

    /** A property: of a map by name, of a list or text by place or {@code length}. {@link #UNDEFINED} if there is none. */
    static @Nullable Object property(@Nullable Object target, String name) {
        if (target instanceof Frame.Root root) {
            return root.property(name);
        }
        if (target instanceof Map<?, ?> map) {
            Object value = map.get(name);
            return value != null || map.containsKey(name) ? value : UNDEFINED;
        }
        if (target instanceof List<?> list) {
            int at = place(name, list.size());
            return at >= 0 ? list.get(at) : name.equals("length") ? (Object) (double) list.size() : UNDEFINED;
        }
        if (target instanceof String text) {
            int at = place(name, text.length());
            return at >= 0
                    ? text.substring(at, at + 1)
                    : name.equals("length") ? (Object) (double) text.length() : UNDEFINED;
        }
        return target instanceof Frame.Flagd flagd ? flagd.property(name) : UNDEFINED;
    }

    private static int place(String name, int size) {
        if (name.isEmpty() || name.length() > 9 || (name.length() > 1 && name.charAt(0) == '0')) {
            return -1;
        }
        int at = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            at = at * 10 + (c - '0');
        }
        return at < size ? at : -1;
    }
}
