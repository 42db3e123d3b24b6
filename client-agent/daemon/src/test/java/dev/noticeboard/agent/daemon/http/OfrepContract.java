package dev.noticeboard.agent.daemon.http;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.noticeboard.schemas.json.Json;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * OFREP's OpenAPI document as a judge of answers. It contradicts itself in three places, which are mended as its own words have it:
 *
 * <ul>
 *   <li>{@code codeDefaultFlag} says that it has no {@code value} and then allows any, so each value would be two kinds of flag.
 *   <li>A whole number is an {@code integerFlag} and a {@code floatFlag}, of which {@code oneOf} allows no two.
 *   <li>The reasons lack DEFAULT, which flagd gives and OpenFeature's specification has.
 * </ul>
 */
final class OfrepContract {
    private final JsonNode document;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(Dialects.getDraft202012());

    OfrepContract(String yaml) {
        document = Json.tree(Json.write(new Load(LoadSettings.builder().build()).loadFromString(yaml)));
        ObjectNode schemas = (ObjectNode) document.path("components").path("schemas");
        ((ObjectNode) schemas.path("codeDefaultFlag"))
                .putObject("not")
                .putArray("required")
                .add("value");
        ObjectNode kinds =
                (ObjectNode) schemas.path("evaluationSuccess").path("allOf").path(1);
        kinds.set("anyOf", kinds.remove("oneOf"));
        JsonNode reason = schemas.path("evaluationSuccess")
                .path("allOf")
                .path(0)
                .path("properties")
                .path("reason");
        ((tools.jackson.databind.node.ArrayNode) reason.path("enum")).add("DEFAULT");
    }

    /** What is wrong with an answer to a path's POST; empty if nothing is. */
    List<String> violations(String path, int status, String body) {
        JsonNode answer =
                document.path("paths").path(path).path("post").path("responses").path(String.valueOf(status));
        if (answer.isMissingNode()) {
            return List.of("no answer " + status + " of " + path);
        }
        JsonNode schema = answer.path("content").path("application/json").path("schema");
        if (schema.isMissingNode()) {
            return List.of();
        }
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", document.path("components"));
        return registry.getSchema(whole).validate(Json.tree(body)).stream()
                .map(Error::toString)
                .toList();
    }
}
