package dev.noticeboard.functions.api;

import dev.noticeboard.schemas.name.Violation;
import java.util.Optional;
import java.util.Set;

/** Reads query parameters, refusing those that a route does not know: a typing error must not change what happens. */
final class Query {
    private final Call call;

    /** The query of a call that may have these parameters. @throws ProblemException if it has another */
    Query(Call call, Set<String> known) {
        this.call = call;
        for (String name : call.query().keySet()) {
            if (!known.contains(name)) {
                throw refuse(
                        "query",
                        "a query parameter is not known here",
                        known.isEmpty()
                                ? "Leave the query out."
                                : "Known are "
                                        + String.join(
                                                ", ", known.stream().sorted().toList()) + ".");
            }
        }
    }

    static ProblemException refuse(String field, String message, String remedy) {
        return Problems.invalidRequest(Violation.of(field, "query", message, remedy));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(call.query().get(name));
    }

    /** A whole number from {@code least} to {@code most}. */
    Optional<Long> number(String name, long least, long most) {
        return text(name).map(text -> {
            try {
                long number = Long.parseLong(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Refused below, like a number out of range.
            }
            throw refuse(
                    name,
                    "is not a whole number from " + least + (most == Long.MAX_VALUE ? "" : " to " + most),
                    "Correct it, or leave it out.");
        });
    }
}
