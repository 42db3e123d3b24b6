package dev.noticeboard.localstack.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** The bootstrap's command line, over queues of the embedded services; the whole of it runs in the integration tests. */
class BootstrapCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Map<String, String> environment, String... args) {
        CommandLine command = BootstrapCommand.of(environment);
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(args);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "create", "list", "remove"})
    void help_whenAsked_showsExamples(String command) {
        assertEquals(0, command.isEmpty() ? run(Map.of(), "--help") : run(Map.of(), command, "--help"));
        assertTrue(out.toString().contains("Examples"), out.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'Say what to do: create, list or remove'",
        "create --run X, is not the id of a run",
        "create --namespace shop, --namespace",
        "create --endpoint-url localhost:1, --endpoint-url",
        "remove, --run",
        "remove --run trial-, is not the id of a run"
    })
    void usage_whenItIsWrong_saysWhatIsWrongAndExitsWithTwo(String line, String says) {
        Map<String, String> nowhere = Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:9");
        assertEquals(2, line.isEmpty() ? run(nowhere) : run(nowhere, line.split(" ", -1)));
        assertTrue(err.toString().contains(says), err.toString());
    }

    @Test
    void list_whenNobodyAnswers_exitsWithThreeAndSaysWhere() {
        assertEquals(3, run(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:9"), "list", "--json"));
        JsonNode error = Json.tree(err.toString());
        assertTrue(error.get("error").asString().contains("http://127.0.0.1:9"), err.toString());
    }
}
