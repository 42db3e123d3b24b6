package dev.noticeboard.cli.flags;

import dev.noticeboard.cli.terminal.Printable;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.board.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Prints flags: a line each, or one with all that is known of it. */
public final class FlagTable {
    /** Prints a line each: key, state, type, default variant, targeting, parameter. */
    public static void print(Terminal terminal, List<Parameter> documents) {
        List<FoundFlag> flags =
                documents.stream().flatMap(p -> FoundFlag.all(p).stream()).toList();
        if (terminal.json()) {
            flags.forEach(f -> terminal.jsonLine(facts(f)));
            return;
        }
        List<List<String>> rows = flags.stream().map(FlagTable::row).toList();
        for (List<String> row : rows) {
            terminal.line(terminal.interactive() ? padded(row, rows) : String.join("\t", row));
        }
    }

    private static List<String> row(FoundFlag flag) {
        List<String> row = new ArrayList<>();
        facts(flag).forEach((field, value) -> {
            if (!field.equals("version") && !field.equals("revision")) {
                row.add(Printable.oneLine(value.toString().isEmpty() ? "-" : value.toString()));
            }
        });
        return row;
    }

    private static String padded(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            int column = i;
            int width =
                    rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
            line.append(row.get(i)).append(" ".repeat(width - row.get(i).length() + 2));
        }
        return line.toString().stripTrailing();
    }

    private static Map<String, Object> facts(FoundFlag flag) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("key", flag.key());
        facts.put("state", flag.state());
        facts.put("type", type(flag));
        facts.put("defaultVariant", flag.defaultVariant());
        facts.put("targeting", targeting(flag));
        facts.put("parameter", flag.parameter().name().text());
        facts.put("version", flag.parameter().version());
        facts.put("revision", flag.parameter().revision());
        return facts;
    }

    /** Prints where it stands and its definition. */
    public static void print(Terminal terminal, FoundFlag flag) {
        if (terminal.json()) {
            Map<String, Object> facts = facts(flag);
            facts.put("definition", flag.definition());
            terminal.jsonLine(facts);
            return;
        }
        Parameter p = flag.parameter();
        List<String> lines = new ArrayList<>();
        lines.add("flag: " + flag.key());
        lines.add("parameter: " + p.name() + ", version " + p.version() + " (revision " + p.revision() + ")");
        lines.add("written: " + p.at() + " by " + p.by());
        if (p.why() != null) {
            lines.add("why: " + p.why());
        }
        lines.add("state: " + flag.state());
        lines.add("targeting: " + targeting(flag));
        lines.forEach(l -> terminal.line(Printable.oneLine(l)));
        flag.definition().toPrettyString().lines().forEach(l -> terminal.line(Printable.oneLine(l)));
    }

    /** The type of its variants' values, in OpenFeature's words; empty if they have none in common. */
    private static String type(FoundFlag flag) {
        List<String> types = flag.definition().path(FoundFlag.VARIANTS).properties().stream()
                .map(e -> type(e.getValue()))
                .distinct()
                .toList();
        return types.size() == 1 ? types.get(0) : "";
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> "boolean";
            case STRING -> "string";
            case NUMBER -> "number";
            default -> "object";
        };
    }

    /** {@code none}, {@code fractional 10 % on}, {@code rule}. */
    private static String targeting(FoundFlag flag) {
        if (!flag.targeted()) {
            return "none";
        }
        return Split.read(flag.targeting())
                .map(s -> "fractional " + Share.text(s.share(s.first())) + " " + s.first()
                        + (s.by() == null ? "" : " by " + s.by()))
                .orElse("rule");
    }

    private FlagTable() {}
}
