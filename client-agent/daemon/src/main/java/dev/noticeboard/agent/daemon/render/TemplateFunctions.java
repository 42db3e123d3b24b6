package dev.noticeboard.agent.daemon.render;

import dev.noticeboard.agent.daemon.view.View;
import dev.noticeboard.schemas.json.Json;
import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.attributes.ResolvedAttribute;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What templates can call, over one view: {@code docs/daemon.md} lists it. */
final class TemplateFunctions extends AbstractExtension {
    private static final Map<String, java.util.function.Function<Object, String>> WRITERS = Map.of(
            "json", Json::write,
            "base64", textOnly("base64", Escapes::base64),
            "quote", textOnly("quote", Escapes::quote),
            "env", textOnly("env", Escapes::env));

    private final View view;

    TemplateFunctions(View view) {
        this.view = view;
    }

    @Override
    public Map<String, Function> getFunctions() {
        Map<String, Function> functions = new LinkedHashMap<>();
        functions.put("parameter", call(List.of("name", "default"), this::parameter));
        functions.put(
                "exists",
                call(
                        List.of("name"),
                        a -> view.find(text("exists", a.get("name"))).isPresent()));
        functions.put("parameters", call(List.of("prefix"), a -> below("parameters", a)));
        functions.put("tree", call(List.of("prefix"), a -> tree(below("tree", a))));
        functions.put("revision", call(List.of("namespace"), this::revision));
        WRITERS.forEach((name, writer) ->
                functions.put(name, call(List.of("value"), a -> writer.apply(given(name, a.get("value"))))));
        return functions;
    }

    /** The escapes as filters too: {@code {{ parameter("/a/b/c") | json }}}. */
    @Override
    public Map<String, Filter> getFilters() {
        Map<String, Filter> filters = new LinkedHashMap<>();
        WRITERS.forEach((name, writer) -> filters.put(name, new Filter() {
            @Override
            public Object apply(
                    Object input, Map<String, Object> args, PebbleTemplate self, EvaluationContext context, int line) {
                return placed(self, line, () -> writer.apply(given(name, input)));
            }

            @Override
            public List<String> getArgumentNames() {
                return List.of();
            }
        }));
        return filters;
    }

    /** {@code entry.key} and {@code entry.value} in a loop over a map, which else would be calls of Java methods. */
    @Override
    public List<AttributeResolver> getAttributeResolver() {
        return List.of((instance, attribute, argumentValues, args, context, file, line) -> {
            if (argumentValues != null || !(instance instanceof Map.Entry<?, ?> entry)) {
                return null;
            }
            return "key".equals(attribute)
                    ? new ResolvedAttribute(entry.getKey())
                    : "value".equals(attribute) ? new ResolvedAttribute(entry.getValue()) : null;
        });
    }

    private Object parameter(Map<String, Object> args) {
        String name = text("parameter", args.get("name"));
        String found = view.find(name).orElse(null);
        if (found != null) {
            return found;
        }
        Object byDefault = args.get("default");
        if (byDefault == null) {
            throw new RenderException("parameter " + name + " is not there. Put it, or give parameter() a default.");
        }
        return byDefault;
    }

    private SortedMap<String, String> below(String function, Map<String, Object> args) {
        String prefix = text(function, args.get("prefix"));
        SortedMap<String, String> below = view.below(prefix);
        if (below.isEmpty()) {
            throw new RenderException("nothing lies below " + prefix + ". Put a parameter there, or check the prefix.");
        }
        return below;
    }

    private Object revision(Map<String, Object> args) {
        String namespace = text("revision", args.get("namespace"));
        return view.revision(namespace)
                .orElseThrow(() -> new RenderException(
                        "namespace " + namespace + " is not kept by this agent. Add it to namespaces."));
    }

    /** A name that is both a value and a prefix keeps its value under the key {@code _}. */
    private static Map<String, Object> tree(SortedMap<String, String> flat) {
        Map<String, Object> root = new TreeMap<>();
        flat.forEach((path, text) -> {
            Map<String, Object> at = root;
            List<String> segments = new ArrayList<>(List.of(path.split("/", -1)));
            String last = segments.remove(segments.size() - 1);
            for (String segment : segments) {
                Object next = at.get(segment);
                Map<String, Object> child = asTree(next);
                at.put(segment, child);
                at = child;
            }
            at.put(last, text);
        });
        return root;
    }

    @SuppressWarnings("unchecked") // only this class puts maps into the tree
    private static Map<String, Object> asTree(@Nullable Object next) {
        if (next instanceof Map<?, ?>) {
            return (Map<String, Object>) next;
        }
        Map<String, Object> child = new TreeMap<>();
        if (next != null) {
            child.put("_", next);
        }
        return child;
    }

    private static java.util.function.Function<Object, String> textOnly(String name, UnaryOperator<String> writer) {
        return value -> {
            if (value instanceof Map || value instanceof Iterable) {
                throw new RenderException(name + " takes one text. Use json for maps and lists.");
            }
            return writer.apply(String.valueOf(value));
        };
    }

    private static Object placed(PebbleTemplate self, int line, Supplier<Object> body) {
        try {
            return body.get();
        } catch (RenderException e) {
            throw e.at(self.getName() + " line " + line);
        }
    }

    private static Object given(String function, @Nullable Object value) {
        if (value == null) {
            throw new RenderException(function + " is given nothing. Give it a value.");
        }
        return value;
    }

    private static String text(String function, @Nullable Object value) {
        return String.valueOf(given(function, value));
    }

    private static Function call(List<String> names, java.util.function.Function<Map<String, Object>, Object> body) {
        return new Function() {
            @Override
            public Object execute(Map<String, Object> args, PebbleTemplate self, EvaluationContext context, int line) {
                return placed(self, line, () -> body.apply(args));
            }

            @Override
            public List<String> getArgumentNames() {
                return names;
            }
        };
    }
}
