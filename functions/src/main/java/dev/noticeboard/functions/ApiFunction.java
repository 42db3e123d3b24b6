package dev.noticeboard.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.noticeboard.functions.api.Api;
import dev.noticeboard.functions.api.Gateway;
import dev.noticeboard.functions.api.WriteRefusals;
import dev.noticeboard.functions.observe.Invocations;
import dev.noticeboard.functions.observe.Measure;

/** Lambda's entry point of the API: parameters, change sets, schemas and the change log. Thread-safe. */
public final class ApiFunction implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
    private final Api api;
    private final Invocations invocations;

    /** Made by Lambda. @throws dev.noticeboard.functions.runtime.MisconfiguredException by its environment */
    public ApiFunction() {
        this(AwsBoard.fromEnvironment(System.getenv()));
    }

    ApiFunction(AwsBoard board) {
        this.api = board.api();
        this.invocations = board.invocations();
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return invocations.run(context, () -> {
            APIGatewayProxyResponseEvent answer = Gateway.handle(event, api);
            if (WriteRefusals.is(event, answer)) {
                invocations.measures().count(Measure.REFUSED_WRITES);
            }
            return answer;
        });
    }
}
