package dev.noticeboard.cli.terminal;

import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Violation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Help.ColorScheme;

/**
 * Where a command prints: answers on standard output, all else on standard error.
 *
 * @param out standard output
 * @param err standard error
 * @param colours paints errors, where they are wanted
 * @param interactive whether a person is looking
 * @param json whether answers and errors are JSON, one a line
 */
public record Terminal(PrintWriter out, PrintWriter err, ColorScheme colours, boolean interactive, boolean json) {

    private static final Set<String> AGREED = Set.of("y", "yes");

    /** One line of an answer. */
    public void line(String text) {
        out.println(text);
        out.flush();
    }

    /** One line of an answer, as JSON. */
    public void jsonLine(Object value) {
        line(Json.write(value));
    }

    /** A remark that is no answer and no error. */
    public void remark(String text) {
        err.println(text);
        err.flush();
    }

    /**
     * An error.
     *
     * @return {@link ExitCodes#REFUSED}
     */
    public int error(String message) {
        if (json) {
            remark(Json.write(Map.of("error", message)));
        } else {
            remark(colours.errorText("error: ") + message);
        }
        return ExitCodes.REFUSED;
    }

    /**
     * What is wrong with an input.
     *
     * @return {@link ExitCodes#REFUSED}
     */
    public int violations(String message, List<Violation> violations) {
        if (json) {
            remark(Json.write(Map.of("error", message, "violations", violations)));
        } else {
            error(message);
            violations.forEach(v -> remark("  " + ProblemText.line(v)));
        }
        return ExitCodes.REFUSED;
    }

    /**
     * A refusal.
     *
     * @return {@link ExitCodes#REFUSED}
     */
    public int refusal(Reply.Refused<?> refused) {
        List<String> lines = ProblemText.lines(refused);
        if (json && refused.problem() != null) {
            remark(Json.write(refused.problem()));
            return ExitCodes.REFUSED;
        }
        error(lines.get(0));
        lines.subList(1, lines.size()).forEach(this::remark);
        return ExitCodes.REFUSED;
    }

    /**
     * Asks a person.
     *
     * @param in where the answer is typed
     * @return whether it was {@code y} or {@code yes}
     */
    public boolean agrees(String question, InputStream in) {
        err.print(question + " [y/N] ");
        err.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset())).readLine();
            return answer != null && AGREED.contains(answer.strip().toLowerCase(Locale.ROOT));
        } catch (IOException noAnswer) {
            return false;
        }
    }

    /** Ends a command on what the board said: as the function says if it accepted, else with the refusal. */
    public <T> int conclude(Reply<T> reply, ToIntFunction<T> accepted) {
        return reply.fold(accepted::applyAsInt, this::refusal);
    }
}
