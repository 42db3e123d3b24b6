package dev.noticeboard.cdk;

import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Token;
import software.constructs.Construct;

/** What parameters and schemas in stacks have in common: the custom resource, and what is refused before anything is deployed. */
final class StackResource {
    /**
     * Bytes of a resource's properties as JSON. CloudFormation sends those of before and after in one asynchronous call of a function, which takes 256 KB
     * (source: AWS Lambda Developer Guide, "Lambda quotas", as it was for most of its life); the rest of the request takes a few more.
     */
    static final int BYTES = 120_000;
    /** Longer than Lambda's three tries of the function with the minutes between them; without it a lost answer holds a stack up for an hour. */
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    /**
     * Makes the custom resource.
     *
     * @param properties those of its own; what all have in common is added
     * @throws IllegalArgumentException if CloudFormation could not send them
     */
    static CustomResource make(
            Construct scope, Board board, String type, Map<String, Object> properties, StackResourceBuilder<?> common) {
        common.addTo(properties);
        checkSize(scope, properties);
        return CustomResource.Builder.create(scope, "Resource")
                .serviceToken(board.resourceFunctionArn())
                .serviceTimeout(Durations.cdk(TIMEOUT))
                .resourceType(type)
                .properties(properties)
                .removalPolicy(common.removalPolicy())
                .build();
    }

    /** @throws IllegalArgumentException if there are violations, with all of them */
    static void check(Construct scope, List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException(scope.getNode().getPath() + ": "
                    + String.join(" ", violations.stream().map(Violation::line).toList()));
        }
    }

    private static void checkSize(Construct scope, Map<String, Object> properties) {
        int bytes = Json.write(properties).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > BYTES) {
            check(
                    scope,
                    List.of(Violation.of(
                            "properties",
                            "properties-size",
                            "the properties have " + bytes
                                    + " bytes as JSON, and an update sends them twice in one request",
                            "Use at most " + BYTES + ", or write it by the API.")));
        }
    }

    static boolean known(String text) {
        return !Token.isUnresolved(text);
    }

    private StackResource() {}
}
