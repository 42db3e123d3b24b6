package dev.noticeboard.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.noticeboard.functions.api.Api;
import dev.noticeboard.functions.api.Gateway;

/** Lambda's entry point of the API: parameters, change sets, schemas and the change log. Thread-safe. */
public final class ApiFunction implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
    private final Api api;

    /** Made by Lambda. @throws dev.noticeboard.functions.runtime.MisconfiguredException by its environment */
    public ApiFunction() {
        this(AwsBoard.fromEnvironment(System.getenv()).api());
    }

    ApiFunction(Api api) {
        this.api = api;
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return Gateway.handle(event, api);
    }
}
