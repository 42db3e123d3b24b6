package dev.noticeboard.cli.terminal;

import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.name.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Puts a refusal into words: its kind first, then one line for each thing that is wrong. */
public final class ProblemText {

    /** The lines that tell of a refusal. */
    public static List<String> lines(Reply.Refused<?> refused) {
        Problem problem = refused.problem();
        if (problem == null) {
            return List.of("HTTP " + refused.status()
                    + " without an answer of the board. Check that the endpoint is one of Noticeboard.");
        }
        List<String> lines = new ArrayList<>();
        String title = problem.title() + " (" + problem.shortType() + ", HTTP " + refused.status() + ")";
        List<Violation> violations = problem.violations();
        boolean saidBelow = violations != null
                && !violations.isEmpty()
                && problem.detail().startsWith(violations.get(0).line());
        lines.add(title + (saidBelow ? ":" : ": " + problem.detail()));
        if (violations != null) {
            violations.forEach(v -> lines.add("  " + line(v)));
        }
        Problem.Winner winner = problem.winner();
        if (winner != null) {
            lines.add("  " + winner(winner));
        }
        return lines.stream().map(Printable::oneLine).toList();
    }

    /** What holds instead of what was expected. */
    public static String winner(Problem.Winner winner) {
        return winner.name() + " is " + (winner.deleted() ? "deleted since" : "at") + " version " + winner.version()
                + " (revision " + winner.revision() + ")";
    }

    /** A violation: field, message, rule, remedy, and then what it is about, where that is told. */
    public static String line(Violation v) {
        StringJoiner about = new StringJoiner(", ", " [", "]").setEmptyValue("");
        if (v.parameter() != null) {
            about.add("parameter " + v.parameter());
        }
        if (v.place() != null) {
            about.add("place " + (v.place().isEmpty() ? "the whole value" : v.place()));
        }
        if (v.schema() != null) {
            about.add("schema " + v.schema());
        }
        return Printable.oneLine(v.line() + about);
    }

    private ProblemText() {}
}
