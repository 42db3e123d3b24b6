package dev.noticeboard.functions.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.noticeboard.schemas.api.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The contract is well-formed: what OpenAPI 3.1 asks, as far as tools rely on it, and what we ask beside. */
class ApiDocumentTest {
    private static final String META_SCHEMA = "https://json-schema.org/draft/2020-12/schema";
    private static final Set<String> ROOT = Set.of("openapi", "info", "servers", "tags", "paths", "components");
    private static final Set<String> OPERATION =
            Set.of("operationId", "tags", "summary", "description", "parameters", "requestBody", "responses");

    private final ApiDocument document = ApiDocument.shared();

    private List<JsonNode> nodes(JsonNode from) {
        List<JsonNode> all = new ArrayList<>(List.of(from));
        for (int i = 0; i < all.size(); i++) {
            all.get(i).forEach(all::add);
        }
        return all;
    }

    @Test
    void document_whenRead_hasOnlyOpenApisFieldsAndOurExtensions() {
        assertTrue(document.root().path("openapi").asString().startsWith("3.1."));
        for (String field : document.root().propertyNames()) {
            assertTrue(ROOT.contains(field) || field.startsWith("x-"), field);
        }
        for (Operation o : document.operations()) {
            assertTrue(
                    OPERATION.containsAll(o.node().propertyNames()),
                    o + " has " + o.node().propertyNames());
            assertTrue(o.route().text().startsWith("/"));
        }
        Set<String> kinds = new HashSet<>(document.root().path("components").propertyNames());
        assertEquals(Set.of("parameters", "headers", "responses", "schemas"), kinds);
    }

    @Test
    void references_whenFollowed_nameSomething_andEveryComponentIsUsed() {
        Set<String> used = new TreeSet<>();
        for (JsonNode node : nodes(document.root())) {
            if (node.path("$ref").isString()) {
                assertFalse(document.resolve(node).isMissingNode());
                used.add(node.path("$ref").asString());
            }
            assertTrue(
                    !node.isObject()
                            || node.properties().stream()
                                    .noneMatch(e -> e.getValue().isNull()),
                    () -> "a field without a value: " + node);
        }
        Set<String> there = new TreeSet<>();
        document.root()
                .path("components")
                .properties()
                .forEach(kind -> kind.getValue()
                        .propertyNames()
                        .forEach(name -> there.add("#/components/" + kind.getKey() + "/" + name)));
        assertEquals(there, used);
    }

    @Test
    void operations_whenCalled_haveOneIdATagASummaryAndTheAnswersOfAFault() {
        Set<String> ids = new HashSet<>();
        Set<String> tags = nodes(document.root().path("tags")).stream()
                .map(n -> n.path("name").asString(""))
                .collect(Collectors.toSet());
        for (Operation o : document.operations()) {
            assertTrue(ids.add(o.id()) && o.id().matches("[a-z][A-Za-z]+"), o.id());
            assertTrue(tags.contains(o.node().path("tags").path(0).asString()), o + " has a tag of the list");
            assertTrue(o.text("summary").endsWith("."), o + " has a summary");
            assertTrue(o.answers().keySet().stream().anyMatch(s -> s.startsWith("2")), o + " can succeed");
            assertTrue(o.answers().keySet().containsAll(Set.of("400", "429", "500", "503")), o + " can fail");
            o.answers()
                    .forEach((status, answer) -> assertTrue(
                            Integer.parseInt(status) < 400
                                    == answer.at("/content/application~1problem+json")
                                            .isMissingNode(),
                            o + " answers " + status + " with a problem or not"));
        }
    }

    @Test
    void inputs_whenDescribed_haveEachAPlaceANameAndASchema() {
        for (Operation o : document.operations()) {
            Set<String> seen = new HashSet<>();
            for (Operation.Input i : o.inputs()) {
                assertTrue(seen.add(i.in() + " " + i.name()), o + " has " + i.name() + " twice");
                assertTrue(Set.of("path", "query", "header").contains(i.in()), o + " " + i.name());
                assertTrue(
                        i.schema().isObject()
                                && !i.node().path("description").asString("").isEmpty(),
                        i.name());
                assertEquals(i.in().equals("path"), i.in().equals("path") && i.required(), i.name());
            }
            assertEquals(
                    Set.copyOf(o.route().variables()),
                    o.inputs("path").stream().map(Operation.Input::name).collect(Collectors.toSet()),
                    o + " describes the variables of its route");
        }
    }

    @Test
    void schemas_whenHeldToTheMetaSchema_areSchemas() {
        Schema metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(META_SCHEMA));
        for (JsonNode node : nodes(document.root())) {
            // A property of that name is a schema as well.
            if (node.path("schema").isObject()) {
                assertEquals(List.of(), metaSchema.validate(node.path("schema")));
            }
        }
        document.root().path("components").path("schemas").properties().forEach(e -> {
            assertEquals(List.of(), metaSchema.validate(e.getValue()), e.getKey());
            assertTrue(e.getValue().has("description"), e.getKey() + " is described");
        });
    }

    @Test
    void examples_whenGiven_areValid() {
        JsonChecks checks = new JsonChecks(document);
        for (JsonNode node : nodes(document.root())) {
            if (node.path("examples").isArray()) {
                for (JsonNode example : node.path("examples")) {
                    assertEquals(List.of(), checks.violations("", node, example), () -> "an example of " + node);
                }
            }
        }
    }

    @Test
    void requests_whenTheyHaveAnUnknownField_areRefusedByTheirSchema() {
        for (Operation o : document.operations()) {
            o.body().filter(b -> !ApiDocument.key(b).equals("JsonSchema")).ifPresent(body -> {
                for (JsonNode node : nodes(document.resolve(body))) {
                    JsonNode schema = document.resolve(node);
                    if (schema.has("properties")
                            && schema.path("type").asString("").equals("object")) {
                        assertFalse(schema.path("additionalProperties").asBoolean(true), o + ": " + schema);
                    }
                }
            });
        }
    }

    @Test
    void problems_whenListed_areThoseThatTheAnswersName() {
        Map<String, Set<String>> answered = new TreeMap<>();
        for (JsonNode answer : document.root().path("components").path("responses")) {
            JsonNode own = answer.at("/content/application~1problem+json/schema/allOf/1/properties");
            for (JsonNode type : own.path("type").path("enum")) {
                answered.computeIfAbsent(type.asString(), t -> new TreeSet<>())
                        .add(own.path("status").path("const").asString());
            }
        }
        Map<String, Set<String>> listed = new TreeMap<>();
        for (JsonNode problem : document.root().path("x-problems")) {
            Set<String> status = new TreeSet<>();
            problem.path("status").forEach(s -> status.add(s.asString()));
            listed.put(Problem.TYPE_BASE + problem.path("type").asString(), status);
        }
        assertEquals(listed, answered);
    }
}
