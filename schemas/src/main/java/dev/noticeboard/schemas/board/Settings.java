package dev.noticeboard.schemas.board;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a namespace.
 *
 * @param whyRequired whether every change set must give a reason
 * @param keepVersions how many of a parameter's newest versions its history keeps at least, 1 or more; absent for no rule
 * @param keepDays for how many days after it was superseded the history keeps a version at least, 1 or more; absent for
 *     no rule. With neither rule everything is kept; with one, what it does not keep is dropped; with both, what neither
 *     keeps. The newest version and labelled ones are always kept
 * @param validator the ARN of a Lambda function that is asked before every commit of values; absent for none
 * @param strategies the namespace's own strategies by name, up to {@value dev.noticeboard.schemas.name.Limits#STRATEGIES}; one may have the name of a shipped
 *     one, and then replaces it here
 * @param requiredStrategy the strategy by which values must be changed unless it is urgent, {@code *} for any; absent for none
 */
public record Settings(
        @JsonProperty(required = true) boolean whyRequired,
        @Nullable Integer keepVersions,
        @Nullable Integer keepDays,
        @Nullable String validator,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Strategy> strategies,
        @Nullable String requiredStrategy) {

    @JsonCreator
    // Absent in items of older writers, and where there are none.
    public Settings {
        strategies = strategies == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(strategies));
    }

    /** Settings without any of rollouts. */
    public Settings(
            boolean whyRequired,
            @Nullable Integer keepVersions,
            @Nullable Integer keepDays,
            @Nullable String validator) {
        this(whyRequired, keepVersions, keepDays, validator, Map.of(), null);
    }

    /** The settings of a namespace that never set any. */
    public static final Settings DEFAULTS = new Settings(false, null, null, null);
}
