package dev.noticeboard.functions.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.RequestIdentity;
import dev.noticeboard.functions.store.FakeBoardStore;
import dev.noticeboard.functions.store.Fixtures;
import dev.noticeboard.schemas.board.ChangeSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who wrote comes from the identity that API Gateway verified, and from nothing that a caller can send. */
class AuditTest {
    private static final String BASE = "/namespaces/billing/prod";
    private static final String POOL = BASE + "/parameters/db/main/pool";
    private static final String ALICE = "arn:aws:sts::123456789012:assumed-role/deployer/alice";
    private static final String MALLORY = "arn:aws:iam::123456789012:user/mallory";

    private final SeededBoard board = new SeededBoard();

    static List<Request> writes() {
        Map<String, Object> put =
                Map.of("kind", "put", "name", "/billing/prod/db/main/pool", "value", "1", "expectedVersion", 2);
        Map<String, Object> changes = Map.of("changes", List.of(put));
        Map<String, Object> start = Map.of("changes", List.of(put), "strategy", "all-at-once");
        return List.of(
                Request.of("PUT", POOL, Map.of("value", "1")),
                Request.of("DELETE", POOL),
                Request.of("PUT", BASE + "/labels/db/main/pool", Map.of("label", "next")),
                Request.of("DELETE", BASE + "/labels/db/main/pool?label=live"),
                Request.of("POST", BASE + "/changesets", changes),
                Request.of("POST", BASE + "/changesets/under/db", changes),
                Request.of("POST", BASE + "/rollouts", start),
                Request.of("POST", BASE + "/rollouts/under/db", start),
                Request.of("POST", BASE + "/restores", Map.of("revision", 1)),
                Request.of("POST", BASE + "/restores/under/db", Map.of("revision", 1)),
                Request.of("PUT", BASE + "/schemas", "true"),
                Request.of("PUT", BASE + "/schemas/db", "true"),
                Request.of("DELETE", BASE + "/schemas/db/secrets"),
                Request.of("PUT", BASE + "/rules", "true"),
                Request.of("DELETE", BASE + "/rules"),
                Request.of("PUT", BASE + "/settings", Map.of("whyRequired", true)),
                Request.of("POST", BASE + "/epoch", "{}"));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void write_whenCommitted_isRecordedAsTheContextsCaller(Request write) {
        long before = revision();
        int status = board.send(by(ALICE, write)).getStatusCode();
        assertEquals(200, status);
        assertTrue(revision() > before, "nothing was written");
        for (long revision = before + 1; revision <= revision(); revision++) {
            assertEquals(ALICE, entry(revision).by());
        }
        board.store()
                .parameter(Fixtures.name("db/main/pool"))
                .filter(p -> p.revision() > before)
                .ifPresent(p -> assertEquals(ALICE, p.by()));
    }

    private long revision() {
        return store().head(Fixtures.NS).orElseThrow().revision();
    }

    private ChangeSet entry(long revision) {
        return store().changeSet(Fixtures.NS, revision).orElseThrow();
    }

    private FakeBoardStore store() {
        return board.store();
    }

    /** An event of this caller, who says in every header that somebody might believe to be another. */
    private static APIGatewayProxyRequestEvent by(String userArn, Request write) {
        Map<String, String> headers = new HashMap<>();
        for (String name : List.of(
                "X-Amzn-User-Arn",
                "X-Amzn-Caller",
                "X-Amz-Caller-Identity",
                "X-Amzn-Oidc-Identity",
                "X-Forwarded-User",
                "X-Remote-User",
                "Remote-User",
                "From",
                "By",
                "Principal",
                "userArn",
                "Authorization")) {
            headers.put(name, MALLORY);
        }
        return write.event()
                .withHeaders(headers)
                .withRequestContext(new ProxyRequestContext()
                        .withRequestId("request-1")
                        .withIdentity(new RequestIdentity()
                                .withUserArn(userArn)
                                .withCaller("AROAEXAMPLE:alice")
                                .withUser("AROAEXAMPLE:alice")));
    }

    @Test
    void identity_whenInABodyOrAQuery_isRefused() {
        long before = revision();
        for (String field : List.of("by", "principal", "userArn", "caller")) {
            Request body = Request.of("PUT", POOL, Map.of("value", "1", field, MALLORY));
            assertEquals(400, board.send(by(ALICE, body)).getStatusCode());
            Request set = Request.of(
                    "POST",
                    BASE + "/changesets",
                    Map.of(
                            field,
                            MALLORY,
                            "changes",
                            List.of(Map.of("kind", "delete", "name", "/billing/prod/db/main/pool"))));
            assertEquals(400, board.send(by(ALICE, set)).getStatusCode());
            Request query = Request.of("DELETE", POOL + "?" + field + "=" + MALLORY);
            assertEquals(400, board.send(by(ALICE, query)).getStatusCode());
        }
        assertEquals(before, revision());
    }

    @Test
    void idempotencyKey_whenAnotherCallerSendsIt_isTheirOwn() {
        Request write = Request.of("PUT", POOL, Map.of("value", "1"));
        Request other = Request.of("PUT", POOL, Map.of("value", "2"));
        for (var sent : List.of(Map.entry(ALICE, write), Map.entry(MALLORY, other))) {
            APIGatewayProxyRequestEvent event = by(sent.getKey(), sent.getValue());
            event.getHeaders().put("Idempotency-Key", "k-1");
            assertEquals(200, board.send(event).getStatusCode());
            assertEquals(sent.getKey(), entry(revision()).by());
        }
    }
}
