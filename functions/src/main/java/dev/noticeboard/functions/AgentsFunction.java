package dev.noticeboard.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.noticeboard.functions.api.Gateway;
import dev.noticeboard.functions.fleet.FleetEndpoint;
import dev.noticeboard.functions.observe.Invocations;

/** Lambda's entry point of the fleet's part of the API: register, renew, leave; who there is, and how far a change has come. Thread-safe. */
public final class AgentsFunction implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
    private final FleetEndpoint agents;
    private final Invocations invocations;

    /** Made by Lambda. @throws dev.noticeboard.functions.runtime.MisconfiguredException by its environment */
    public AgentsFunction() {
        this(AwsBoard.fromEnvironment(System.getenv()));
    }

    AgentsFunction(AwsBoard board) {
        this.agents = board.agents();
        this.invocations = board.invocations();
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return invocations.run(context, () -> Gateway.handle(event, agents));
    }
}
