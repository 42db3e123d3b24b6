package dev.noticeboard.functions;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.RequestIdentity;
import dev.noticeboard.schemas.name.Namespace;
import java.util.Map;

/** Requests that go a function's whole way and change nothing: in a namespace that nobody has, and no more than asked about. */
final class Priming {
    /** Never written, so that it has no head, no topic and no agent. */
    static final Namespace NAMESPACE = new Namespace("/noticeboard/priming");

    private static final String PATH = "/namespaces/noticeboard/priming";
    /** No caller: a dry run commits nothing that would name one. */
    private static final String CALLER = "arn:aws:sts::000000000000:assumed-role/noticeboard/priming";

    private Priming() {}

    /** A put that is read, validated and not committed. */
    static APIGatewayProxyRequestEvent dryRun() {
        return event("PUT", PATH + "/parameters/p", "{\"value\":\"{}\",\"dataType\":\"json\"}")
                .withQueryStringParameters(Map.of("dryRun", "true"));
    }

    /** The agents of the namespace. */
    static APIGatewayProxyRequestEvent agents() {
        return event("GET", PATH + "/agents", "");
    }

    private static APIGatewayProxyRequestEvent event(String method, String path, String body) {
        return new APIGatewayProxyRequestEvent()
                .withHttpMethod(method)
                .withPath(path)
                .withHeaders(Map.of("Content-Type", "application/json"))
                .withRequestContext(new ProxyRequestContext()
                        .withRequestId("priming")
                        .withIdentity(new RequestIdentity().withUserArn(CALLER)))
                .withBody(body);
    }
}
