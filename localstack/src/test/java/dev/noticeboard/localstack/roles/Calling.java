package dev.noticeboard.localstack.roles;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.noticeboard.localstack.roles.RecordedBoard.Caller;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import java.util.Map;

/** Calls of the API in one namespace. */
record Calling(RecordedBoard board, Namespace namespace) {

    private APIGatewayProxyResponseEvent answer(Caller caller, String method, String path, Object body) {
        return board.send(
                caller,
                new APIGatewayProxyRequestEvent()
                        .withHttpMethod(method)
                        .withPath("/namespaces/" + namespace.toPath() + "/" + path)
                        .withHeaders(Map.of("Content-Type", "application/json"))
                        .withBody(body instanceof String text ? text : Json.write(body)));
    }

    /** The record of a 200. */
    <T> T as(Class<T> type, String method, String path, Object body) {
        APIGatewayProxyResponseEvent answer = answer(RecordedBoard.HOST, method, path, body);
        if (answer.getStatusCode() != 200) {
            throw new AssertionError(method + " " + path + ": " + answer.getStatusCode() + " " + answer.getBody());
        }
        return Json.readStrict(answer.getBody(), type);
    }

    void must(int status, Caller caller, String method, String path, Object body) {
        APIGatewayProxyResponseEvent answer = answer(caller, method, path, body);
        if (answer.getStatusCode() != status) {
            throw new AssertionError(method + " " + path + ": " + answer.getStatusCode() + " instead of " + status + " "
                    + answer.getBody());
        }
    }

    void done(String method, String path, Object body) {
        must(200, RecordedBoard.HOST, method, path, body);
    }

    void put(String path, Map<String, ?> body) {
        done("PUT", "parameters/" + path, body);
    }
}
