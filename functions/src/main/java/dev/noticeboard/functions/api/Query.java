package dev.noticeboard.functions.api;

import dev.noticeboard.schemas.name.Violation;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads query parameters, refusing those that a route does not know: a typing error must not change what happens. */
public final class Query {
    /** As JSON writes them: {@link Long#parseLong} would take {@code +5}, {@code 007} and the digits of other scripts too. */
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]*");

    static final String EXPECTED_VERSION = "expectedVersion";
    static final String WHY = "why";
    static final String DRY_RUN = "dryRun";
    static final String URGENT = "urgent";

    private final Call call;

    /** The query of a call that may have these parameters. @throws ProblemException if it has another */
    public Query(Call call, Set<String> known) {
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

    /** 400: a query parameter is not what it must be. */
    public static ProblemException refuse(String field, String message, String remedy) {
        return Problems.invalidRequest(Violation.of(field, "query", message, remedy));
    }

    /** As it was sent. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(call.query().get(name));
    }

    /** True or false. */
    boolean flag(String name, boolean otherwise) {
        return text(name)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw refuse(name, "is neither true nor false", "Correct it, or leave it out.");
                })
                .orElse(otherwise);
    }

    /** The version that the change must replace; null for any. */
    @Nullable Long expectedVersion() {
        return number(EXPECTED_VERSION, 0, Long.MAX_VALUE).orElse(null);
    }

    /** The reason given; null for none. */
    @Nullable String why() {
        return text(WHY).orElse(null);
    }

    /** A whole number from {@code least} to {@code most}. */
    public Optional<Long> number(String name, long least, long most) {
        return text(name).map(text -> {
            if (NUMBER.matcher(text).matches()) {
                try {
                    long number = Long.parseLong(text);
                    if (number >= least && number <= most) {
                        return number;
                    }
                } catch (NumberFormatException e) {
                    // Refused below, like a number out of range.
                }
            }
            throw refuse(
                    name,
                    "is not a whole number from " + least + (most == Long.MAX_VALUE ? "" : " to " + most),
                    "Correct it, or leave it out.");
        });
    }
}
