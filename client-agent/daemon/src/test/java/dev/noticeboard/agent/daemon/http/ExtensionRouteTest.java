package dev.noticeboard.agent.daemon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.schemas.board.Labels;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The AWS Parameters and Secrets Lambda Extension's route, as code written for port 2773 asks it. */
@Timeout(60)
class ExtensionRouteTest {
    private final ServedBoard served = new ServedBoard(Map.of("db/host", "first"));

    @AfterEach
    void close() {
        served.close();
    }

    private HttpResponse<String> ask(String query) throws IOException, InterruptedException {
        return served.bare(
                "GET",
                "/systemsmanager/parameters/get?" + query,
                "",
                "X-Aws-Parameters-Secrets-Token",
                ServedBoard.TOKEN);
    }

    @Test
    void get_byName_isTheExtensionsAnswer() throws Exception {
        HttpResponse<String> answer = ask("name=%2Fsim%2Fprod%2Fdb%2Fhost&withDecryption=true");
        assertEquals(200, answer.statusCode());
        assertEquals(
                "{\"Parameter\":{\"ARN\":\"arn:aws:ssm:us-east-1:000000000000:parameter/sim/prod/db/host\","
                        + "\"DataType\":\"text\",\"LastModifiedDate\":null,\"Name\":\"/sim/prod/db/host\",\"Selector\":null,"
                        + "\"SourceResult\":null,\"Type\":\"String\",\"Value\":\"first\",\"Version\":1},\"ResultMetadata\":{}}",
                answer.body());
    }

    @Test
    void get_byVersionAndLabel_readsTheTable() throws Exception {
        served.put("db/host", "second");
        String first = ask("name=/sim/prod/db/host&version=1").body();
        assertTrue(first.contains("\"Value\":\"first\",\"Version\":1}"), first);
        assertTrue(first.contains("\"LastModifiedDate\":\"2026-01-01T00:00:00Z\""), first);
        assertTrue(first.contains("\"Selector\":\":1\""), first);
        served.versions.label(new Labels(SimBoard.name("db/host"), 3, Map.of("good", 1L)));
        assertTrue(ask("name=/sim/prod/db/host&label=good").body().contains("\"Selector\":\":good\""));
        assertTrue(ask("name=/sim/prod/db/host:good").body().contains("\"Value\":\"first\""));
    }

    @Test
    void get_whenItCannotBeAnswered_saysWhyInSsmsWords() throws Exception {
        HttpResponse<String> missing = ask("name=/sim/prod/no");
        assertEquals(400, missing.statusCode());
        assertTrue(missing.body().contains("\"ParameterNotFound\""), missing.body());
        assertTrue(ask("name=/sim/prod/db/host&version=7").body().contains("\"ParameterVersionNotFound\""));
        assertEquals(400, ask("").statusCode());
        assertEquals(400, ask("name=/sim/prod/db/host&version=x").statusCode());
        assertEquals(400, ask("name=/sim/prod/db/host&version=1&label=good").statusCode());
        assertEquals(400, ask("name=/sim/prod/db/host&withDecryption=perhaps").statusCode());
        served.versions.down = true;
        HttpResponse<String> offline = ask("name=/sim/prod/db/host&version=7");
        assertEquals(500, offline.statusCode());
        assertTrue(offline.body().contains("\"InternalServerError\""), offline.body());
    }
}
