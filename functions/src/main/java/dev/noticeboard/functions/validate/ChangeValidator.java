package dev.noticeboard.functions.validate;

import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Violation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a namespace's validator function, for what JSON Schema cannot say. Thread-safe. */
@FunctionalInterface
public interface ChangeValidator {
    /** How long a function may take. An admin waits for it, and API Gateway's 29 s hold several retries of it. */
    Duration LIMIT = Duration.ofSeconds(2);

    /**
     * Asks.
     *
     * @param function the function's ARN
     */
    Verdict judge(String function, Proposal proposal);

    /** Where no function can be asked. */
    static ChangeValidator none() {
        return (function, proposal) -> new Verdict.Unavailable("cannot be asked from here");
    }

    /** What a function said. */
    sealed interface Verdict {
        /** Nothing against it. */
        record Accepted() implements Verdict {}

        /** It must not be written. */
        record Refused(List<Violation> violations) implements Verdict {}

        /** It did not say: it failed, took longer than {@link #LIMIT}, or is not there. */
        record Unavailable(String reason) implements Verdict {}
    }

    /**
     * What a function is shown.
     *
     * @param namespace where it is to be written
     * @param by who asks for it
     * @param why the reason given
     * @param changes the parameters that would change
     */
    record Proposal(
            Namespace namespace, String by, @Nullable String why, List<Item> changes) {
        public Proposal {
            changes = List.copyOf(changes);
        }

        /** Without the values, which belong in no log. */
        @Override
        public String toString() {
            return changes.size() + " changes of " + namespace;
        }
    }

    /**
     * One parameter that would change.
     *
     * @param value absent where it would be deleted
     */
    record Item(
            ParameterName name,
            ParameterType type,
            DataType dataType,
            @Nullable String value) {
        /** Without the value, which belongs in no log. */
        @Override
        public String toString() {
            return name.text();
        }
    }
}
