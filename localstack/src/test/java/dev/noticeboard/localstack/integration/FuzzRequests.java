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

/** Makes requests from the contract: about half of them as it allows, the others broken in a place or two. For one thread. */
final class FuzzRequests {
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
        Operation operation = operation();
        FuzzRequest request = new FuzzRequest(
                operation.method(), path(operation), query(operation), headers(operation), body(operation));
        for (int i = random.nextInt(6); i > 3; i--) {
            request = breaks.broken(request);
        }
        return random.nextInt(3) == 0 ? breaks.broken(request) : request;
    }

    /** Every operation, and puts more often: what is not there cannot be read. */
    private Operation operation() {
        return random.nextInt(4) == 0 ? operations.get(0) : memory.pick(operations);
    }

    private String path(Operation operation) {
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
