package dev.noticeboard.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.name.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A refusal in words. */
class ProblemTextTest {
    private static final Violation VIOLATION = Violation.of("value", "maximum", "must be at most 10", "Lower it.");

    private static List<String> lines(String detail) {
        Problem problem = new Problem(Problem.TYPE_BASE + "x", "Refused", 422, detail, List.of(VIOLATION), null);
        return ProblemText.lines(new Reply.Refused<>(422, problem));
    }

    @Test
    void lines_whenTheDetailIsTheFirstViolation_sayItOnce() {
        assertEquals(
                List.of("Refused (x, HTTP 422):", "  value: must be at most 10 (maximum). Lower it."),
                lines(VIOLATION.line()));
    }

    @Test
    void lines_whenTheDetailSaysSomethingElse_keepIt() {
        assertEquals(
                "Refused (x, HTTP 422): nothing was written",
                lines("nothing was written").get(0));
    }
}
