package dev.noticeboard.cdk;

import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The policies of {@code examples/policies} as values. An allow names method and namespace and ends in its only wildcard, for the reasons in
 * docs/access.md.
 */
final class ApiStatements {
    private static final List<String> READS = List.of("history", "diff");
    private static final List<String> READS_UNDER = List.of("list", "compare", "changes");
    private static final List<String> WRITES =
            List.of("PUT/parameters", "PUT/labels", "DELETE/parameters", "DELETE/labels");
    private static final List<String> WRITES_UNDER = List.of("changesets", "restores", "rollouts");

    static ApiStatement read(Namespace namespace) {
        return new ApiStatement(
                "Read",
                true,
                List.of(
                        at("GET", namespace, "*"),
                        at("POST", namespace, "batch"),
                        at("POST", namespace, "batch/under/*")));
    }

    static ApiStatement write(Namespace namespace) {
        Stream<String> names = WRITES.stream().map(w -> at(method(w), namespace, collection(w) + "/*"));
        Stream<String> sets = WRITES_UNDER.stream()
                .flatMap(w -> Stream.of(at("POST", namespace, w), at("POST", namespace, w + "/under/*")));
        return new ApiStatement("Write", true, Stream.concat(names, sets).toList());
    }

    static ApiStatement read(Prefix prefix) {
        List<String> resources = new ArrayList<>();
        String inside = inside(prefix);
        // A version or a label is another resource than the name.
        for (String end : List.of("", ":*", "/*")) {
            resources.add(at("GET", prefix.namespace(), "parameters/" + inside + end));
        }
        READS.forEach(c -> both(resources, "GET", prefix, c + "/" + inside));
        READS_UNDER.forEach(c -> both(resources, "GET", prefix, c + "/under/" + inside));
        both(resources, "POST", prefix, "batch/under/" + inside);
        return new ApiStatement("Read", true, resources);
    }

    static ApiStatement write(Prefix prefix) {
        List<String> resources = new ArrayList<>();
        String inside = inside(prefix);
        WRITES.forEach(w -> both(resources, method(w), prefix, collection(w) + "/" + inside));
        WRITES_UNDER.forEach(w -> both(resources, "POST", prefix, w + "/under/" + inside));
        return new ApiStatement("Write", true, resources);
    }

    static ApiStatement operate(Namespace namespace) {
        return new ApiStatement(
                "Operate",
                true,
                List.of(
                        at("GET", namespace, "rollouts"),
                        at("GET", namespace, "rollouts/*"),
                        at("GET", namespace, "convergence"),
                        at("POST", namespace, "rollouts"),
                        at("POST", namespace, "rollouts/*")));
    }

    static ApiStatement administer(Namespace namespace) {
        List<String> resources = new ArrayList<>();
        for (String method : List.of("GET", "PUT", "DELETE")) {
            resources.add(at(method, namespace, "schemas"));
            resources.add(at(method, namespace, "schemas/*"));
            resources.add(at(method, namespace, "rules"));
        }
        resources.add(at("GET", namespace, "settings"));
        resources.add(at("PUT", namespace, "settings"));
        return new ApiStatement("Administer", true, resources);
    }

    /** Registering, renewing and leaving, whatever its id: the lease keeps who holds it. */
    static ApiStatement register(Namespace namespace) {
        return new ApiStatement(
                "Register", true, List.of(at("PUT", namespace, "agents/*"), at("DELETE", namespace, "agents/*")));
    }

    /** For everybody: no path in another spelling than the one that a policy names. */
    static ApiStatement onlyPlainPaths() {
        return new ApiStatement(
                "OnlyPlainPaths", false, List.of("*%*", "*//*", "*/./*", "*/../*", "*/.", "*/..", "*/"));
    }

    private static void both(List<String> resources, String method, Prefix prefix, String place) {
        resources.add(at(method, prefix.namespace(), place));
        resources.add(at(method, prefix.namespace(), place + "/*"));
    }

    private static String at(String method, Namespace namespace, String place) {
        return method + "/namespaces/" + namespace.toPath() + "/" + place;
    }

    private static String inside(Prefix prefix) {
        String namespace = prefix.namespace().text();
        return prefix.text().substring(namespace.equals("/") ? 0 : namespace.length() + 1);
    }

    private static String method(String write) {
        return write.substring(0, write.indexOf('/'));
    }

    private static String collection(String write) {
        return write.substring(write.indexOf('/') + 1);
    }

    private ApiStatements() {}
}
