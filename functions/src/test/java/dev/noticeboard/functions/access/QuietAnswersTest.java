package dev.noticeboard.functions.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may write a parameter need not be allowed to read it: no answer to a write holds a stored value. */
class QuietAnswersTest {
    private static final String BASE = "/namespaces/billing/prod";
    private static final String PASSWORD = BASE + "/parameters/db/secrets/password";
    private static final String LABELS = BASE + "/labels/db/secrets/password";
    private static final String NAME = "/billing/prod/db/secrets/password";

    private final FreshBoards fresh = new FreshBoards();

    /** A write and what it must be answered with. */
    private record Case(int status, Request request) {}

    private static List<Case> refusedWrites() {
        Map<String, Object> put = Map.of("kind", "put", "name", NAME, "value", "x", "expectedVersion", 1);
        Map<String, Object> restore = Map.of("kind", "restore", "name", NAME, "version", 99);
        String key = "{\"properties\":{\"db/secrets/password\":";
        return List.of(
                new Case(409, Request.of("PUT", PASSWORD, Map.of("value", "x", "expectedVersion", 0))),
                new Case(409, Request.of("PUT", PASSWORD, Map.of("value", "x", "expectedVersion", 1))),
                new Case(409, Request.of("DELETE", PASSWORD + "?expectedVersion=9")),
                new Case(422, Request.of("PUT", PASSWORD, Map.of("value", "x", "dataType", "integer"))),
                new Case(422, Request.of("PUT", PASSWORD, Map.of("value", "x", "type", "SecureString"))),
                new Case(422, Request.of("PUT", PASSWORD, Map.of("value", "x", "allowedPattern", "^y$"))),
                new Case(409, Request.of("PUT", LABELS, Map.of("label", "live", "expectedVersion", 0))),
                new Case(409, Request.of("DELETE", LABELS + "?label=live&expectedVersion=2")),
                new Case(409, Request.of("POST", BASE + "/changesets", Map.of("changes", List.of(put)))),
                new Case(4, Request.of("POST", BASE + "/changesets", Map.of("changes", List.of(restore)))),
                new Case(422, Request.of("PUT", BASE + "/schemas", "{\"maxLength\":1}")),
                new Case(422, Request.of("PUT", BASE + "/schemas/db", "{\"pattern\":\"^y\"}")),
                new Case(422, Request.of("PUT", BASE + "/schemas/db/secrets", "{\"const\":\"y\"}")),
                new Case(422, Request.of("PUT", BASE + "/schemas/db/secrets", "{\"type\":\"integer\"}")),
                new Case(422, Request.of("PUT", BASE + "/schemas/db/secrets", "{\"enum\":[\"y\",\"z\"]}")),
                new Case(422, Request.of("PUT", BASE + "/rules", "{\"maxProperties\":1}")),
                new Case(422, Request.of("PUT", BASE + "/rules", key + "{\"const\":\"y\"}}}")),
                new Case(422, Request.of("PUT", BASE + "/rules", key + "{\"not\":{\"minLength\":1}}}}")),
                new Case(422, Request.of("PUT", BASE + "/rules", "{\"not\":{}}")));
    }

    @Test
    void refusals_whenStoredValuesDecide_quoteNone() {
        List<String> failures = new ArrayList<>();
        for (Case c : refusedWrites()) {
            APIGatewayProxyResponseEvent answer = fresh.send(c.request);
            if (answer.getStatusCode() != c.status && answer.getStatusCode() / 100 != c.status) {
                failures.add(answer.getStatusCode() + " " + c.request);
            }
            failures.addAll(leaks(answer, c.request));
            // What a dry run finds stands in its answer, at most as a refusal.
            Request dry = c.request.dry();
            failures.addAll(leaks(fresh.send(dry), dry));
        }
        assertEquals(List.of(), failures);
    }

    @Test
    void writes_whenTheySucceed_answerNoStoredValue() {
        Routes routes = new Routes("billing/prod", "db/secrets/password", List.of("", "db", "db/secrets"));
        List<String> failures = new ArrayList<>();
        for (List<Request> writes : List.of(routes.writes(), routes.administers(), routes.agents())) {
            for (Request write : writes) {
                failures.addAll(leaks(fresh.send(write), write));
            }
        }
        assertEquals(List.of(), failures);
    }

    private static List<String> leaks(APIGatewayProxyResponseEvent answer, Request request) {
        return SeededBoard.leaks(answer, name -> true).stream()
                .map(name -> name + " by " + request)
                .toList();
    }
}
