package dev.noticeboard.agent.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.daemon.process.Later;
import dev.noticeboard.agent.daemon.process.PosixOwnership;
import dev.noticeboard.agent.daemon.process.SystemProcesses;
import dev.noticeboard.agent.refresh.DynamoDbTestTable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The daemon with its local HTTP, its override file and its metrics, as they are put together. */
@Timeout(60)
class DaemonHttpTest {
    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();
    private final RecordingSignals signals = new RecordingSignals();
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final HttpClient http = HttpClient.newHttpClient();

    private AgentCommand command() {
        return new AgentCommand(new Host(
                Map.of(),
                new SystemProcesses(),
                new PosixOwnership(),
                signals,
                Later.byThread("test-later"),
                new Random(1),
                Clock.systemUTC(),
                new Connections(Map.of())));
    }

    private PrintWriter queue() {
        return new PrintWriter(new StringWriter() {
            @Override
            public void flush() {
                String all = toString();
                getBuffer().setLength(0);
                all.lines().forEach(lines::add);
            }
        });
    }

    private String next() throws InterruptedException {
        String next = lines.poll(30, TimeUnit.SECONDS);
        return next == null ? "nothing was printed" : next;
    }

    private HttpResponse<String> get(String uri, String token) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(uri))
                        .header("X-Noticeboard-Token", token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void agent_withHttpAndOverrides_servesThemUnderATokenThatItMakes() throws Exception {
        DynamoDbTestTable table = new DynamoDbTestTable();
        table.commit(Map.of("a", "board"), true);
        Path overrides = Files.writeString(folder.resolve("o.yaml"), "{}\n");
        AgentCommand agent = command();
        CommandLine line = new CommandLine(agent).setOut(queue()).setErr(new PrintWriter(err, true));
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> line.execute(
                "--namespace",
                "/sim/prod",
                "--table",
                table.name(),
                "--region",
                "us-east-1",
                "--dynamodb-endpoint",
                table.endpoint().toString(),
                "--directory",
                folder.resolve("state").toString(),
                "--override-file",
                overrides.toString(),
                "--http-enabled",
                "--http-port",
                "0"));
        String serving = next();
        assertTrue(serving.startsWith("local HTTP at http://127.0.0.1:"), () -> serving + err);
        String uri = serving.substring("local HTTP at ".length());
        String token = Files.readString(folder.resolve("state/http-token")).strip();
        assertTrue(next().startsWith("started: /sim/prod at revision 1"));

        HttpResponse<String> board = get(uri + "/v1/parameters/sim/prod/a?format=text", token);
        assertEquals("board", board.body());
        assertEquals(403, get(uri + "/v1/parameters/sim/prod/a", "guessed").statusCode());
        String metrics = get(uri + "/metrics", token).body();
        assertTrue(metrics.contains("noticeboard_agent_revision{"), metrics);

        Files.writeString(overrides, "a: mine\n");
        while (!signals.actions.containsKey("HUP")) {
            Thread.onSpinWait();
        }
        signals.send("HUP");
        assertTrue(next().startsWith("overridden: 1 parameter by"));
        HttpResponse<String> mine = get(uri + "/v1/parameters/sim/prod/a?format=text", token);
        assertEquals("mine", mine.body());
        assertNotEquals(board.headers().firstValue("ETag"), mine.headers().firstValue("ETag"));
        assertTrue(get(uri + "/v1/status", token).body().contains("\"overridden\":[\"/sim/prod/a\"]"));

        agent.stop();
        String stopped = next();
        assertTrue(stopped.contains("overridden /sim/prod/a"), stopped);
        assertEquals(0, exit.get(), err::toString);
    }
}
