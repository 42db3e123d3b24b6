package dev.noticeboard.cli.terminal;

import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints parameters: one line each, or one with all that is known of it. */
public final class ParameterText {
    /** What is left of a usual terminal's line behind the other columns. */
    private static final int VALUE_SHOWN = 60;

    /** Prints one line each: name, version, revision, data type, value. */
    public static void print(Terminal terminal, List<Parameter> page) {
        int width = page.stream().mapToInt(p -> p.name().text().length()).max().orElse(1);
        for (Parameter p : page) {
            String value = Printable.oneLine(String.valueOf(p.value()));
            if (terminal.json()) {
                terminal.jsonLine(p);
            } else if (terminal.interactive()) {
                terminal.line(String.format(
                        "%-" + width + "s  v%-4d r%-6d %-7s  %s",
                        p.name(),
                        p.version(),
                        p.revision(),
                        p.dataType().label(),
                        Printable.atMost(VALUE_SHOWN, value)));
            } else {
                terminal.line(String.join(
                        "\t",
                        p.name().text(),
                        Long.toString(p.version()),
                        Long.toString(p.revision()),
                        p.dataType().label(),
                        value));
            }
        }
    }

    /** All that is known of a parameter, one line each; what is not there is left out. */
    public static List<String> details(Parameter p) {
        List<String> lines = new ArrayList<>();
        lines.add("name: " + p.name());
        lines.add("version: " + p.version() + " (revision " + p.revision() + ")");
        lines.add("written: " + p.at() + " by " + p.by());
        add(lines, "why", p.why());
        lines.add("type: " + p.type().label());
        lines.add("data type: " + p.dataType().label());
        add(lines, "description", p.description());
        p.tags().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(t -> add(lines, "tag", t.getKey() + "=" + t.getValue()));
        add(lines, "allowed pattern", p.allowedPattern());
        if (p.policies() != null) {
            add(lines, "policies", Json.write(p.policies()));
        }
        if (p.staged() != null && p.staged().stage() == Parameter.Stage.CANDIDATE) {
            lines.add("under rollout: version " + p.staged().version() + " is the candidate of rollout "
                    + p.staged().rollout());
        }
        add(lines, "value", String.valueOf(p.value()));
        return lines.stream().map(Printable::oneLine).toList();
    }

    private static void add(List<String> lines, String field, @Nullable String text) {
        if (text != null) {
            lines.add(field + ": " + text);
        }
    }

    private ParameterText() {}
}
