package dev.noticeboard.agent.daemon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.ParameterAgents;
import dev.noticeboard.agent.refresh.DynamoDbTestTable;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.sync.ReadResult;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.table.TableKeys;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.InternalServerErrorException;
import software.amazon.awssdk.services.ssm.model.InvalidFilterKeyException;
import software.amazon.awssdk.services.ssm.model.InvalidNextTokenException;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;
import software.amazon.awssdk.services.ssm.model.SsmException;

/**
 * SSM's protocol as AWS's own Java client speaks it, to an agent of a table in DynamoDB Local; and while the table is cut off, and
 * the API and SQS were never there (promise 5, last known good).
 */
@Timeout(120)
class SsmProtocolTest {
    /** The client is as an application makes it; the environment alone says where it goes. */
    private static final Map<String, String> SDK = new HashMap<>(Map.of(
            "aws.region", "us-east-1",
            "aws.accessKeyId", "any",
            "aws.secretAccessKey", "any",
            "aws.maxAttempts", "1"));

    private final DynamoDbTestTable table = new DynamoDbTestTable();
    private Forwarder way;
    private ParameterAgents agents;
    private LocalHttp http;
    private SsmClient ssm;

    @BeforeEach
    void start() throws Exception {
        Map<String, String> first = new TreeMap<>();
        for (int i = 0; i < 25; i++) {
            first.put("many/p%02d".formatted(i), "value " + i);
        }
        first.put("many/deep/er", "deep");
        first.put("manyx", "another");
        table.commit(first, true);
        table.commit(Map.of("manyx", "another 2"), true);
        way = new Forwarder(table.endpoint());
        URI nobody = URI.create("http://127.0.0.1:1");
        agents = ParameterAgents.start(List.of(AgentOptions.builder()
                .namespace(SimBoard.NAMESPACE)
                .table(table.name())
                .region("us-east-1")
                .endpoint(nobody)
                .sqsEndpoint(nobody)
                .dynamoDbEndpoint(way.endpoint())
                .build()));
        http = LocalHttp.start(LocalHttpOptions.on(Token.of(ServedBoard.TOKEN)).withPort(0), agents, Clock.systemUTC());
        SDK.put("aws.endpointUrlSsm", http.endpoint().toString());
        SDK.forEach(System::setProperty);
        ssm = SsmClient.create();
    }

    @AfterEach
    void stop() throws Exception {
        ssm.close();
        SDK.keySet().forEach(System::clearProperty);
        http.close();
        agents.close();
        way.close();
    }

    private Parameter get(String name) {
        return ssm.getParameter(r -> r.name(name).withDecryption(true)).parameter();
    }

    private void cutOff() throws Exception {
        way.close();
        assertTrue(agents.all().get(0).refreshNow() instanceof ReadResult.Failed, "the table is out of reach");
    }

    @Test
    void sdk_whileTheTableAndTheApiAndSqsAreDown_readsTheSnapshot() throws Exception {
        cutOff();
        Parameter p = get("/sim/prod/many/p07");
        assertEquals("value 7", p.value());
        assertEquals("/sim/prod/many/p07", p.name());
        assertEquals(1, p.version());
        assertEquals(ParameterType.STRING, p.type());
        assertEquals("text", p.dataType());
        assertEquals("arn:aws:ssm:us-east-1:000000000000:parameter/sim/prod/many/p07", p.arn());
        assertNull(p.selector());
        assertEquals("value 7", get(p.arn()).value());
        assertEquals("another 2", get("/sim/prod/manyx:2").value(), "the served version needs no table");
        GetParametersResponse several =
                ssm.getParameters(r -> r.names("/sim/prod/manyx", "/sim/prod/no", "/sim/prod/many/p01", "bad name"));
        assertEquals(2, several.parameters().size());
        assertEquals(List.of("/sim/prod/no", "bad name"), several.invalidParameters());
        assertEquals(25, byPath("/sim/prod/many", false, 10).size());
    }

    private List<String> byPath(String path, boolean recursive, int most) {
        List<String> names = new ArrayList<>();
        ssm.getParametersByPathPaginator(r -> r.path(path).recursive(recursive).maxResults(most))
                .forEach(page -> {
                    assertTrue(page.parameters().size() <= most);
                    page.parameters().forEach(p -> names.add(p.name()));
                });
        return names;
    }

