package dev.noticeboard.functions.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Makes docs/api.md from the contract: the routes, each operation, the data types, the errors. */
final class Reference {
    /** What writes the page anew. */
    static final String COMMAND = "./mvnw -q -pl functions -am test -Dtest=ReferenceTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dreference.write=true";

    private final ApiDocument document;
    private final TypeTexts types;
    private final OperationTexts operations;
    private final List<String> lines = new ArrayList<>();
    private final Set<String> anchors = new HashSet<>();

    private Reference(ApiDocument document) {
        this.document = document;
        this.types = new TypeTexts(document);
        this.operations = new OperationTexts(document, types);
    }

    /** The page. */
    static String of(ApiDocument document) {
        Reference reference = new Reference(document);
        reference.page();
        return String.join("\n", reference.lines) + "\n";
    }

    private void page() {
        heading(1, "The API");
        line("Made from [openapi.yaml](../schemas/src/main/resources" + ApiDocument.PLACE
                + "), the contract that tests hold the API to. Change that one, then write this page anew:");
        line("`" + COMMAND + "`.");
        line("");
        document.root().at("/info/description").asString().strip().lines().forEach(this::line);
        heading(2, "Routes");
        line("`…` stands for `" + OperationTexts.BASE + "`.");
        table("route", "what it does");
        for (Operation o : document.operations()) {
            row(
                    "[" + OperationTexts.route(o) + "](#"
                            + anchor(operations.twin(o).id()) + ")",
                    o.text("summary"));
        }
        heading(2, "Operations");
        lines.addAll(operations.common());
        for (JsonNode tag : document.root().path("tags")) {
            operations(tag);
        }
        dataTypes();
        errors();
    }

    private void operations(JsonNode tag) {
        heading(3, tag.path("name").asString());
        tag.path("description").stringValueOpt().ifPresent(this::line);
        for (Operation o : document.operations()) {
            if (o.node().path("tags").path(0).equals(tag.path("name"))
                    && operations.twin(o).equals(o)) {
                heading(4, o.id());
                lines.addAll(operations.of(o));
            }
        }
    }

    private void dataTypes() {
        heading(2, "Data types");
        line("A field with `?` may be absent.");
        heading(3, TypeTexts.SCALARS);
        table("type", "what it is", "meaning");
        Set<Map.Entry<String, JsonNode>> schemas =
                document.root().path("components").path("schemas").properties();
        schemas.stream()
                .filter(e -> !TypeTexts.hasSection(e.getValue()))
                .forEach(e -> row("`" + e.getKey() + "`", types.of(e.getValue()), types.meaning(e.getValue())));
        Set<String> variants = new HashSet<>();
        schemas.forEach(e -> types.variants(e.getValue()).forEach(v -> variants.add(v.getKey())));
        schemas.stream()
                .filter(e -> TypeTexts.hasSection(e.getValue()) && !variants.contains(e.getKey()))
                .forEach(e -> dataType(e.getKey(), e.getValue()));
    }

    private void dataType(String name, JsonNode schema) {
        heading(3, name);
        line(schema.path("description").asString());
        List<Map.Entry<String, JsonNode>> variants = types.variants(schema);
        if (!variants.isEmpty()) {
            table("kind", "fields", "meaning");
            variants.forEach(v -> row(
                    types.of(v.getValue().at("/properties/kind")),
                    TypeTexts.fields(v.getValue()),
                    types.meaning(v.getValue())));
            return;
        }
        table("field", "type", "meaning");
        schema.path("properties")
                .properties()
                .forEach(e ->
                        row(TypeTexts.field(schema, e.getKey()), types.of(e.getValue()), types.meaning(e.getValue())));
    }

    private void errors() {
        heading(2, "Errors");
        line(
                "`application/problem+json` (RFC 9457), a [Problem](#problem). Its type is `tag:noticeboard.dev,2026:problem/` and one of these:");
        table("type", "status", "when");
        for (JsonNode problem : document.root().path("x-problems")) {
            List<String> status = new ArrayList<>();
            problem.path("status").forEach(s -> status.add(s.asString()));
            row(
                    "`" + problem.path("type").asString() + "`",
                    String.join(", ", status),
                    problem.path("when").asString());
        }
    }

    private void heading(int level, String text) {
        if (!anchors.add(anchor(text))) {
            throw new IllegalStateException("two headings are called " + text);
        }
        if (!lines.isEmpty() && !lines.get(lines.size() - 1).isEmpty()) {
            line("");
        }
        line("#".repeat(level) + " " + text);
        line("");
    }

    static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private void line(String text) {
        lines.add(text);
    }

    private void table(String... columns) {
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        lines.addAll(OperationTexts.table(columns));
    }

    private void row(String... cells) {
        lines.add(OperationTexts.row(cells));
    }
}
