package dev.noticeboard.localstack.emulators;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of one request in the AWS Query protocol: a form, with lists and maps as numbered names. */
final class SnsForm {
    private final Map<String, String> fields;

    private SnsForm(Map<String, String> fields) {
        this.fields = fields;
    }

    static SnsForm parse(String body) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return new SnsForm(fields);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw SnsError.refused("MalformedQueryString", "the form has a broken percent-encoding");
        }
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    String get(String name) {
        return find(name)
                .filter(v -> !v.isEmpty())
                .orElseThrow(() -> SnsError.invalid(name, "it is missing or empty; give it"));
    }

    /** The items of a list: {@code Tags.member.1.Key} is {@code Key} in the first item of {@code Tags.member}. */
    List<SnsForm> items(String prefix) {
        List<SnsForm> items = new ArrayList<>();
        for (int n = 1; ; n++) {
            String start = prefix + "." + n + ".";
            Map<String, String> item = new LinkedHashMap<>();
            fields.forEach((name, value) -> {
                if (name.startsWith(start)) {
                    item.put(name.substring(start.length()), value);
                }
            });
            if (item.isEmpty()) {
                return items;
            }
            items.add(new SnsForm(item));
        }
    }

    /** A list of plain texts. */
    List<String> list(String prefix) {
        List<String> list = new ArrayList<>();
        for (int n = 1; fields.containsKey(prefix + "." + n); n++) {
            list.add(get(prefix + "." + n));
        }
        return list;
    }

    /** A list of key and value as a map. */
    Map<String, String> map(String prefix, String key, String value) {
        Map<String, String> map = new LinkedHashMap<>();
        items(prefix).forEach(i -> map.put(i.get(key), i.find(value).orElse("")));
        return map;
    }
}
