package dev.noticeboard.agent.daemon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.openfeature.contrib.providers.ofrep.OfrepProvider;
import dev.openfeature.contrib.providers.ofrep.OfrepProviderOptions;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** OpenFeature's own client of OFREP, unmodified, against the agent. */
@Timeout(60)
class OfrepClientTest {
    private final ServedBoard served = new ServedBoard(Map.of("flags", OfrepRouteTest.FLAGS));
    private final OpenFeatureAPI api = OpenFeatureAPI.getInstance();

    @AfterEach
    void close() {
        api.shutdown();
        served.close();
    }

    private Client client(String base, String header, String value) {
        api.setProviderAndWait(
                "noticeboard",
                OfrepProvider.constructProvider(OfrepProviderOptions.builder()
                        .baseUrl(served.http.endpoint() + base)
                        .headers(ImmutableMap.of(header, ImmutableList.of(value)))
                        .build()));
        return api.getClient("noticeboard");
    }

    @Test
    void flags_ofEveryType_areWhatTheBoardSays() {
        for (String base : new String[] {"", "/namespaces/sim/prod"}) {
            Client client = client(base, "Authorization", "Bearer " + ServedBoard.TOKEN);
            assertEquals(true, client.getBooleanValue("on", false));
            assertEquals(10, client.getIntegerValue("integer", -1));
            assertEquals(10.0, client.getDoubleValue("decimal", -1.0));
            Value object = client.getObjectValue("object", new Value());
            assertEquals(
                    4,
                    object.asStructure().getValue("a").asList().size(),
                    object.asStructure().asMap()::toString);
            FlagEvaluationDetails<Boolean> details = client.getBooleanDetails("on", false);
            assertEquals("STATIC", details.getReason());
            assertEquals("yes", details.getVariant());
            assertEquals("shop", details.getFlagMetadata().getString("team"));
        }
    }

    @Test
    void targeting_seesTheContext() {
        Client client = client("", "X-API-Key", ServedBoard.TOKEN);
        ImmutableContext ours = new ImmutableContext("u", Map.of("email", new Value("a@ours.example")));
        FlagEvaluationDetails<String> details = client.getStringDetails("text", "unset", ours);
        assertEquals("hello", details.getValue());
        assertEquals("TARGETING_MATCH", details.getReason());
        assertEquals("", client.getStringValue("text", "unset"));
    }

    @Test
    void codeDefault_holdsWhereTheBoardLeavesItToTheCode() {
        Client client = client("", "X-API-Key", ServedBoard.TOKEN);
        for (String key : new String[] {"off", "code"}) {
            assertEquals(true, client.getBooleanValue(key, true), key);
            assertEquals(false, client.getBooleanValue(key, false), key);
            assertNull(client.getBooleanDetails(key, true).getVariant(), key);
        }
    }

    @Test
    void failures_areToldInTheirKind() {
        Client client = client("", "X-API-Key", ServedBoard.TOKEN);
        assertEquals(
                ErrorCode.FLAG_NOT_FOUND, client.getBooleanDetails("none", true).getErrorCode());
        assertEquals(
                ErrorCode.TYPE_MISMATCH,
                client.getBooleanDetails("integer", true).getErrorCode());
        assertEquals(true, client.getBooleanValue("broken", true));
        served.put("flags", "{\"flags\":{}}");
        assertEquals(
                ErrorCode.FLAG_NOT_FOUND, client.getBooleanDetails("on", true).getErrorCode());
        assertEquals(
                ErrorCode.GENERAL,
                client("", "X-API-Key", "wrong").getBooleanDetails("on", true).getErrorCode());
    }
}
