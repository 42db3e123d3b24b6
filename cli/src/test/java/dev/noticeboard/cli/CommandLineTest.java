package dev.noticeboard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.cli.terminal.Surroundings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command line itself answers for: help, usage errors, the endpoint. */
class CommandLineTest {
    private final Cli cli = new Cli();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "put",
                "get",
                "list",
                "delete",
                "import",
                "watch",
                "schema",
                "schema bind",
                "schema list",
                "schema remove"
            })
    void help_ofEveryCommand_hasAnExample(String command) {
        Cli.Run run = cli.run((command + " --help").split(" "));
        assertEquals(0, run.status());
        assertTrue(run.out().contains("Example"), run.out());
        assertTrue(run.out().startsWith("Usage: noticeboard " + command + " "), run.out());
    }

    @Test
    void all_areNamedForALauncher() {
        List<String> names = AdminCommands.all(Surroundings.ofThisProcess()).stream()
                .map(CommandLine::getCommandName)
                .toList();
        assertEquals(List.of("put", "get", "list", "delete", "import", "watch", "schema"), names);
        assertEquals(names.size(), AdminCommands.all().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                   | Say what to do",
                "schema                               | Say what to do: bind, list or remove",
                "get                                  | Missing required parameter: 'NAME'",
                "get billing/prod/x                   | Write /billing/prod/x.",
                "get /a/b/../c                        | the segment '..'",
                "put /a/b/c 1 --data-type int         | expected one of text, integer, number, boolean, json",
                "put /a/b/c 1 --type Secure           | expected one of String, StringList, SecureString",
                "put /a/b/c 1 --expected-version one  | --expected-version",
                "list /a/b/c/                         | empty segment",
                "list /a/b/c --namespace /x/y         | does not lie in the namespace /x/y",
                "list /a/b/c --namespace x            | namespace-grammar",
                "watch /a/b/c                         | a namespace is /application/environment",
                "watch /a/b --interval soon           | give seconds",
                "watch /a/b --interval 0              | give seconds",
                "watch /a/b --after -1                | a revision is 0 or more",
                "get /a/b/c --endpoint localhost:8787 | --endpoint is no HTTP address",
                "get /a/b/c --endpoint http://[       | --endpoint is no HTTP address",
                "get /a/b/c --endpoint http://h?x=1   | --endpoint is no HTTP address",
                "get /a/b/c --end                     | Unknown option: '--end'",
            })
    void usageError_isShortAndExact(String line, String expected) {
        Cli.Run run = cli.run(line.isEmpty() ? new String[0] : line.split(" "));
        assertEquals(2, run.status(), run.err());
        assertTrue(run.err().contains(expected), run.err());
        assertTrue(run.err().contains("--help"), run.err());
        assertEquals("", run.out());
    }

    @Test
    void endpoint_whenNotGiven_isTheVariables() {
        try (FakeBoard board = new FakeBoard()) {
            cli.environment.put("NOTICEBOARD_ENDPOINT", board.endpoint() + "/");
            assertEquals(0, cli.run("put", "/a/b/c", "1").status());
            assertEquals(1, board.requests.size());
        }
    }

    @Test
    void endpoint_whenTheVariableIsWrong_isNamed() {
        cli.environment.put("NOTICEBOARD_ENDPOINT", "nonsense");
        Cli.Run run = cli.run("get", "/a/b/c");
        assertEquals(2, run.status());
        assertTrue(run.err().contains("$NOTICEBOARD_ENDPOINT is no HTTP address"), run.err());
    }

    @Test
    void error_whenAPersonLooks_isColoured() {
        cli.interactive = true;
        assertTrue(cli.run("get").err().startsWith("\u001b["));
        cli.interactive = false;
        assertTrue(cli.run("get").err().startsWith("error:"));
    }
}
