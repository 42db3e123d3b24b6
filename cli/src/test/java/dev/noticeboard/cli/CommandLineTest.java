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
                "schema remove",
                "rules",
                "rules bind",
                "rules show",
                "rules remove",
                "settings",
                "settings show",
                "settings set",
                "history",
                "diff",
                "compare",
                "label",
                "restore",
                "export",
                "apply",
                "agents",
                "convergence",
                "admin",
                "admin new-epoch",
                "rollout",
                "rollout start",
                "rollout status",
                "rollout watch",
                "rollout pause",
                "rollout resume",
                "rollout advance",
                "rollout complete",
                "rollout abort",
                "flag",
                "flag list",
                "flag show",
                "flag on",
                "flag off",
                "flag ramp",
                "flag evaluate"
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
        assertEquals(
                List.of(
                        "put",
                        "get",
                        "list",
                        "delete",
                        "history",
                        "diff",
                        "compare",
                        "label",
                        "restore",
                        "export",
                        "import",
                        "apply",
                        "watch",
                        "agents",
                        "convergence",
                        "admin",
                        "rollout",
                        "flag",
                        "schema",
                        "rules",
                        "settings"),
                names);
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
                "watch /a/b --after -1                | a revision is 0 or more",
                "rules                                | Say what to do: bind, show or remove",
                "settings                             | Say what to do: show or set",
                "get /a/b/c:                          | Write NAME:3 or NAME:stable.",
                "get /a/b/c:0                         | Write NAME:3 or NAME:stable.",
                "get /a/b/c:aws-x                     | Write NAME:3 or NAME:stable.",
                "get /a/b/c --exact --details         | --exact prints the value of one parameter alone",
                "put /a/b/c 1 --tag x                 | write KEY=VALUE",
                "put /a/b/c 1 --tag x=1 --tag x=2     | a key is given twice",
                "put /a/b/c 1 --tag x=1 --no-tags     | contradict each other",
                "put /a/b/c 1 --expires-at tomorrow   | write a time with its offset",
                "put /a/b/c 1 --notify-before-expiry P1D | --notify-before-expiry needs --expires-at",
                "put /a/b/c 1 --notify-unchanged-after 9 | write a duration more than zero",
                "put /a/b/c 1 --notify-unchanged-after P1D --no-policies | give one or the other",
                "put /a/b/c 1 --label 1st             | label-grammar",
                "label /a/b/c:stable x                | by a version's number",
                "label /a/b/c:1 x --remove            | give the name without a version",
                "restore /a/b/c                       | Say what to restore",
                "restore /a/b/c/ --revision 1         | empty segment",
                "restore /a/b --revision 1 --expected-version 2 | leave it out with --revision",
                "restore /a/b --revision -1           | a revision is 0 or more",
                "history /a/b/c --limit 0             | give 1 or more",
                "diff /a/b/c -- -1                    | a version is 1 or more",
                "compare /a/b                         | Missing required option: '--from=R'",
                "list /a/b --revision x               | a revision is 0 or more",
                "settings set /a/b                    | Say what to set",
                "settings set /a/b --keep-days 0      | give 1 to 100000, or none",
                "settings set /a/b --keep-versions 100001 | give 1 to 100000, or none",
                "settings set /a/b --why-required no  | is not a boolean",
                "settings set /a/b --strategy canary  | write NAME=FILE, NAME=none or none",
                "settings set /a/b --strategy =x.json | write NAME=FILE, NAME=none or none",
                "rollout                              | Say what to do: start, status, watch, pause, resume, advance, complete or abort",
                "rollout start /a/b/c=1               | Say how: --strategy NAME (all-at-once",
                "rollout start /a/b/c=1 --strategy x --strategy-file y | or --strategy-file FILE; one of them",
                "rollout start --strategy x           | Say what to change",
                "rollout start /a/b/c=1 -f x.json --strategy x | or --file FILE without names",
                "rollout start /a/b/c --strategy x    | '/a/b/c' is no change: write NAME=VALUE, such as",
                "rollout start a/b/c=1 --strategy x   | Write /a/b/c.",
                "rollout start /a/b/c=1 /a/b/d=1 --data-type text --strategy x | are for one NAME=VALUE",
                "rollout start /a/b/c=1 /x/y/z=1 --strategy x | these are of /a/b, /x/y",
                "rollout start /a/b/c=1 --delete /a/b/c --strategy x | /a/b/c is named twice",
                "rollout start /a/b/c=1 --prefix /a/b --strategy x | names are full names",
                "rollout start /a/b/c=1 --strategy x --watch --dry-run | --dry-run starts nothing",
                "rollout status /a/b 1234 --all       | leave it out, or the id",
                "rollout status                       | Missing required parameter: 'NAMESPACE'",
                "rollout abort /a/b x/y               | write the rollout's id or the beginning of it",
                "flag                                 | Say what to do: list, show, on, off, ramp or evaluate",
                "flag list a/b                        | Invalid value for PLACE",
                "flag show /a/b                       | Missing required parameter: 'KEY'",
                "flag ramp /a/b k                     | Say how far: --to PERCENT, or --over TIME for all the way.",
                "flag ramp /a/b k --to 101%           | write a percentage from 0% to 100% with up to three decimals",
                "flag ramp /a/b k --to 1% --steps 2   | --steps needs --over TIME.",
                "flag ramp /a/b k --over 1h --steps 1 | give 2 to 1440",
                "flag ramp /a/b k --over 25h          | at most 24h",
                "flag ramp /a/b k --over 1h --dry-run | are for one step",
                "flag ramp /a/b k --to 1% --by=       | name an attribute of the context",
                "flag on /a/b k --wait 1s --dry-run   | leave one of them out",
                "flag evaluate /a/b k --context {     | Invalid value for option '--context': it is not well-formed JSON",
                "flag evaluate /a/b k --context 7     | write a JSON object, such as",
                "flag evaluate /a/b k --set x         | Invalid value for option '--set': write NAME=VALUE.",
                "export /a/b --format xml             | xml",
                "export /a/b -o x.txt                 | does not tell a format",
                "apply                                | Missing required option: '--file=FILE'",
                "apply -f x.json --prune              | --prune needs --prefix",
                "apply -f x.json --prune --prefix /a/b | there is no terminal to ask on",
                "apply -f x.json --prefix a/b         | Write /a/b.",
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
