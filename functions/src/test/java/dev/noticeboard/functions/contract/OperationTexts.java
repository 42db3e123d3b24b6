package dev.noticeboard.functions.contract;

import dev.noticeboard.schemas.api.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Operations in words. One below a prefix that takes and answers what its twin does is told of beside that one. */
final class OperationTexts {
    /** How the route of everything begins. */
    static final String BASE = "/namespaces/{application}/{environment}";

    /** Inputs of so many operations are told of once. */
    private static final int MANY = 4;

    private final ApiDocument document;
    private final TypeTexts types;
    private final Map<String, Operation.Input> common = new LinkedHashMap<>();
    private final Set<String> commonProblems = new LinkedHashSet<>();

    OperationTexts(ApiDocument document, TypeTexts types) {
        this.document = document;
        this.types = types;
        List<Operation> shown =
                document.operations().stream().filter(o -> twin(o).equals(o)).toList();
        Map<String, Long> uses = shown.stream()
                .flatMap(o -> o.inputs().stream())
                .collect(Collectors.groupingBy(Operation.Input::key, LinkedHashMap::new, Collectors.counting()));
        for (Operation o : shown) {
            o.inputs().stream()
                    .filter(i -> uses.getOrDefault(i.key(), 0L) >= MANY)
                    .forEach(i -> common.putIfAbsent(i.key(), i));
        }
        commonProblems.addAll(problems(shown.get(0)));
        shown.forEach(o -> commonProblems.retainAll(problems(o)));
    }

    /** The operation under whose heading this one is told of: itself, or the one that it only narrows to a prefix. */
    Operation twin(Operation o) {
        String text = o.route().text();
        String outer = text.replaceFirst("(/under)?/\\{prefix\\+}$", "");
        return document.operations().stream()
                .filter(other -> !outer.equals(text)
                        && other.route().text().equals(outer)
                        && other.method().equals(o.method())
                        && other.answers().equals(o.answers())
                        && other.body().equals(o.body())
                        && inputs(other).equals(inputs(o)))
                .findFirst()
                .orElse(o);
    }

    private static List<String> inputs(Operation o) {
        return o.inputs().stream()
                .map(Operation.Input::key)
                .filter(k -> !k.equals("prefix"))
                .toList();
    }

    static String route(Operation o) {
        return "`" + o.method() + " " + o.route().text().replace(BASE, "…") + "`";
    }

    /** What holds for many operations. */
    List<String> common() {
        List<String> lines = new ArrayList<>(List.of("These many operations take; each says which."));
        lines.addAll(inputs(List.copyOf(common.values())));
        lines.add("");
        lines.add("Any operation may answer the problems " + code(commonProblems) + "; each says which others.");
        return lines;
    }

    /** An operation, and the ones that it is told of for. */
    List<String> of(Operation o) {
        List<String> lines = new ArrayList<>();
        lines.add(document.operations().stream()
                .filter(other -> twin(other).equals(o))
                .map(other -> route(other) + (other.equals(o) ? "" : " (" + other.id() + ")"))
                .collect(Collectors.joining(", ")));
        lines.add("");
        lines.add((o.text("summary") + " " + o.text("description")).strip());
        List<Operation.Input> own =
                o.inputs().stream().filter(i -> !common.containsKey(i.key())).toList();
        if (!own.isEmpty()) {
            lines.addAll(inputs(own));
        }
        lines.add("");
        Set<String> shared = o.inputs().stream()
                .filter(i -> common.containsKey(i.key()) && !BASE.contains("{" + i.name() + "}"))
                .map(Operation.Input::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!shared.isEmpty()) {
            lines.add("- Takes: " + code(shared));
        }
        o.body().ifPresent(schema -> lines.add("- Body: " + types.of(schema) + (o.bodyRequired() ? "" : ", or none")));
        lines.add("- Answers: " + answers(o));
        Set<String> problems = problems(o);
        problems.removeAll(commonProblems);
        if (!problems.isEmpty()) {
            lines.add("- Problems: " + code(problems));
        }
        return lines;
    }

    private List<String> inputs(List<Operation.Input> inputs) {
        List<String> lines = new ArrayList<>(table("parameter", "in", "type", "meaning"));
        for (Operation.Input i : inputs) {
            lines.add(row(
                    "`" + i.name() + "`" + (i.required() ? "" : "?"),
                    i.in(),
                    types.of(i.schema()),
                    i.node().path("description").asString() + TypeTexts.example(i.schema())));
        }
        return lines;
    }

    private String answers(Operation o) {
        return o.answers().entrySet().stream()
                .filter(e -> e.getKey().compareTo("400") < 0)
                .map(e -> {
                    JsonNode schema = e.getValue().at("/content/application~1json/schema");
                    String headers = e.getValue().has("headers")
                            ? " with "
                                    + code(Set.copyOf(
                                            e.getValue().path("headers").propertyNames()))
                            : "";
                    return e.getKey() + (schema.isMissingNode() ? " without a body" : " " + types.of(schema)) + headers;
                })
                .collect(Collectors.joining("; "));
    }

    private static Set<String> problems(Operation o) {
        Set<String> found = new LinkedHashSet<>();
        o.answers()
                .values()
                .forEach(answer -> answer.at("/content/application~1problem+json/schema/allOf/1/properties/type/enum")
                        .forEach(type -> found.add(type.asString().substring(Problem.TYPE_BASE.length()))));
        return found;
    }

    private static String code(Set<String> words) {
        return words.stream().map(w -> "`" + w + "`").collect(Collectors.joining(", "));
    }

    static List<String> table(String... columns) {
        return List.of(
                "", row(columns), row(Collections.nCopies(columns.length, "---").toArray(String[]::new)));
    }

    static String row(String... cells) {
        return "| " + String.join(" | ", cells).replace("\n", " ").strip() + " |";
    }
}
