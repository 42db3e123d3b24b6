package dev.noticeboard.agent.daemon.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The effective configuration, checked. Immutable.
 *
 * @param process the settings of the process, and those that hold for all namespaces
 * @param namespaces each with its own settings; the process's where it has none
 * @param templates the entries of {@code templates}
 */
public record Settings(Group process, List<Group> namespaces, List<Group> templates) {
    public Settings {
        namespaces = List.copyOf(namespaces);
        templates = List.copyOf(templates);
    }

    /**
     * A value and where it is from.
     *
     * @param texts one text, or several of a list
     * @param source such as {@code default}, {@code flag --table} or {@code agent.yaml line 3}
     * @param single whether a list was given as one text
     */
    public record Given(List<String> texts, String source, boolean single) {
        public Given {
            texts = List.copyOf(texts);
        }
    }

    /**
     * The settings of one block, the defaults included.
     *
     * @param name the namespace, the template's output, or empty for the process
     */
    public record Group(String name, Map<Setting, Given> given) {
        public Group {
            given = Map.copyOf(given);
        }

        /** The text, given or by default. */
        public Optional<String> find(Setting setting) {
            Given g = given.get(setting);
            return g == null || g.texts().isEmpty()
                    ? Optional.empty()
                    : Optional.of(g.texts().get(0));
        }

        /** The text of a setting that has a default or is required. */
        public String text(Setting setting) {
            return find(setting)
                    .orElseThrow(() -> new ConfigException(setting.key() + ": is required. Give " + setting.flag()
                            + ", or " + setting.key() + " in the file."));
        }

        /** The texts of a list; none if it is not given. */
        public List<String> texts(Setting setting) {
            Given g = given.get(setting);
            return g == null ? List.of() : g.texts();
        }

        /** Whether a list was given as one text. */
        public boolean single(Setting setting) {
            Given g = given.get(setting);
            return g != null && g.single();
        }

        public boolean on(Setting setting) {
            return text(setting).equals("true");
        }

        public int integer(Setting setting) {
            return Integer.parseInt(text(setting));
        }

        public Duration duration(Setting setting) {
            return Durations.parse(text(setting)).orElseThrow();
        }

        public Optional<Path> path(Setting setting) {
            return find(setting).map(Path::of);
        }

        public Optional<URI> uri(Setting setting) {
            return find(setting).map(URI::create);
        }

        /** {@code name=value} texts as a map. */
        public Map<String, String> pairs(Setting setting) {
            Map<String, String> pairs = new LinkedHashMap<>();
            texts(setting).forEach(t -> pairs.put(t.substring(0, t.indexOf('=')), t.substring(t.indexOf('=') + 1)));
            return pairs;
        }
    }

    /** The same without one setting of the process. */
    public Settings without(Setting setting) {
        Map<Setting, Given> rest = new EnumMap<>(process.given());
        rest.remove(setting);
        return new Settings(new Group(process.name(), rest), namespaces, templates);
    }

    /** Every setting with its source, a line each, for {@code --check-config}. Holds no secret: settings have none. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        add(lines, "", process, Setting.of(Setting.Section.PROCESS));
        namespaces.forEach(n -> add(lines, n.name() + " ", n, Setting.of(Setting.Section.NAMESPACE)));
        templates.forEach(t -> add(lines, t.name() + " ", t, Setting.of(Setting.Section.TEMPLATE)));
        return lines;
    }

    private static void add(List<String> lines, String before, Group group, List<Setting> settings) {
        for (Setting s : settings) {
            Given g = group.given().get(s);
            lines.add(before + s.key() + " = " + (g == null ? "(none)" : String.join(", ", g.texts())) + "  # "
                    + (g == null ? "default" : g.source()));
        }
    }
}
