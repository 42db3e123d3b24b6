package dev.noticeboard.functions.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.RequestIdentity;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls an endpoint as API Gateway does, and reads its answers. */
public final class Calls {
    /** The caller of every call that names no other. */
    public static final String CALLER = "arn:aws:sts::123456789012:assumed-role/writer/session-1";

    private final Endpoint endpoint;

    public Calls(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    public static APIGatewayProxyRequestEvent event(String method, String path, @Nullable String body) {
        return new APIGatewayProxyRequestEvent()
                .withHttpMethod(method)
                .withPath(path)
                .withHeaders(Map.of("Content-Type", "application/json"))
                .withRequestContext(new ProxyRequestContext()
                        .withRequestId("request-1")
                        .withIdentity(new RequestIdentity().withUserArn(CALLER)))
                .withBody(body);
    }

    public APIGatewayProxyResponseEvent send(String method, String path, @Nullable String body) {
        return Gateway.handle(event(method, path, body), endpoint);
    }

    public APIGatewayProxyResponseEvent send(APIGatewayProxyRequestEvent event) {
        return Gateway.handle(event, endpoint);
    }

    public APIGatewayProxyResponseEvent get(String path, Map<String, String> query) {
        return send(event("GET", path, null).withQueryStringParameters(query));
    }

    /** The record of a successful answer. */
    public static <T> T as(APIGatewayProxyResponseEvent answer, Class<T> type) {
        if (answer.getStatusCode() != 200) {
            throw new AssertionError(answer.getStatusCode() + " " + answer.getBody());
        }
        return Json.readStrict(answer.getBody(), type);
    }

    /** The problem of another. */
    public static Problem problem(APIGatewayProxyResponseEvent answer) {
        if (!Problem.MEDIA_TYPE.equals(answer.getHeaders().get("Content-Type"))) {
            throw new AssertionError(answer.getStatusCode() + " " + answer.getHeaders());
        }
        Problem problem = Json.readStrict(answer.getBody(), Problem.class);
        if (problem.status() != answer.getStatusCode()) {
            throw new AssertionError("the problem's status is not the answer's");
        }
        return problem;
    }

    /** The short type of a problem with its status, e.g. {@code 404 not-found}. */
    public static String refusal(APIGatewayProxyResponseEvent answer) {
        Problem problem = problem(answer);
        return problem.status() + " " + problem.shortType();
    }
}