    @Test
    void getParametersByPath_whenPaged_tellsEachNameOnceInOrder() {
        List<String> all = byPath("/sim/prod/many", true, 7);
        assertEquals(26, all.size());
        assertEquals(all.stream().distinct().sorted().toList(), all);
        assertTrue(all.contains("/sim/prod/many/deep/er"));
        assertEquals(all, byPath("/sim/prod/many/", true, 10));
        assertFalse(byPath("/sim/prod/many", false, 10).contains("/sim/prod/many/deep/er"));
        assertEquals(List.of("/sim/prod/manyx"), byPath("/sim/prod", false, 10));
        assertEquals(27, byPath("/", true, 10).size());
        assertEquals(27, byPath("/sim", true, 10).size());
        assertEquals(List.of(), byPath("/", false, 10));
        assertEquals(List.of(), byPath("/sim/prod/manyx", true, 10));
        assertEquals(List.of(), byPath("/elsewhere", true, 10));
    }

    @Test
    void getParameter_byVersionOrLabel_readsTheTableAndKeepsIt() throws Exception {
        Parameter first = get("/sim/prod/manyx:1");
        assertEquals("another", first.value());
        assertEquals(":1", first.selector());
        assertEquals(Instant.parse("2026-01-01T00:00:00Z"), first.lastModifiedDate());
        table.put(
                new Labels(SimBoard.name("manyx"), 3, Map.of("good", 1L)),
                TableKeys.history(SimBoard.name("manyx")),
                TableKeys.LABELS);
        assertEquals(":good", get("/sim/prod/manyx:good").selector());
        assertThrows(ParameterVersionNotFoundException.class, () -> get("/sim/prod/manyx:3"));
        assertThrows(ParameterVersionNotFoundException.class, () -> get("/sim/prod/manyx:0"));
        assertThrows(ParameterVersionNotFoundException.class, () -> get("/sim/prod/manyx:bad"));
        cutOff();
        assertEquals("another", get("/sim/prod/manyx:1").value());
        assertEquals("another", get("/sim/prod/manyx:good").value());
        InternalServerErrorException e =
                assertThrows(InternalServerErrorException.class, () -> get("/sim/prod/many/p01:2"));
        assertTrue(String.valueOf(e.getMessage()).contains("cannot be read from the table now"), e.getMessage());
        assertThrows(
                InternalServerErrorException.class,
                () -> ssm.getParameters(r -> r.names("/sim/prod/manyx", "/sim/prod/many/p01:2")));
    }

    private static void refused(Runnable call) {
        assertEquals(400, assertThrows(SsmException.class, call::run).statusCode());
    }

    @Test
    void sdk_whenItAsksForWhatIsNot_hearsSsmsOwnErrors() {
        assertThrows(ParameterNotFoundException.class, () -> get("/sim/prod/no"));
        assertThrows(ParameterNotFoundException.class, () -> get("/other/prod/no"));
        refused(() -> get("/sim//prod"));
        refused(() -> get("/sim/prod/manyx:1:2"));
        refused(() -> get("arn:aws:ssm:us-east-1:123456789012:parameter/sim/prod/manyx"));
        refused(() -> get("x".repeat(2049)));
        refused(() -> ssm.getParameters(r -> r.names("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k")));
        refused(() -> ssm.getParametersByPath(r -> r.path("/sim").maxResults(11)));
        refused(() -> ssm.getParametersByPath(r -> r.path("sim")));
        assertThrows(
                InvalidNextTokenException.class,
                () -> ssm.getParametersByPath(r -> r.path("/sim").nextToken("made up")));
        GetParametersByPathResponse page =
                ssm.getParametersByPath(r -> r.path("/sim/prod/many").maxResults(1));
        assertThrows(
                InvalidNextTokenException.class,
                () -> ssm.getParametersByPath(r -> r.path("/sim").nextToken(page.nextToken())));
        assertThrows(
                InvalidFilterKeyException.class,
                () -> ssm.getParametersByPath(r -> r.path("/sim")
                        .parameterFilters(ParameterStringFilter.builder()
                                .key("Type")
                                .values("String")
                                .build())));
        refused(() ->
                ssm.putParameter(r -> r.name("/sim/prod/a").value("secret").type(ParameterType.STRING)));
        refused(() -> ssm.describeParameters());
    }
}
