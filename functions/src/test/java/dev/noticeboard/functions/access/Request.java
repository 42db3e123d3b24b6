package dev.noticeboard.functions.access;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.noticeboard.functions.api.Calls;
import dev.noticeboard.schemas.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request before anybody has judged it. */
record Request(
        String method,
        String path,
        Map<String, String> query,
        @Nullable String body) {

    /** A request without a body; what follows a question mark is the query. */
    static Request of(String method, String target) {
        int mark = target.indexOf('?');
        Map<String, String> query = new LinkedHashMap<>();
        if (mark >= 0) {
            for (String pair : List.of(target.substring(mark + 1).split("&", -1))) {
                int equals = pair.indexOf('=');
                query.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return new Request(method, mark < 0 ? target : target.substring(0, mark), query, null);
    }

    /** A request with a JSON body. */
    static Request of(String method, String target, Object body) {
        Request bare = of(method, target);
        return new Request(method, bare.path, bare.query, body instanceof String text ? text : Json.write(body));
    }

    /** The same write as a dry run. */
    Request dry() {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put("dryRun", "true");
        return new Request(method, path, more, body);
    }

    /** Whether it may change anything. */
    boolean writes() {
        return !method.equals("GET") && !path.contains("/batch") && !query.containsKey("dryRun");
    }

    /** The same request at another path. */
    Request at(String other) {
        return new Request(method, other, query, body);
    }

    /** The proxy event of this request. */
    APIGatewayProxyRequestEvent event() {
        return Calls.event(method, path, body).withQueryStringParameters(query.isEmpty() ? null : query);
    }

    @Override
    public String toString() {
        return method + " " + path + (query.isEmpty() ? "" : "?" + query) + (body == null ? "" : " " + body);
    }
}
