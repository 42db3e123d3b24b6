package dev.noticeboard.cdk;

import dev.noticeboard.functions.fleet.FleetEndpoint;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.Integration;
import software.amazon.awscdk.services.apigateway.IntegrationType;
import software.amazon.awscdk.services.apigateway.JsonSchema;
import software.amazon.awscdk.services.apigateway.JsonSchemaType;
import software.amazon.awscdk.services.apigateway.JsonSchemaVersion;
import software.amazon.awscdk.services.apigateway.MethodOptions;
import software.amazon.awscdk.services.apigateway.Model;
import software.amazon.awscdk.services.apigateway.RequestValidator;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.constructs.Construct;

/** Adds every route of the contract to a REST API: authorisation, what a request must have, and the function that answers. */
final class ApiRoutes {
    private final Construct scope;
    private final RestApi api;

    ApiRoutes(Construct scope, RestApi api) {
        this.scope = scope;
        this.api = api;
    }

    /** The functions that API Gateway calls. */
    static List<Handler> servers() {
        return Stream.of(Handler.values()).filter(Handler::servesApi).toList();
    }

    /** Adds them. */
    void add(BoardFunctions functions) {
        Map<Handler, Integration> integrations = new EnumMap<>(Handler.class);
        servers().forEach(handler -> integrations.put(handler, integration(functions, handler)));
        RequestValidator head = validator("Head", false);
        RequestValidator whole = validator("Whole", true);
        Map<Contract.Body, Model> models = new EnumMap<>(Contract.Body.class);
        models.put(Contract.Body.OBJECT, model("AnObject", JsonSchemaType.OBJECT));
        // A JSON Schema may be a boolean too; the handlers tell what else it is not.
        models.put(Contract.Body.SCHEMA, model("AJsonSchema", null));
        for (Contract.Route route : Contract.routes()) {
            Model model = models.get(route.body());
            MethodOptions.Builder options = MethodOptions.builder()
                    .operationName(route.operation())
                    .authorizationType(AuthorizationType.IAM)
                    .requestParameters(route.required().stream()
                            .collect(Collectors.toMap(name -> "method.request." + name, name -> true)))
                    .requestValidator(model == null ? head : whole);
            if (model != null) {
                options.requestModels(Map.of("application/json", model));
            }
            Handler handler = FleetEndpoint.takes(route.path()) ? Handler.AGENTS : Handler.API;
            api.getRoot()
                    .resourceForPath(route.path())
                    .addMethod(route.method(), integrations.get(handler), options.build());
        }
    }

    /** Over the alias, and with one permission for all routes: the CDK's own integration would add two for each. */
    private Integration integration(BoardFunctions functions, Handler handler) {
        Stack stack = Stack.of(scope);
        return Integration.Builder.create()
                .type(IntegrationType.AWS_PROXY)
                .integrationHttpMethod("POST")
                .uri("arn:" + stack.getPartition() + ":apigateway:" + stack.getRegion()
                        + ":lambda:path/2015-03-31/functions/"
                        + functions.alias(handler).getFunctionArn() + "/invocations")
                .build();
    }

    private RequestValidator validator(String id, boolean body) {
        return RequestValidator.Builder.create(scope, id)
                .restApi(api)
                .validateRequestParameters(true)
                .validateRequestBody(body)
                .build();
    }

    private Model model(String name, @Nullable JsonSchemaType type) {
        JsonSchema.Builder schema = JsonSchema.builder().schema(JsonSchemaVersion.DRAFT4);
        if (type != null) {
            schema.type(type);
        }
        return Model.Builder.create(scope, name)
                .restApi(api)
                .contentType("application/json")
                .modelName(name)
                .schema(schema.build())
                .build();
    }
}
