package dev.noticeboard.localstack.integration;

import dev.noticeboard.functions.contract.ApiDocument;
import dev.noticeboard.functions.contract.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Makes requests from the contract: about half of them as it allows, the others broken in a place or two. As long as an
 * operation has never succeeded, half of the requests try for it. For one thread.
 */
final class FuzzRequests {
    private static final Map<String, List<String>> MAKERS = Map.of(
            "getSchema", List.of("bindSchema"),
            "getRules", List.of("putRules"),
            "getAgent", List.of("registerAgent"),
            "getRollout", List.of("startRollout"),
            // One that waits for its first step can advance by hand once it is paused, and one that has an agent once
            // that is open.
            "advanceRollout", List.of("pauseRollout", "pauseRollout", "registerAgent", "startRollout"),
            "pauseRollout", List.of("startRollout"),
            "resumeRollout", List.of("pauseRollout", "startRollout"),
            "completeRollout", List.of("startRollout"),
            "abortRollout", List.of("startRollout"));
    private static final String ROLLOUT = "/rollouts/{id}";

    private final List<Operation> operations;
    private final Random random;
    private final FuzzMemory memory;
    private final FuzzValues values;
    private final FuzzBreaks breaks;

    FuzzRequests(ApiDocument document, Random random, FuzzMemory memory) {
        this.operations = document.operations();
        this.random = random;
        this.memory = memory;
        this.values = new FuzzValues(document, random, memory);
        this.breaks = new FuzzBreaks(random, memory);
    }

    FuzzRequest next() {
        memory.next();
        FuzzRequest again = memory.repeatable();
        if (again != null && random.nextInt(30) == 0) {
            return again;
        }
        List<Operation> missing = memory.neverSucceeded(operations);
        if (!missing.isEmpty() && random.nextBoolean()) {
            return good(neededFirst(memory.pick(missing)));
        }
        FuzzRequest request = good(operation());
        for (int i = random.nextInt(6); i > 3; i--) {
            request = breaks.broken(request);
        }
        return random.nextInt(3) == 0 ? breaks.broken(request) : request;
    }

    /** Half of the time what makes the thing that the operation reads: few of the schemas made up here can be bound. */
    private Operation neededFirst(Operation operation) {
        List<String> makers = MAKERS.getOrDefault(operation.id(), List.of());
        if (makers.isEmpty() || random.nextBoolean()) {
            return operation;
        }
        String maker = memory.pick(makers);
        return operations.stream().filter(o -> o.id().equals(maker)).findFirst().orElseThrow();
    }

    private FuzzRequest good(Operation operation) {
        return new FuzzRequest(
                operation.method(), path(operation), query(operation), headers(operation), body(operation));
    }

    /** Every operation, and puts more often: what is not there cannot be read. */
    private Operation operation() {
        return random.nextInt(4) == 0 ? operations.get(0) : memory.pick(operations);
    }

    private String path(Operation operation) {
        String bound = memory.schemaPath();
        if (operation.id().endsWith("Schema") && bound != null && random.nextBoolean()) {
            memory.within(bound.substring(bound.indexOf("/schemas/") + "/schemas/".length()));
            return bound;
        }
        String open = memory.rolloutPath();
        int rollout = operation.route().text().indexOf(ROLLOUT);
        if (rollout > 0 && open != null && random.nextInt(4) > 0) {
            return open + operation.route().text().substring(rollout + ROLLOUT.length());
        }
        Map<String, String> filled = new LinkedHashMap<>();
        String[] namespace = memory.namespace();
        filled.put("application", namespace[0]);
        filled.put("environment", namespace[1]);
        for (Operation.Input input : operation.inputs("path")) {
            filled.putIfAbsent(
                    input.name(),
                    switch (input.key()) {
                        case "nameOrVersion" ->
                            memory.pathInside()
                                    + switch (random.nextInt(4)) {
                                        case 0 -> ":" + memory.version();
                                        case 1 -> ":" + memory.label();
                                        default -> "";
                                    };
                        case "agentId" -> "host-" + random.nextInt(3);
                        default -> memory.pathInside();
                    });
        }
        memory.within(filled.getOrDefault("prefix", ""));
        return operation.route().fill(filled);
    }

    private String query(Operation operation) {
        List<String> pairs = new ArrayList<>();
        for (Operation.Input input : operation.inputs("query")) {
            int seldom = List.of("nextToken", "dryRun", "expectedVersion").contains(input.name()) ? 6 : 3;
            if (input.required() || random.nextInt(seldom) == 0) {
                JsonNode value = values.of(input.name(), input.schema());
                pairs.add(input.name() + "="
                        + FuzzRequest.encoded(value.isString() ? value.asString() : value.toString()));
            }
        }
        return String.join("&", pairs);
    }

    private Map<String, String> headers(Operation operation) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Operation.Input input : operation.inputs("header")) {
            if (random.nextInt(4) == 0) {
                boolean key = input.name().equals("Idempotency-Key");
                headers.put(
                        input.name(),
                        key
                                ? new UUID(random.nextLong(), random.nextLong()).toString()
                                : values.of(input.name(), input.schema()).asString());
            }
        }
        return headers;
    }

    private String body(Operation operation) {
        return operation.body().map(schema -> values.of("", schema).toString()).orElse("");
    }
}
