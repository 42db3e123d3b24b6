package dev.noticeboard.agent.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.daemon.process.FakeProcesses;
import dev.noticeboard.agent.daemon.process.Later;
import dev.noticeboard.agent.daemon.process.PosixOwnership;
import dev.noticeboard.agent.daemon.process.Processes;
import dev.noticeboard.agent.daemon.process.SystemProcesses;
import dev.noticeboard.agent.refresh.DynamoDbTestTable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as a user runs them, against DynamoDB Local. */
@Timeout(60)
class CommandsTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final RecordingSignals signals = new RecordingSignals();
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final DynamoDbTestTable table = new DynamoDbTestTable();

    private Host host(Processes processes, Map<String, String> environment) {
        return new Host(
                environment,
                processes,
                new PosixOwnership(),
                signals,
                Later.byThread("test-later"),
                new Random(1),
                Clock.systemUTC(),
                new Connections(environment));
    }

    private String[] args(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "--namespace",
                "/sim/prod",
                "--table",
                table.name(),
                "--region",
                "us-east-1",
                "--dynamodb-endpoint",
                table.endpoint().toString()));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    private int run(Object command, String... args) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    private Writer queue() {
        return new StringWriter() {
            @Override
            public void flush() {
                String all = toString();
                getBuffer().setLength(0);
                all.lines().forEach(lines::add);
            }
        };
    }

    private String next() throws InterruptedException {
        String next = lines.poll(30, TimeUnit.SECONDS);
        return next == null ? "nothing was printed" : next;
    }

    @Test
    void render_once_writesTheFileAndSaysSoWithoutValues() throws Exception {
        table.commit(Map.of("a", "secret 1"), true);
        Path template = Files.writeString(folder.resolve("in.tpl"), "a={{ parameter('/sim/prod/a') }}\n");
        Path output = folder.resolve("out.conf");
        String[] args =
                args("--template", template.toString(), "--output", output.toString(), "--check", "grep -q a= {}");
        assertEquals(0, run(new RenderCommand(host(new SystemProcesses(), Map.of())), args), err::toString);
        assertEquals("a=secret 1\n", Files.readString(output));
        assertTrue(err.toString().contains("rendered " + output + ", 11 bytes"), err.toString());
        assertFalse((out + "" + err).contains("secret"));
        Files.writeString(template, "{{ parameter('/sim/prod/missing') }}");
        assertEquals(1, run(new RenderCommand(host(new SystemProcesses(), Map.of())), args));
        assertEquals("a=secret 1\n", Files.readString(output));
        assertEquals(2, run(new RenderCommand(host(new FakeProcesses(), Map.of())), args()));
    }

    @Test
    void exec_whenTheCommandEnds_endsWithItsStatusAndItsEnvironment() {
        table.commit(Map.of("code", "7"), true);
        ExecCommand exec = new ExecCommand(host(new SystemProcesses(), Map.of()));
        assertEquals(7, run(exec, args("--upcase", "--", "/bin/sh", "-c", "exit $CODE")), err::toString);
        assertTrue(signals.actions.keySet().containsAll(Processes.SIGNALS));
        assertEquals(127, run(new ExecCommand(host(new SystemProcesses(), Map.of())), args("--", "/nowhere")));
        assertEquals(
                2, run(new ExecCommand(host(new SystemProcesses(), Map.of())), args("--splay", "x", "--", "true")));
    }

    @Test
    void exec_whenNothingCanBeRead_startsNothing() {
        FakeProcesses processes = new FakeProcesses();
        assertEquals(1, run(new ExecCommand(host(processes, Map.of())), args("--start-timeout", "1s", "--", "server")));
        table.commit(Map.of("a", "1"), true);
        assertEquals(
                1, run(new ExecCommand(host(processes, Map.of())), args("--prefix", "/sim/prod/none", "--", "server")));
        assertTrue(err.toString().contains("not started: no parameter lies in /sim/prod"), err.toString());
        assertEquals(List.of(), processes.started);
    }

    @Test
    void agent_whenHungUp_readsBoardAndOverrideFileAtOnce_andRendersTheChange() throws Exception {
        table.commit(Map.of("a", "secret 1", "b", "2"), true);
        Path template = Files.writeString(folder.resolve("in.tpl"), "{{ parameter('/sim/prod/a') }}");
        Path overrides = Files.writeString(folder.resolve("o.yaml"), "a: secret 2\n");
        Path output = folder.resolve("out");
        Path config = Files.writeString(folder.resolve("agent.yaml"), """
                namespaces: [/sim/prod]
                poll-interval: 1h
                override-file: %s
                http.enabled: false
                templates: [{template: %s, output: %s}]
                """.formatted(overrides, template, output));
        FakeProcesses processes = new FakeProcesses();
        AgentCommand agent = new AgentCommand(host(processes, Map.of("NOTIFY_SOCKET", "/run/systemd/notify")));
        CommandLine line =
                new CommandLine(agent).setOut(new PrintWriter(queue())).setErr(new PrintWriter(err, true));
        String[] args = args("--config", config.toString(), "--prefix", "/sim/prod/a");
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> line.execute(args));
        assertEquals("overridden: 1 parameter by " + overrides + ": /sim/prod/a", next());
        assertTrue(next().startsWith("started: /sim/prod at revision 1"));
        assertEquals("rendered " + output + ", 8 bytes", next());
        assertEquals("secret 2", Files.readString(output));
        while (!signals.actions.containsKey("HUP")) {
            Thread.onSpinWait();
        }

        Files.writeString(overrides, "a: [broken\n");
        table.commit(Map.of("b", "3"), true);
        table.commit(Map.of("a", "secret 3", "a/x", "1"), true);
        signals.send("HUP");
        assertEquals("revision 3: /sim/prod/a/x version 1", next(), "what changed beneath an override is not told");
        assertEquals("secret 2", Files.readString(output), "the last good overrides hold");
        Files.delete(overrides);
        signals.send("HUP");
        assertTrue(next().startsWith("overridden: nothing any more"));
        assertEquals("rendered " + output + ", 8 bytes", next());
        assertEquals("secret 3", Files.readString(output));
        agent.stop();
        assertTrue(next().startsWith("stopped: /sim/prod at revision 3"));
        assertEquals(0, exit.get(), err::toString);
        assertEquals(List.of(List.of("systemd-notify", "--ready")), processes.ran);
    }

    @Test
    void checkConfig_printsWhatHoldsAndItsSource_andStartsNothing() {
        Map<String, String> environment =
                Map.of("NOTICEBOARD_AGENT_NAMESPACES", "/a/b,/c/d", "NOTICEBOARD_AGENT_TABLE", "t");
        assertEquals(
                0, run(new AgentCommand(host(new FakeProcesses(), environment)), "--check-config", "--keep-lease"));
        String printed = out.toString();
        assertTrue(printed.contains("namespaces = /a/b, /c/d  # environment NOTICEBOARD_AGENT_NAMESPACES"), printed);
        assertTrue(printed.contains("keep-lease = true  # flag --keep-lease"), printed);
        assertTrue(printed.contains("/c/d staleness.policy = serve  # default"), printed);
        Map<String, String> wrong = Map.of("NOTICEBOARD_AGENT_NAMESPACE", "/a/b");
        assertEquals(2, run(new AgentCommand(host(new FakeProcesses(), wrong)), "--check-config"));
        assertTrue(err.toString().contains("nearest known one is NOTICEBOARD_AGENT_NAMESPACES"), err.toString());
    }

    @Test
    void health_whenNoAgentAnswers_endsWithOne() {
        assertEquals(
                1, run(new AgentCommand(host(new FakeProcesses(), Map.of())), args("--health", "--http-port", "1")));
        assertTrue(err.toString().contains("no answer from http://127.0.0.1:1/healthz"), err.toString());
    }

    @Test
    void main_whenAskedForHelp_listsTheCommands_andEachHasExamples() {
        for (String command : List.of("agent", "render", "exec", "extension")) {
            assertEquals(
                    0,
                    AgentMain.commandLine().setOut(new PrintWriter(out, true)).execute(command, "--help"));
            assertTrue(out.toString().contains("Examples:"), command);
            out.getBuffer().setLength(0);
        }
        assertEquals(
                2, AgentMain.commandLine().setErr(new PrintWriter(err, true)).execute());
        assertEquals(2, run(new ExtensionCommand(host(new FakeProcesses(), Map.of())), "--namespace", "/a/b"));
        assertTrue(err.toString().contains("AWS_LAMBDA_RUNTIME_API: is not set"));
    }
}
