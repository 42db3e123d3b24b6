package dev.noticeboard.agent.daemon.config;

import dev.noticeboard.agent.daemon.config.Setting.Section;
import dev.noticeboard.agent.daemon.config.Settings.Given;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration file says, before flags and environment.
 *
 * @param process settings at the top
 * @param namespaces settings of the namespaces that have a block, by name
 * @param templates each entry of {@code templates}
 */
record ConfigFile(
        Map<Setting, Given> process, Map<String, Map<Setting, Given>> namespaces, List<Map<Setting, Given>> templates) {
    private static final String NAMESPACES = Setting.NAMESPACE.key();
    private static final String TEMPLATES = "templates";
    private static final String NAME = "name";

    static ConfigFile none() {
        return new ConfigFile(Map.of(), Map.of(), List.of());
    }

    /** @throws ConfigException with the file's name and the line */
    static ConfigFile parse(String text, String file) {
        YamlNode root;
        try {
            root = YamlText.read(text);
        } catch (ConfigException e) {
            throw new ConfigException(file + " " + e.getMessage());
        }
        return new Parser(file).parse(root);
    }

    private static final class Parser {
        private final String file;

        Parser(String file) {
            this.file = file;
        }

        private ConfigFile parse(YamlNode root) {
            Map<String, YamlNode> top = new LinkedHashMap<>(block(root).entries());
            YamlNode namespaces = top.remove(NAMESPACES);
            YamlNode templates = top.remove(TEMPLATES);
            Map<Setting, Given> process = new EnumMap<>(Setting.class);
            walk("", top, known(Section.PROCESS, Section.NAMESPACE), List.of(NAMESPACES, TEMPLATES), process);
            Map<String, Map<Setting, Given>> byName = new LinkedHashMap<>();
            if (namespaces != null) {
                List<String> names = new ArrayList<>();
                items(namespaces).forEach(n -> names.add(namespace(n, byName)));
                process.put(Setting.NAMESPACE, SettingsReader.given(Setting.NAMESPACE, names, at(namespaces), false));
            }
            List<Map<Setting, Given>> entries = new ArrayList<>();
            if (templates != null) {
                for (YamlNode item : items(templates)) {
                    Map<Setting, Given> entry = new EnumMap<>(Setting.class);
                    walk("", block(item).entries(), known(Section.TEMPLATE), List.of(), entry);
                    entries.add(entry);
                }
            }
            return new ConfigFile(process, byName, entries);
        }

        private String namespace(YamlNode node, Map<String, Map<Setting, Given>> byName) {
            if (node instanceof YamlNode.Scalar s) {
                return s.text();
            }
            Map<String, YamlNode> entries = new LinkedHashMap<>(block(node).entries());
            YamlNode name = entries.remove(NAME);
            if (!(name instanceof YamlNode.Scalar s)) {
                throw new ConfigException(at(node) + ": a namespace has no name. Give name: /application/environment.");
            }
            Map<Setting, Given> own = new EnumMap<>(Setting.class);
            walk("", entries, known(Section.NAMESPACE), List.of(NAME), own);
            byName.put(s.text(), own);
            return s.text();
        }

        private static Map<String, Setting> known(Section... sections) {
            Map<String, Setting> known = new TreeMap<>();
            Setting.of(sections).stream()
                    .filter(s -> s != Setting.CONFIG && s != Setting.NAMESPACE)
                    .forEach(s -> known.put(s.key(), s));
            return known;
        }

        private void walk(
                String before,
                Map<String, YamlNode> entries,
                Map<String, Setting> known,
                List<String> also,
                Map<Setting, Given> into) {
            entries.forEach((key, node) -> {
                String full = before.isEmpty() ? key : before + "." + key;
                Setting setting = known.get(full);
                if (setting != null) {
                    put(setting, node, into);
                } else if (node instanceof YamlNode.Block b
                        && known.keySet().stream().anyMatch(k -> k.startsWith(full + "."))) {
                    walk(full, b.entries(), known, also, into);
                } else {
                    List<String> all = new ArrayList<>(known.keySet());
                    all.addAll(also);
                    throw new ConfigException(at(node) + ": " + full + " " + Nearest.hint(full, all));
                }
            });
        }

        private void put(Setting setting, YamlNode node, Map<Setting, Given> into) {
            String source = at(node);
            List<String> texts = new ArrayList<>();
            boolean single = node instanceof YamlNode.Scalar;
            if (setting == Setting.HOST_TAGS && node instanceof YamlNode.Block b) {
                b.entries().forEach((k, v) -> texts.add(k + "=" + scalar(setting, v)));
            } else if (setting.kind().list() && node instanceof YamlNode.Items i) {
                i.items().forEach(n -> texts.add(scalar(setting, n)));
            } else {
                texts.add(scalar(setting, node));
            }
            if (into.containsKey(setting)) {
                throw new ConfigException(source + ": " + setting.key() + " is given twice. Keep one.");
            }
            try {
                into.put(setting, SettingsReader.given(setting, texts, source, single));
            } catch (ConfigException e) {
                throw new ConfigException(
                        String.valueOf(e.getMessage()).replace(source, source + ": " + setting.key()));
            }
        }

        private String scalar(Setting setting, @Nullable YamlNode node) {
            if (node instanceof YamlNode.Scalar s) {
                return s.text();
            }
            throw new ConfigException((node == null ? file : at(node)) + ": " + setting.key() + " is a "
                    + setting.kind().type() + ". Give " + (setting.kind().list() ? "texts." : "one text."));
        }

        private YamlNode.Block block(YamlNode node) {
            if (node instanceof YamlNode.Block b) {
                return b;
            }
            throw new ConfigException(at(node) + ": is no block. Write key: value lines.");
        }

        private List<YamlNode> items(YamlNode node) {
            return node instanceof YamlNode.Items i ? i.items() : List.of(node);
        }

        private String at(YamlNode node) {
            return file + " line " + node.line();
        }
    }
}
