package dev.noticeboard.localstack.integration;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code AWS_ENDPOINT_URL} asks the tests to run against: an endpoint that serves all of DynamoDB, SQS and SNS, or,
 * as {@code aws:<number>}, an account.
 *
 * @param endpoint null for an account
 * @param account the account's number, null for an endpoint
 */
record CloudTarget(@Nullable URI endpoint, @Nullable String account) {
    /** Set by the Maven profile external-endpoint, under which nothing falls back to the embedded default. */
    static final boolean DEMANDED = Boolean.getBoolean("noticeboard.external-endpoint");

    static final String VARIABLE = "AWS_ENDPOINT_URL";

    private static final Pattern ACCOUNT = Pattern.compile("aws:(\\d{12})");

    /** As this process's environment asks. */
    static Optional<CloudTarget> asked() {
        return asked(System.getenv(VARIABLE), DEMANDED);
    }

    /** @throws IllegalArgumentException if it says nothing and must, or says what is no endpoint */
    static Optional<CloudTarget> asked(@Nullable String value, boolean demanded) {
        if (value == null || value.isBlank()) {
            if (demanded) {
                throw new IllegalArgumentException(
                        "the profile external-endpoint needs " + VARIABLE
                                + ": the address of an emulator, such as http://127.0.0.1:4566, or aws:<number of the account>");
            }
            return Optional.empty();
        }
        Matcher account = ACCOUNT.matcher(value);
        if (account.matches()) {
            return Optional.of(new CloudTarget(null, account.group(1)));
        }
        if (!value.matches("https?://[^/?#]+/?")) {
            throw new IllegalArgumentException(VARIABLE + " is \"" + value
                    + "\"; give http:// or https://, a host and a port, or aws: and the account's 12 digits");
        }
        return Optional.of(new CloudTarget(URI.create(value.endsWith("/") ? value : value + "/"), null));
    }
}
