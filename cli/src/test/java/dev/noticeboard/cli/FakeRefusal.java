package dev.noticeboard.cli;

import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.name.Violation;
import java.util.List;

/** Ends a request to the fake board with a problem. */
final class FakeRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final transient Problem problem;

    FakeRefusal(Problem problem) {
        this.problem = problem;
    }

    FakeRefusal(int status, String type, String title, String detail) {
        this(new Problem(Problem.TYPE_BASE + type, title, status, detail, null, null));
    }

    static FakeRefusal notFound(String detail) {
        return new FakeRefusal(404, "not-found", "Not found", detail);
    }

    static FakeRefusal gone(String detail) {
        return new FakeRefusal(410, "gone", "No longer kept", detail);
    }

    static FakeRefusal invalid(String field, String rule, String message, String remedy) {
        Violation violation = Violation.of(field, rule, message, remedy);
        return new FakeRefusal(new Problem(
                Problem.TYPE_BASE + "invalid-request",
                "Not a valid request",
                400,
                violation.line(),
                List.of(violation),
                null));
    }

    static FakeRefusal notValid(List<Violation> violations) {
        return new FakeRefusal(new Problem(
                Problem.TYPE_BASE + "validation-failed", "Not valid", 422, "nothing was written", violations, null));
    }

    static FakeRefusal conflict(Problem.Winner winner) {
        return new FakeRefusal(new Problem(
                Problem.TYPE_BASE + "conflict", "Lost the race", 409, "the version is another", null, winner));
    }
}
