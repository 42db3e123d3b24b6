package dev.noticeboard.schemas.board;

import com.fasterxml.jackson.annotation.JsonProperty;
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
 */
public record Settings(
        @JsonProperty(required = true) boolean whyRequired,
        @Nullable Integer keepVersions,
        @Nullable Integer keepDays,
        @Nullable String validator) {

    /** The settings of a namespace that never set any. */
    public static final Settings DEFAULTS = new Settings(false, null, null, null);
}
