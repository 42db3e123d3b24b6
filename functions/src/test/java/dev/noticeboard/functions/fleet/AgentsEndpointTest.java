package dev.noticeboard.functions.fleet;

import static dev.noticeboard.functions.api.Calls.as;
import static dev.noticeboard.functions.api.Calls.event;
import static dev.noticeboard.functions.api.Calls.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.RequestIdentity;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.api.Calls;
import dev.noticeboard.functions.store.FakeBoardStore;
import dev.noticeboard.functions.store.Fixtures;
import dev.noticeboard.schemas.api.Registration;
import dev.noticeboard.schemas.json.Json;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The agents' routes. */
class AgentsEndpointTest {
    private static final String PATH = "/namespaces/billing/prod/agents/host-1";

    private final ManualTime time = new ManualTime();
    private final FakeMailboxes mailboxes = new FakeMailboxes(time);
    private final FakeLeases leases = new FakeLeases();
    private final Calls calls =
            new Calls(Fleets.over(new FakeBoardStore(), leases, mailboxes, new FakeReports(), time));

    @Test
    void put_whenNew_answersTheRegistration() {
        Registration made = as(calls.send("PUT", PATH, null), Registration.class);
        assertEquals("host-1", made.agentId());
        assertEquals(Fixtures.NS, made.namespace());
        assertEquals(time.instant().plus(Duration.ofMinutes(15)), made.expiresAt());
        assertEquals(900, made.leaseSeconds());
        assertEquals(Fleets.REPORTS_QUEUE, made.reportsQueueUrl());
        assertEquals(made, as(calls.send("PUT", PATH, "{\"hostTags\":{\"ring\":\"canary\"}}"), Registration.class));
        assertEquals(
                Map.of("ring", "canary"),
                leases.find(Fixtures.NS, "host-1").orElseThrow().hostTags());
        assertNotEquals(
                made.queueUrl(),
                as(calls.send("PUT", PATH, "{\"newQueue\":true}"), Registration.class)
                        .queueUrl());
    }

    @Test
    void delete_whenRegistered_answers204() {
        calls.send("PUT", PATH, null);
        assertEquals(204, calls.send("DELETE", PATH, null).getStatusCode());
        assertEquals(0, mailboxes.queues().size());
        assertEquals(204, calls.send("DELETE", PATH, null).getStatusCode());
    }

    @Test
    void lease_whenHeldByAnother_isRefused() {
        calls.send("PUT", PATH, null);
        ProxyRequestContext other =
                new ProxyRequestContext().withIdentity(new RequestIdentity().withCaller("AIDAOTHER"));
        assertEquals(
                "409 lease-held", refusal(calls.send(event("PUT", PATH, "{}").withRequestContext(other))));
        assertEquals(
                "409 lease-held", refusal(calls.send(event("DELETE", PATH, null).withRequestContext(other))));
    }

    @Test
    void call_whenBad_isRefused() {
        String tags = Json.write(Map.of(
                "hostTags", IntStream.range(0, 21).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"))));
        assertEquals("422 validation-failed", refusal(calls.send("PUT", PATH, tags)));
        assertEquals("422 validation-failed", refusal(calls.send("PUT", PATH, "{\"hostTags\":{\"\":\"v\"}}")));
        assertEquals("400 malformed-body", refusal(calls.send("PUT", PATH, "{\"hostTag\":{}}")));
        assertEquals("400 malformed-body", refusal(calls.send("PUT", PATH, "{\"hostTags\":{\"a\":1}}")));
        assertEquals("405 method-not-allowed", refusal(calls.send("POST", PATH, "{}")));
        assertEquals("404 not-found", refusal(calls.send("PUT", "/namespaces/billing/prod/agentz", null)));
        assertEquals("404 not-found", refusal(calls.send("PUT", PATH + "/more", null)));
        assertEquals("404 not-found", refusal(calls.send("PUT", "/namespaces/billing/prod/list", null)));
        assertEquals(
                "400 invalid-name",
                refusal(calls.send("PUT", "/namespaces/billing/prod/agents/" + "x".repeat(129), null)));
        assertEquals("400 invalid-name", refusal(calls.send("PUT", "/namespaces/billing/prod/agents/a:b", null)));
    }

    @Test
    void put_whenAnAccountsLimitIsMet_saysWhenToComeAgain() {
        mailboxes.failAfter(0);
        APIGatewayProxyResponseEvent refused = calls.send("PUT", PATH, null);
        assertEquals("503 busy", refusal(refused));
        assertEquals("1", refused.getHeaders().get("Retry-After"));
        mailboxes.throttled(true);
        APIGatewayProxyResponseEvent throttled = calls.send("PUT", PATH, null);
        assertEquals("429 busy", refusal(throttled));
        assertEquals("5", throttled.getHeaders().get("Retry-After"));
        mailboxes.failAfter(100);
        assertEquals(200, calls.send("PUT", PATH, null).getStatusCode(), "the lease is finished by the next call");
    }
}
