package dev.noticeboard.functions.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path as the contract writes it: {@code {x}} stands for one segment, {@code {x+}} for one or more.
 *
 * @param text the path with its braces
 */
public record Route(String text) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z]+)(\\+?)}");

    /** The names of the variables, in their order. */
    public List<String> variables() {
        List<String> names = new ArrayList<>();
        Matcher m = VARIABLE.matcher(text);
        while (m.find()) {
            names.add(m.group(1));
        }
        return names;
    }

    /** What the variables stand for in a raw path; empty if it is none of this route. */
    public Optional<Map<String, String>> match(String path) {
        StringBuilder regex = new StringBuilder();
        Matcher m = VARIABLE.matcher(text);
        int from = 0;
        while (m.find()) {
            regex.append(Pattern.quote(text.substring(from, m.start())));
            regex.append(m.group(2).isEmpty() ? "([^/]*)" : "(.+)");
            from = m.end();
        }
        regex.append(Pattern.quote(text.substring(from)));
        Matcher whole = Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(path);
        if (!whole.matches()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        List<String> names = variables();
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), whole.group(i + 1));
        }
        return Optional.of(values);
    }

    /** The path with these values, as they are. */
    public String fill(Map<String, String> values) {
        Matcher m = VARIABLE.matcher(text);
        return m.replaceAll(
                found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "no-" + found.group(1))));
    }
}
