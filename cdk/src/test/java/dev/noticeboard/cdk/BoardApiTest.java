package dev.noticeboard.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The API is the contract's, {@code openapi.yaml}: the template is read back and compared, without the code that made it. */
class BoardApiTest {
    private static final JsonNode RESOURCES = Synthesized.RESOURCES;
    private static final Map<String, JsonNode> METHODS = methods();

    private static Map<String, JsonNode> methods() {
        Map<String, JsonNode> methods = new TreeMap<>();
        for (Map.Entry<String, JsonNode> resource : RESOURCES.properties()) {
            if (resource.getValue().path("Type").asString().equals("AWS::ApiGateway::Method")) {
                JsonNode properties = resource.getValue().path("Properties");
                String place = path(properties.path("ResourceId").path("Ref").asString(""));
                methods.put(properties.path("HttpMethod").asString() + " " + place, properties);
            }
        }
        return methods;
    }

    private static String path(String id) {
        if (id.isEmpty()) {
            return "";
        }
        JsonNode properties = RESOURCES.path(id).path("Properties");
        return path(properties.path("ParentId").path("Ref").asString("")) + "/"
                + properties.path("PathPart").asString();
    }

    private static JsonNode contract() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                BoardApiTest.class.getResourceAsStream("/dev/noticeboard/schemas/openapi.yaml"))) {
            return new YAMLMapper().readTree(in);
        }
    }

    private static Map<String, JsonNode> operations() throws IOException {
        Map<String, JsonNode> operations = new TreeMap<>();
        contract()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> operation.getValue().has("operationId"))
                        .forEach(operation -> operations.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
        return operations;
    }

    @Test
    void routes_whenComparedWithTheContract_areTheSame() throws IOException {
        assertEquals(operations().keySet(), METHODS.keySet());
    }

    @Test
    void routes_whenCalled_areAuthorisedByIamAndGoToTheAliasOfTheirFunction() {
        METHODS.forEach((route, method) -> {
            assertEquals("AWS_IAM", method.path("AuthorizationType").asString(), route);
            assertEquals("AWS_PROXY", method.path("Integration").path("Type").asString(), route);
            boolean fleet = route.contains("}/agents") || route.endsWith("/convergence");
            String uri = method.path("Integration").path("Uri").toString();
            assertTrue(uri.contains(fleet ? "FunctionsAgentsAlias" : "FunctionsApiAlias"), route + " " + uri);
        });
    }

    @Test
    void request_whenSomethingRequiredIsMissing_isRefusedByTheGateway() throws IOException {
        assertEquals(
                Set.of(
                        "method.request.path.application",
                        "method.request.path.environment",
                        "method.request.path.name",
                        "method.request.querystring.label"),
                required("DELETE /namespaces/{application}/{environment}/labels/{name+}"));
        assertEquals(
                Set.of(
                        "method.request.path.application",
                        "method.request.path.environment",
                        "method.request.path.prefix",
                        "method.request.querystring.from"),
                required("GET /namespaces/{application}/{environment}/compare/under/{prefix+}"));
        for (Map.Entry<String, JsonNode> operation : operations().entrySet()) {
            JsonNode method = METHODS.get(operation.getKey());
            String validator = Objects.requireNonNull(method)
                    .path("RequestValidatorId")
                    .path("Ref")
                    .asString();
            JsonNode properties = RESOURCES.path(validator).path("Properties");
            boolean body =
                    operation.getValue().path("requestBody").path("required").asBoolean(false);
            assertTrue(properties.path("ValidateRequestParameters").asBoolean(), operation.getKey());
            assertEquals(body, properties.path("ValidateRequestBody").asBoolean(), operation.getKey());
            assertEquals(body, method.has("RequestModels"), operation.getKey());
        }
    }

    private static Set<String> required(String route) {
        Set<String> names = new TreeSet<>();
        JsonNode parameters = Objects.requireNonNull(METHODS.get(route)).path("RequestParameters");
        parameters.properties().forEach(parameter -> names.add(parameter.getKey()));
        return names;
    }

    @Test
    void body_whenItIsAJsonSchema_mayBeABoolean() {
        List<String> models = new ArrayList<>();
        for (String route : List.of("PUT …/rules", "PUT …/schemas", "PUT …/settings")) {
            JsonNode method = METHODS.get(route.replace("…", "/namespaces/{application}/{environment}"));
            String model = Objects.requireNonNull(method)
                    .path("RequestModels")
                    .path("application/json")
                    .path("Ref")
                    .asString();
            models.add(RESOURCES
                    .path(model)
                    .path("Properties")
                    .path("Schema")
                    .path("type")
                    .asString("any"));
        }
        assertEquals(List.of("any", "any", "object"), models);
    }

    @Test
    void stage_whenDeployed_throttlesAndLogsNoValue() {
        Synthesized.TEMPLATE.hasResourceProperties(
                "AWS::ApiGateway::Stage",
                Map.of(
                        "StageName",
                        "v1",
                        "TracingEnabled",
                        true,
                        "MethodSettings",
                        List.of(Map.of(
                                "HttpMethod",
                                "*",
                                "ResourcePath",
                                "/*",
                                "DataTraceEnabled",
                                false,
                                "LoggingLevel",
                                "ERROR",
                                "MetricsEnabled",
                                true,
                                "ThrottlingBurstLimit",
                                400,
                                "ThrottlingRateLimit",
                                200))));
        String format = Synthesized.resources("AWS::ApiGateway::Stage")
                .values()
                .iterator()
                .next()
                .path("Properties")
                .path("AccessLogSetting")
                .path("Format")
                .asString();
        for (String known : List.of("requestOverride", "querystring", "header", "body", "validationErrorString")) {
            assertFalse(format.contains("$context." + known), known);
        }
        assertTrue(format.contains("\"caller\":\"$context.identity.userArn\""), format);
    }

    @Test
    void gateway_whenItRefusesByItself_answersAProblem() {
        for (String type : List.of("BAD_REQUEST_BODY", "BAD_REQUEST_PARAMETERS", "THROTTLED")) {
            Synthesized.TEMPLATE.hasResourceProperties(
                    "AWS::ApiGateway::GatewayResponse",
                    Map.of(
                            "ResponseType",
                            type,
                            "ResponseParameters",
                            Match.objectLike(
                                    Map.of("gatewayresponse.header.Content-Type", "'application/problem+json'")),
                            "ResponseTemplates",
                            Map.of(
                                    "application/json",
                                    Match.stringLikeRegexp("tag:noticeboard.dev,2026:problem/[a-z-]+"))));
        }
    }
}
