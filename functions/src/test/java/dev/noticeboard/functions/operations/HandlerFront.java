package dev.noticeboard.functions.operations;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.noticeboard.functions.api.Calls;
import dev.noticeboard.functions.api.Endpoint;
import dev.noticeboard.functions.api.Gateway;
import dev.noticeboard.functions.contract.Exchange;

/** Hands requests to a handler, as the events that API Gateway would make of them. */
public final class HandlerFront {
    /** A front without HTTP. */
    public static Client.Front of(Endpoint endpoint) {
        return request -> {
            APIGatewayProxyRequestEvent event = Calls.event(
                            request.method(), request.path(), request.body().isEmpty() ? null : request.body())
                    .withQueryStringParameters(request.query())
                    .withHeaders(request.headers());
            APIGatewayProxyResponseEvent answer = Gateway.handle(event, endpoint);
            return new Exchange.Answer(answer.getStatusCode(), answer.getHeaders(), answer.getBody());
        };
    }

    private HandlerFront() {}
}
