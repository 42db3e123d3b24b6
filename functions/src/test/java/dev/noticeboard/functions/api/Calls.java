package dev.noticeboard.functions.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.RequestIdentity;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.noticeboard.functions.contract.ApiContract;
import dev.noticeboard.functions.contract.Exchange;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls an endpoint as API Gateway does, and reads its answers. Every call is held to the contract, openapi.yaml. */
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
        return send(event(method, path, body));
    }

    public APIGatewayProxyResponseEvent send(APIGatewayProxyRequestEvent event) {
        APIGatewayProxyResponseEvent answer = Gateway.handle(event, endpoint);
        List<String> violations = ApiContract.shared().violations(exchange(event, answer));
        if (!violations.isEmpty()) {
            throw new AssertionError(event.getHttpMethod() + " " + event.getPath() + " was answered "
                    + answer.getStatusCode() + " and breaks the contract: " + String.join("; ", violations));
        }
        return answer;
    }

    private static Exchange exchange(APIGatewayProxyRequestEvent event, APIGatewayProxyResponseEvent answer) {
        return new Exchange(
                new Exchange.Request(
                        event.getHttpMethod(),
                        event.getPath(),
                        Objects.requireNonNullElse(event.getQueryStringParameters(), Map.of()),
                        Objects.requireNonNullElse(event.getHeaders(), Map.of()),
                        body(event)),
                new Exchange.Answer(answer.getStatusCode(), answer.getHeaders(), answer.getBody()));
    }

    private static String body(APIGatewayProxyRequestEvent event) {
        String body = Objects.requireNonNullElse(event.getBody(), "");
        if (!Boolean.TRUE.equals(event.getIsBase64Encoded())) {
            return body;
        }
        try {
            return new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "no base64";
        }
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
