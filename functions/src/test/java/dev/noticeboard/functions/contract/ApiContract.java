package dev.noticeboard.functions.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Whether requests and answers keep the contract. Each finding is a line for a person. Thread-safe. */
public final class ApiContract {
    private static final ApiContract SHARED = new ApiContract(ApiDocument.shared());

    private final ApiDocument document;
    private final JsonChecks checks;

    private ApiContract(ApiDocument document) {
        this.document = document;
        this.checks = new JsonChecks(document);
    }

    /** The one that all tests share. */
    public static ApiContract shared() {
        return SHARED;
    }

    /** What is wrong with an exchange: the answer always, the request where it was accepted. */
    public List<String> violations(Exchange exchange) {
        List<String> ofRequest = violations(exchange.request());
        List<String> found = new ArrayList<>(violations(exchange, ofRequest.isEmpty()));
        if (accepted(exchange.answer())) {
            ofRequest.forEach(v -> found.add("was accepted, though the contract refuses it: " + v));
        }
        return found;
    }

    /** A dry run tells of what is wrong in a good answer. */
    private static boolean accepted(Exchange.Answer answer) {
        return answer.status() < 400 && !answer.body().contains("\"violations\":[{");
    }

    /** What the contract finds wrong with a request; empty if it is one that the API may accept. */
    public List<String> violations(Exchange.Request request) {
        Optional<Operation> operation = document.operation(request.method(), request.path());
        if (operation.isEmpty()) {
            return List.of("no operation takes it");
        }
        List<String> found = new ArrayList<>();
        Operation o = operation.get();
        inputs(o, "path", o.route().match(request.path()).orElseThrow(), found);
        inputs(o, "query", request.query(), found);
        inputs(o, "header", request.headers(), found);
        for (String name : request.query().keySet()) {
            if (o.inputs("query").stream().noneMatch(i -> i.name().equals(name))) {
                found.add("query " + name + " is not known");
            }
        }
        o.body().ifPresent(schema -> {
            if (o.bodyRequired() || !request.body().isEmpty()) {
                found.addAll(checks.ofJson("request", schema, request.body()));
            }
        });
        return found;
    }

    private void inputs(Operation operation, String in, Map<String, String> values, List<String> found) {
        for (Operation.Input input : operation.inputs(in)) {
            String value = values.get(input.name());
            if (value != null) {
                found.addAll(checks.ofText(in + " " + input.name(), input.schema(), value));
            } else if (input.required()) {
                found.add(in + " " + input.name() + " is missing");
            }
        }
    }

    private List<String> violations(Exchange exchange, boolean requestIsGood) {
        Exchange.Request request = exchange.request();
        Exchange.Answer answer = exchange.answer();
        String status = Integer.toString(answer.status());
        Map<String, JsonNode> own = document.operation(request.method(), request.path())
                .map(Operation::answers)
                .orElse(Map.of());
        List<String> found =
                own.containsKey(status) ? answer(own.get(status), answer) : List.of("is not answered " + status);
        JsonNode other = document.unrouted().get(status);
        if (!found.isEmpty() && !requestIsGood && other != null) {
            found = answer(other, answer);
        }
        List<String> all = new ArrayList<>(found);
        if (answer.status() == 405) {
            allow(request, answer).ifPresent(all::add);
        }
        return all;
    }

    private Optional<String> allow(Exchange.Request request, Exchange.Answer answer) {
        Set<String> told =
                new TreeSet<>(List.of(answer.headers().getOrDefault("Allow", "").split(", ", -1)));
        Set<String> right = document.methods(request.path());
        // Of a path that is none the method may be judged first.
        return right.isEmpty() || told.equals(right)
                ? Optional.empty()
                : Optional.of("Allow is " + told + " instead of " + right);
    }

    private List<String> answer(JsonNode described, Exchange.Answer answer) {
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> header : described.path("headers").properties()) {
            JsonNode node = document.resolve(header.getValue());
            String value = answer.headers().get(header.getKey());
            if (value != null) {
                found.addAll(checks.ofText("header " + header.getKey(), node.path("schema"), value));
            } else if (node.path("required").asBoolean(false)) {
                found.add("header " + header.getKey() + " is missing");
            }
        }
        JsonNode content = described.path("content");
        if (content.isMissingNode()) {
            if (!answer.body().isEmpty()) {
                found.add("has a body");
            }
            return found;
        }
        String mediaType = answer.headers().getOrDefault("Content-Type", "");
        JsonNode media = content.path(mediaType);
        if (media.isMissingNode()) {
            found.add("Content-Type is '" + mediaType + "'");
        } else {
            found.addAll(checks.ofJson("answer", media.path("schema"), answer.body()));
        }
        return found;
    }
}
