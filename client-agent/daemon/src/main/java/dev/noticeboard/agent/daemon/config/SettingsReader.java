package dev.noticeboard.agent.daemon.config;

import dev.noticeboard.agent.daemon.config.Setting.Section;
import dev.noticeboard.agent.daemon.config.Settings.Given;
import dev.noticeboard.agent.daemon.config.Settings.Group;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts the configuration together: flags over environment over file over defaults. */
public final class SettingsReader {
    private static final String PREFIX = "NOTICEBOARD_AGENT_";
    /** As {@code AgentOptions} has it. */
    private static final int MOST_TAGS = 20;

    private final Map<Setting, List<String>> flags;
    private final Map<String, String> environment;

    /**
     * @param flags as given on the command line
     * @param environment the process's variables; those that begin with {@code NOTICEBOARD_AGENT_} must be known
     */
    public SettingsReader(Map<Setting, List<String>> flags, Map<String, String> environment) {
        this.flags = flags;
        this.environment = environment;
    }

    /**
     * The effective configuration.
     *
     * @throws ConfigException if anything is unknown, out of range or missing
     */
    public Settings read() {
        Map<Setting, Given> above = new EnumMap<>(Setting.class);
        environment.forEach((variable, text) -> fromVariable(variable, text, above));
        flags.forEach((setting, texts) -> above.put(setting, given(setting, texts, "flag " + setting.flag(), true)));
        ConfigFile file = above.containsKey(Setting.CONFIG)
                ? file(Path.of(above.get(Setting.CONFIG).texts().get(0)))
                : ConfigFile.none();
        Map<Setting, Given> process = defaults(Section.PROCESS, Section.NAMESPACE);
        process.putAll(file.process());
        Map<Setting, Given> templates = above(above, Section.TEMPLATE);
        process.putAll(above(above, Section.PROCESS, Section.NAMESPACE));
        return new Settings(
                new Group("", process), namespaces(process, file, above), templates(templates, file.templates()));
    }

    private static ConfigFile file(Path path) {
        String text;
        try {
            text = Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ConfigException("config: cannot read " + path + " ("
                    + e.getClass().getSimpleName() + "). Give a readable UTF-8 file.");
        }
        return ConfigFile.parse(text, String.valueOf(path.getFileName()));
    }

    private static void fromVariable(String variable, String text, Map<Setting, Given> into) {
        if (!variable.startsWith(PREFIX)) {
            return;
        }
        Map<String, Setting> known = new TreeMap<>();
        Setting.of(Section.PROCESS, Section.NAMESPACE).forEach(s -> known.put(s.variable(), s));
        Setting setting = known.get(variable);
        if (setting == null) {
            throw new ConfigException("environment: " + variable + " " + Nearest.hint(variable, known.keySet()));
        }
        List<String> texts = setting.kind().list() ? List.of(text.split("\\s*,\\s*")) : List.of(text);
        into.put(setting, given(setting, texts, "environment " + variable, texts.size() == 1));
    }

    static Given given(Setting setting, List<String> texts, String source, boolean single) {
        texts.forEach(t -> setting.checked(t, source));
        if (setting == Setting.HOST_TAGS && texts.size() > MOST_TAGS) {
            throw new ConfigException(source + ": host-tags are " + texts.size() + ". Give at most " + MOST_TAGS + ".");
        }
        return new Given(texts, source, single && texts.size() == 1);
    }

    private static Map<Setting, Given> defaults(Section... sections) {
        Map<Setting, Given> defaults = new EnumMap<>(Setting.class);
        for (Setting s : Setting.of(sections)) {
            if (s.byDefault() != null) {
                defaults.put(s, new Given(List.of(s.byDefault()), "default", true));
            }
        }
        return defaults;
    }

    private static Map<Setting, Given> above(Map<Setting, Given> all, Section... sections) {
        Map<Setting, Given> some = new EnumMap<>(Setting.class);
        Setting.of(sections).stream().filter(all::containsKey).forEach(s -> some.put(s, all.get(s)));
        return some;
    }

    /** Flags and environment name the namespaces anew; what the file says of one that they name still holds. */
    private static List<Group> namespaces(Map<Setting, Given> process, ConfigFile file, Map<Setting, Given> above) {
        List<String> names = process.containsKey(Setting.NAMESPACE)
                ? process.get(Setting.NAMESPACE).texts()
                : List.of();
        if (names.isEmpty()) {
            throw new ConfigException(
                    "namespaces: is required. Give --namespace /application/environment, or namespaces"
                            + " in the file.");
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new ConfigException("namespaces: one is given twice. Give each once.");
        }
        List<Group> groups = new ArrayList<>();
        for (String name : names) {
            Map<Setting, Given> own = defaults(Section.NAMESPACE);
            own.putAll(above(process, Section.NAMESPACE));
            own.putAll(file.namespaces().getOrDefault(name, Map.of()));
            own.putAll(above(above, Section.NAMESPACE));
            groups.add(new Group(name, own));
        }
        return groups;
    }

    private static List<Group> templates(Map<Setting, Given> fromFlags, List<Map<Setting, Given>> fromFile) {
        List<Map<Setting, Given>> all = new ArrayList<>(fromFile);
        if (!fromFlags.isEmpty()) {
            all = List.of(fromFlags);
        }
        List<Group> groups = new ArrayList<>();
        for (Map<Setting, Given> entry : all) {
            Map<Setting, Given> whole = defaults(Section.TEMPLATE);
            whole.putAll(entry);
            Group group = new Group(
                    entry.containsKey(Setting.OUTPUT)
                            ? entry.get(Setting.OUTPUT).texts().get(0)
                            : "",
                    whole);
            if (!whole.containsKey(Setting.FLAGS)) {
                group.text(Setting.TEMPLATE);
            } else if (whole.containsKey(Setting.TEMPLATE)) {
                throw new ConfigException(group.name() + ": template and flags are both given. Give one of them.");
            }
            group.text(Setting.OUTPUT);
            if (whole.containsKey(Setting.RELOAD_SIGNAL) != whole.containsKey(Setting.PID_FILE)) {
                throw new ConfigException(
                        group.name() + ": reload-signal and pid-file go together. Give both or neither.");
            }
            groups.add(group);
        }
        return groups;
    }
}
