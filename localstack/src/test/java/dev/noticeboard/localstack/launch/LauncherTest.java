package dev.noticeboard.localstack.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.localstack.testing.Await;
import dev.noticeboard.schemas.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** The command line behind {@code ./noticeboard}. */
class LauncherTest {
    private static final Path HOME = Path.of("..");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine command = Launcher.commandLine(HOME);
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(args);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "local",
                "agent",
                "render",
                "exec",
                "extension",
                "put",
                "get",
                "list",
                "delete",
                "import",
                "watch"
            })
    void help_whenAsked_showsExamples(String command) {
        assertEquals(0, run(command, "--help"));
        assertTrue(out.toString().contains("Examples"), out.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "render", "exec", "extension"})
    void settings_whenGivenAsFlags_areKnownToEveryCommandOfTheDaemon(String command) {
        String line = command + " --namespace /a/b --poll-interval 2s --check-config"
                + (command.equals("exec") ? " -- server" : "");
        assertEquals(0, run(line.split(" ", -1)), err::toString);
        assertTrue(out.toString().contains("poll-interval = 2s  # flag --poll-interval"), out.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "'', Say what to do",
        "dmo, Unmatched argument",
        "demo --agents 1, --agents is from 2 to 200",
        "demo --namespace shop, --namespace",
        "local --port 70000, --port is from 0 to 65535"
    })
    void usage_whenItIsWrong_saysWhatIsWrongAndExitsWithTwo(String line, String says) {
        assertEquals(2, line.isEmpty() ? run() : run(line.split(" ", -1)));
        assertTrue(err.toString().contains(says), err.toString());
    }

    @Test
    void demo_whenTheFileCannotBeImported_saysWhyAndExitsWithOne(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("bad.env"), "A B=1\n");
        assertEquals(1, run("demo", "--import", file.toString()));
        assertTrue(err.toString().contains("line 1"), err.toString());
    }

    @Test
    void demo_whenPlayed_holdsItsClaimsAndEndsWithJson() {
        assertEquals(0, run("demo", "--agents", "2", "--json"), () -> out + "\n" + err);
        List<String> lines = out.toString().lines().toList();
        JsonNode report = Json.tree(lines.get(lines.size() - 1));
        assertTrue(report.get("ok").asBoolean());
        assertEquals(2, report.get("agents").size());
        assertEquals(1, report.get("refusedWrites").asInt());
        assertTrue(report.get("push").get("deliveries").asInt() > 0);
        assertTrue(report.get("poll").get("deliveries").asInt() > 0);
    }

    @Test
    void local_whenInterrupted_stopsCleanly() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<Thread> worker = new CompletableFuture<>();
            Future<Integer> exit = thread.submit(() -> {
                worker.complete(Thread.currentThread());
                return run("local", "--port", "0");
            });
            Await.until("it says how to use it", () -> out.toString().contains("aws dynamodb scan"));
            assertTrue(out.toString().contains("export NOTICEBOARD_ENDPOINT=http://127.0.0.1:"));
            assertFalse(exit.isDone());
            worker.get().interrupt();
            exit.get(20, TimeUnit.SECONDS);
        } finally {
            thread.shutdownNow();
        }
    }
}
