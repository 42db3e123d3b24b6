package dev.noticeboard.agent.daemon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.WhenNothingToServe;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.simulation.SimReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One daemon of two namespaces, {@code /sim/prod} and the {@code /sim} around it, of which the latter serves nothing yet. */
@Timeout(60)
class SeveralNamespacesTest {
    private final ServedBoard served = new ServedBoard(
            Map.of("a", "1"),
            o -> o,
            List.of(AgentOptions.builder()
                    .namespace("/sim")
                    .boardReader(new SimReader(new SimBoard()))
                    .whenNothingToServe(WhenNothingToServe.RETURN)
                    .startTimeout(Duration.ofSeconds(1))
                    .build()));

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void prefix_thatIsANamespaceAndANameInAnother_isTheNamespace() throws Exception {
        HttpResponse<String> list = served.get("/v1/parameters?prefix=/sim/prod");
        assertEquals(200, list.statusCode(), list.body());
        assertTrue(list.body().contains("\"namespace\":\"/sim/prod\""), list.body());
        assertEquals(503, served.get("/v1/parameters?prefix=/sim").statusCode());
    }

    @Test
    void request_thatMeansOneNamespace_saysThatItIsRequired() throws Exception {
        for (String path : List.of("/v1/parameters", "/v1/changes?after=0")) {
            HttpResponse<String> answer = served.get(path);
            assertEquals(400, answer.statusCode());
            assertTrue(answer.body().contains("It keeps /sim, /sim/prod."), answer.body());
        }
        assertEquals(200, served.get("/v1/changes?after=1&namespace=/sim/prod").statusCode());
    }

    @Test
    void readiness_whileOneNamespaceIsNotServed_namesIt() throws Exception {
        HttpResponse<String> ready = served.bare("GET", "/readyz", "");
        assertEquals(503, ready.statusCode());
        assertTrue(ready.body().contains("\"/sim/prod\":\"serving\""), ready.body());
        assertTrue(ready.body().contains("\"/sim\":\"Nothing of /sim is served yet"), ready.body());
    }

    @Test
    void getParametersByPath_acrossANamespaceThatIsNotServed_failsInsteadOfLeavingItOut() throws Exception {
        String[] signed = {
            "X-Amz-Target",
            "AmazonSSM.GetParametersByPath",
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=0"
        };
        assertEquals(
                500,
                served.bare("POST", "/", "{\"Path\":\"/sim\",\"Recursive\":true}", signed)
                        .statusCode());
        assertEquals(
                200,
                served.bare("POST", "/", "{\"Path\":\"/sim/prod\"}", signed).statusCode());
    }
}
