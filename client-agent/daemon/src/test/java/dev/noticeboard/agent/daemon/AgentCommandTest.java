package dev.noticeboard.agent.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.refresh.DynamoDbTestTable;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** The daemon as the launcher runs it, against DynamoDB Local. */
@Timeout(60)
class AgentCommandTest {
    private final Lines out = new Lines();
    private final Lines err = new Lines();
    private final AgentCommand command = new AgentCommand();
    private final CommandLine commandLine =
            new CommandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    /** Hands over what is written line by line. */
    private static final class Lines extends Writer {
        private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final StringBuilder line = new StringBuilder();

        @Override
        public void write(char[] chars, int from, int length) {
            for (int i = from; i < from + length; i++) {
                if (chars[i] == '\n') {
                    lines.add(line.toString());
                    line.setLength(0);
                } else {
                    line.append(chars[i]);
                }
            }
        }

        String next() throws InterruptedException {
            String next = lines.poll(30, TimeUnit.SECONDS);
            return next == null ? "nothing was printed" : next;
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private CompletableFuture<Integer> run(DynamoDbTestTable table, String... more) {
        String[] args = new String[more.length + 8];
        String[] common = {
            "--namespace",
            "/sim/prod",
            "--table",
            table.name(),
            "--region",
            "us-east-1",
            "--dynamodb-endpoint",
            table.endpoint().toString()
        };
        System.arraycopy(common, 0, args, 0, common.length);
        System.arraycopy(more, 0, args, common.length, more.length);
        return CompletableFuture.supplyAsync(() -> commandLine.execute(args));
    }

    @Test
    void agent_whileItRuns_saysWhatChangesButNoValue() throws Exception {
        DynamoDbTestTable table = new DynamoDbTestTable();
        table.commit(Map.of("a", "secret 1"), true);
        CompletableFuture<Integer> exit = run(table, "--poll-interval", "0.1");
        assertEquals("started: /sim/prod at revision 1, 1 parameters, current, polling", out.next());
        table.commit(Map.of("a", "secret 2"), true);
        assertEquals("revision 2: /sim/prod/a version 2", out.next());
        command.stop();
        assertTrue(out.next().startsWith("stopped: /sim/prod at revision 2, 1 parameters"));
        assertEquals(0, exit.get());
    }

    @Test
    void agent_withJson_printsOneObjectALine() throws Exception {
        DynamoDbTestTable table = new DynamoDbTestTable();
        table.commit(Map.of("a", "secret"), true);
        CompletableFuture<Integer> exit = run(table, "--json", "--poll-interval", "0.1", "--agent-id", "h");
        String started = out.next();
        assertTrue(started.startsWith("{\"event\":\"started\",\"status\":{\"agentId\":\"h\","), started);
        assertFalse(started.contains("secret"));
        java.util.Map<String, String> deletion = new java.util.HashMap<>();
        deletion.put("a", null);
        table.commit(deletion, true);
        assertEquals(
                "{\"event\":\"changed\",\"revision\":2,\"changes\":[{\"name\":\"/sim/prod/a\",\"deleted\":true}]}",
                out.next());
        command.stop();
        assertEquals(0, exit.get());
    }

    @Test
    void agent_whenThereIsNothingToServe_exitsWithOneAndSaysWhy() throws Exception {
        assertEquals(1, run(new DynamoDbTestTable()).get());
        assertTrue(err.next().startsWith("nothing to serve for /sim/prod: /sim/prod has no head"));
    }

    @Test
    void agent_whenUsedWrongly_exitsWithTwo() throws Exception {
        assertEquals(2, commandLine.execute());
        assertTrue(err.next().contains("--namespace"));
        assertEquals(2, commandLine.execute("--namespace", "no/slash"));
        assertEquals(2, commandLine.execute("--namespace", "/a/b", "--agent-id", "a/b"));
    }

    @Test
    void help_showsExamplesAndExitCodes() throws Exception {
        assertEquals(0, commandLine.execute("--help"));
        String all = String.join("\n", out.lines);
        assertTrue(all.contains("Examples:") && all.contains("Exit codes:") && all.contains("--directory"), all);
    }
}
