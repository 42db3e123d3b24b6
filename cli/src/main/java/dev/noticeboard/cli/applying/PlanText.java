package dev.noticeboard.cli.applying;

import dev.noticeboard.cli.terminal.DiffText;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.board.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints a plan: a line for each change, and the counts.
 *
 * @param plan what to print
 * @param values whether to print values
 */
public record PlanText(ApplyPlan plan, boolean values) {

    /** Prints it all. */
    public void print(Terminal terminal) {
        if (terminal.json()) {
            terminal.jsonLine(json());
            return;
        }
        plan.steps().forEach(s -> DiffText.lines(s.diff(), values).forEach(terminal::line));
        terminal.line(counts());
    }

    /** How many changes of each kind there are, in words. */
    public String counts() {
        String others = plan.others() == 0 ? "" : ", " + plan.others() + " not in the file stay";
        return plan.count(ApplyPlan.Kind.CREATE) + " to create, " + plan.count(ApplyPlan.Kind.CHANGE) + " to change, "
                + plan.count(ApplyPlan.Kind.DELETE) + " to delete; " + plan.unchanged() + " are as the file says"
                + others
                + " (" + plan.prefix() + ", revision " + plan.revision() + ")";
    }

    private Map<String, Object> json() {
        List<Map<String, Object>> changes = new ArrayList<>();
        for (ApplyPlan.Step step : plan.steps()) {
            Map<String, Object> change = new LinkedHashMap<>();
            change.put("change", step.kind().name().toLowerCase(Locale.ROOT));
            change.put("name", step.diff().name().text());
            change.put("version", version(step.diff().from()));
            change.put("fields", step.diff().fields());
            if (values) {
                value("from", step.diff().from(), change);
                value("to", step.diff().to(), change);
            }
            changes.add(change);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("prefix", plan.prefix().text());
        all.put("revision", plan.revision());
        all.put("create", plan.count(ApplyPlan.Kind.CREATE));
        all.put("change", plan.count(ApplyPlan.Kind.CHANGE));
        all.put("delete", plan.count(ApplyPlan.Kind.DELETE));
        all.put("unchanged", plan.unchanged());
        all.put("others", plan.others());
        all.put("changes", changes);
        return all;
    }

    private static long version(@Nullable Parameter parameter) {
        return parameter == null ? 0 : parameter.version();
    }

    private static void value(String field, @Nullable Parameter parameter, Map<String, Object> change) {
        if (parameter != null && parameter.value() != null) {
            change.put(field, parameter.value());
        }
    }
}
