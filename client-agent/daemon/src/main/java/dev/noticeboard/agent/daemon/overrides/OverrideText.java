package dev.noticeboard.agent.daemon.overrides;

import dev.noticeboard.agent.daemon.config.ConfigException;
import dev.noticeboard.agent.daemon.config.YamlNode;
import dev.noticeboard.agent.daemon.config.YamlText;
import dev.noticeboard.schemas.envfile.EnvFile;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads an override file as the import reads one: {@code .env}, or JSON or YAML with a field for each parameter, whose value is text,
 * or an object or list that becomes JSON text, or {@code {"$parameter": {"value": …}}}. A key that begins with a slash is a full name;
 * any other is a path in the one namespace that is kept.
 */
final class OverrideText {
    private static final String MARK = "$parameter";

    private final List<Namespace> namespaces;
    private final SortedMap<String, String> values = new TreeMap<>();

    private OverrideText(List<Namespace> namespaces) {
        this.namespaces = namespaces;
    }

    /**
     * Values by full name.
     *
     * @throws ConfigException with the first line that is wrong, and without its text
     */
    static SortedMap<String, String> read(String fileName, String text, List<Namespace> namespaces) {
        OverrideText reader = new OverrideText(namespaces);
        if (fileName.endsWith(".env")) {
            reader.env(text);
        } else if (fileName.matches(".*\\.(yaml|yml|json)")) {
            reader.tree(YamlText.read(text));
        } else {
            throw new ConfigException("the name tells no format. Name it .yaml, .yml, .json or .env.");
        }
        return reader.values;
    }

    private void env(String text) {
        List<Violation> violations = new ArrayList<>();
        List<EnvFile.Entry> entries = EnvFile.read(text, violations);
        if (!violations.isEmpty()) {
            throw new ConfigException(violations.get(0).line());
        }
        entries.forEach(e -> put(e.line(), e.key(), e.value()));
    }

    private void tree(YamlNode root) {
        if (!(root instanceof YamlNode.Block block)) {
            throw new ConfigException("line 1: holds no object at its top. Give fields that are parameters.");
        }
        block.entries().forEach((key, node) -> put(node.line(), key, text(node)));
    }

    private static String text(YamlNode node) {
        if (node instanceof YamlNode.Block b && b.entries().get(MARK) instanceof YamlNode.Block marked) {
            YamlNode value = marked.entries().get("value");
            if (value == null) {
                throw new ConfigException("line " + node.line() + ": $parameter has no value. Give it one.");
            }
            return text(value);
        }
        if (node instanceof YamlNode.Scalar s) {
            if (s.plain()
                    && (s.text().isEmpty()
                            || s.text().equals("null")
                            || s.text().equals("~"))) {
                throw new ConfigException(
                        "line " + s.line() + ": has no value. Write \"\" for an empty text, or take the line out.");
            }
            return s.text();
        }
        return Json.write(json(node));
    }

    private static Object json(YamlNode node) {
        if (node instanceof YamlNode.Block b) {
            Map<String, Object> object = new LinkedHashMap<>();
            b.entries().forEach((key, value) -> object.put(key, json(value)));
            return object;
        }
        if (node instanceof YamlNode.Items i) {
            return i.items().stream().map(OverrideText::json).toList();
        }
        YamlNode.Scalar scalar = (YamlNode.Scalar) node;
        if (scalar.plain()) {
            try {
                return Json.tree(scalar.text());
            } catch (MalformedException text) {
                return scalar.text();
            }
        }
        return scalar.text();
    }

    private void put(int line, String key, String value) {
        if (!key.startsWith("/") && namespaces.size() != 1) {
            throw new ConfigException("line " + line
                    + ": is no full name, and several namespaces are kept. Write it from its" + " slash on.");
        }
        String name = key.startsWith("/") ? key : namespaces.get(0).nameAt(key);
        ParameterName.check(name).ifPresent(v -> {
            throw new ConfigException("line " + line + ": " + v.message() + ". " + v.remedy());
        });
        if (!namespaces.contains(new ParameterName(name).namespace())) {
            throw new ConfigException("line " + line + ": " + name
                    + " lies in no namespace that is kept here. Take it out, or" + " add its namespace.");
        }
        if (values.put(name, value) != null) {
            throw new ConfigException("line " + line + ": " + name + " is given twice. Keep one.");
        }
    }
}
