package dev.noticeboard.functions.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The contract, openapi.yaml of schemas, as operations of routes. Immutable. */
public final class ApiDocument {
    /** Where the contract lies on the class path. */
    public static final String PLACE = "/dev/noticeboard/schemas/openapi.yaml";

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");

    private static final ApiDocument SHARED = load();

    private final JsonNode root;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, JsonNode> unrouted;

    private ApiDocument(JsonNode root) {
        this.root = root;
        for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey())) {
                    operations.add(operation(path.getKey(), path.getValue(), method.getKey(), method.getValue()));
                }
            }
        }
        this.unrouted = answers(root.path("x-unrouted"));
    }

    /** The one that all tests share. */
    public static ApiDocument shared() {
        return SHARED;
    }

    private static ApiDocument load() {
        try (InputStream in = ApiDocument.class.getResourceAsStream(PLACE)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + PLACE + " on the class path; build schemas first");
            }
            return new ApiDocument(new YAMLMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Operation operation(String path, JsonNode pathItem, String method, JsonNode node) {
        List<Operation.Input> inputs = new ArrayList<>();
        for (JsonNode list : List.of(pathItem.path("parameters"), node.path("parameters"))) {
            for (JsonNode input : list) {
                inputs.add(new Operation.Input(key(input), resolve(input)));
            }
        }
        return new Operation(method.toUpperCase(Locale.ROOT), new Route(path), node, inputs, answers(node));
    }

    private Map<String, JsonNode> answers(JsonNode node) {
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        node.path("responses").properties().forEach(e -> answers.put(e.getKey(), resolve(e.getValue())));
        return answers;
    }

    /** The whole of it. */
    public JsonNode root() {
        return root;
    }

    /** What a node stands for: itself, or what its {@code $ref} names. */
    public JsonNode resolve(JsonNode node) {
        JsonNode ref = node.path("$ref");
        if (ref.isMissingNode()) {
            return node;
        }
        JsonNode target = root.at(ref.asString().substring(1));
        if (target.isMissingNode()) {
            throw new IllegalStateException(ref.asString() + " names nothing");
        }
        return resolve(target);
    }

    /** The last part of a node's {@code $ref}; empty if it has none. */
    public static String key(JsonNode node) {
        String ref = node.path("$ref").asString("");
        return ref.substring(ref.lastIndexOf('/') + 1);
    }

    /** All operations, in the contract's order. */
    public List<Operation> operations() {
        return List.copyOf(operations);
    }

    /** The operation that takes a request. */
    public Optional<Operation> operation(String method, String path) {
        return operations.stream()
                .filter(o -> o.method().equals(method) && o.route().match(path).isPresent())
                .findFirst();
    }

    /** The methods that a path has; empty if it is none of the API. */
    public Set<String> methods(String path) {
        Set<String> methods = new TreeSet<>();
        operations.stream().filter(o -> o.route().match(path).isPresent()).forEach(o -> methods.add(o.method()));
        return methods;
    }

    /** The answers to a request that no operation takes, by status. */
    public Map<String, JsonNode> unrouted() {
        return unrouted;
    }
}
