package dev.noticeboard.cli;

import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Printable;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.flags.Evaluation;
import dev.noticeboard.flags.Explanation;
import dev.noticeboard.schemas.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints what an evaluation came to, and what decided it. */
record EvaluationText(Terminal terminal) {
    /** Prints it. @return {@link ExitCodes#REFUSED} if the flag cannot be evaluated */
    int print(Explanation explanation) {
        Evaluation evaluation = explanation.evaluation();
        boolean failed = evaluation instanceof Evaluation.Failed;
        if (terminal.json()) {
            terminal.jsonLine(facts(explanation));
            return failed ? ExitCodes.REFUSED : ExitCodes.OK;
        }
        if (evaluation instanceof Evaluation.Resolved resolved) {
            line("value", Json.write(resolved.value()));
            line("variant", resolved.variant());
        } else if (!failed) {
            line("value", "(the application's own default)");
        }
        line("reason", evaluation.reason().name());
        evaluation.metadata().forEach((name, value) -> line("metadata", name + "=" + value));
        for (var step : explanation.steps()) {
            Object worth = step.value();
            line(
                    "rule",
                    step.place() + ": " + step.rule() + " -> " + (worth == null ? "null" : Json.write(worth))
                            + (step.note() == null ? "" : " (" + step.note() + ")"));
        }
        return evaluation instanceof Evaluation.Failed f
                ? terminal.error(Printable.oneLine(f.message() + " (" + f.code() + ")"))
                : ExitCodes.OK;
    }

    private void line(String field, String text) {
        terminal.line(Printable.oneLine(field + ": " + text));
    }

    /** As OFREP names things, and the steps beside them. */
    private static Map<String, Object> facts(Explanation explanation) {
        Evaluation evaluation = explanation.evaluation();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("key", evaluation.key());
        if (evaluation instanceof Evaluation.Resolved resolved) {
            facts.put("value", resolved.value());
            facts.put("variant", resolved.variant());
        }
        facts.put("reason", evaluation.reason().name());
        if (evaluation instanceof Evaluation.Failed failed) {
            facts.put("errorCode", failed.code().name());
            facts.put("errorDetails", failed.message());
        }
        facts.put("metadata", evaluation.metadata());
        List<Map<String, @Nullable Object>> steps = new ArrayList<>();
        for (var step : explanation.steps()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("place", step.place());
            one.put("rule", step.rule());
            one.put("value", step.value());
            if (step.note() != null) {
                one.put("note", step.note());
            }
            steps.add(one);
        }
        facts.put("steps", steps);
        return facts;
    }
}
