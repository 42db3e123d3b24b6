package dev.noticeboard.agent.daemon.config;

import dev.noticeboard.agent.daemon.config.Setting.Section;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The flags of a command, made from the table of settings. */
public final class SettingOptions {
    /** Adds a flag for each setting of these sections. */
    public static void add(CommandSpec spec, Section... sections) {
        for (Setting s : Setting.of(sections)) {
            OptionSpec.Builder option = OptionSpec.builder(s.flag())
                    .paramLabel(label(s))
                    .description(description(s))
                    .type(s.kind().list() ? List.class : String.class);
            if (s.kind().list()) {
                option.auxiliaryTypes(String.class).arity("1");
            } else if (s.kind().type().equals("boolean")) {
                option.arity("0..1").fallbackValue("true");
            } else {
                option.arity("1");
            }
            spec.addOption(option.build());
        }
    }

    private static String label(Setting s) {
        return s.kind().type().replace("list of ", "").toUpperCase(java.util.Locale.ROOT);
    }

    private static String description(Setting s) {
        String range = s.kind().range().isEmpty() || s.kind().range().equals("not empty")
                ? ""
                : " " + Character.toUpperCase(s.kind().range().charAt(0))
                        + s.kind().range().substring(1) + (s.kind().list() ? "; repeatable." : ".");
        String byDefault = s.byDefault() == null ? "" : " Default: " + s.byDefault() + ".";
        String variable = s.section() == Section.TEMPLATE ? "" : " [" + s.variable() + "]";
        return (s.meaning() + range + byDefault + variable).replace("%", "%%");
    }

    /** What was given on the command line, of these sections. */
    public static Map<Setting, List<String>> given(ParseResult parsed, Section... sections) {
        Map<Setting, List<String>> given = new EnumMap<>(Setting.class);
        for (Setting s : Setting.of(sections)) {
            if (parsed.hasMatchedOption(s.flag())) {
                Object value = parsed.matchedOption(s.flag()).getValue();
                given.put(
                        s,
                        value instanceof List<?> l
                                ? l.stream().map(String::valueOf).toList()
                                : List.of(String.valueOf(value)));
            }
        }
        return given;
    }

    private SettingOptions() {}
}
