package dev.noticeboard.agent;

import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is served is older than the staleness policy allows. Reads work again after the next confirmation. */
public final class StaleParametersException extends RuntimeException {
    StaleParametersException(Namespace namespace, @Nullable Duration age, Duration limit, @Nullable String lastError) {
        super(describe(namespace, age, limit) + (lastError == null ? "" : " The last read failed: " + lastError + ".")
                + " Mend the way to the table, or choose another staleness policy.");
    }

    static String describe(Namespace namespace, @Nullable Duration age, Duration limit) {
        return namespace
                + (age == null ? " was never confirmed current" : " was confirmed current " + age + " ago")
                + ", and the staleness policy allows " + limit + ".";
    }
}
