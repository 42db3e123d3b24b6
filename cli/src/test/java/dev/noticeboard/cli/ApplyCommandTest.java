package dev.noticeboard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.cli.importing.ImportTally;
import dev.noticeboard.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code apply}: what it plans, what it writes, and what it leaves alone. */
class ApplyCommandTest {
    private static final String SPACE = "/shop/prod";
    private static final String FILE = """
            host: db.internal
            size:
              $parameter: {value: 50, description: per host}
            on: true
            """;

    private final FakeBoard board = new FakeBoard();
    private final Cli cli = new Cli();

    @TempDir
    Path folder = Path.of("");

    @AfterEach
    void stop() {
        board.close();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String wanted() throws IOException {
        return file("x.yaml", FILE);
    }

    private void present() {
        cli.on(board, "put", "/shop/prod/size", "20", "--data-type", "integer", "--tag", "a=b");
        cli.on(board, "put", "/shop/prod/old", "s3cret");
        cli.on(board, "put", "/shop/prod/on", "true", "--data-type", "boolean");
        cli.on(board, "put", "/shop/staging/x", "1");
    }

    @Test
    void apply_showsThePlanAndCommitsItAsOne() throws IOException {
        present();
        cli.on(board, "put", "/shop/prod/dbx", "stays");
        Cli.Run run = cli.on(board, "apply", "-f", wanted(), "--namespace", SPACE, "--why", "sale");
        assertEquals(0, run.status(), run.err());
        assertEquals(
                List.of(
                        "+ /shop/prod/host",
                        "~ /shop/prod/size  value, description",
                        "1 to create, 1 to change, 0 to delete; 1 are as the file says, 2 not in the file stay"
                                + " (/shop/prod, revision 4)",
                        "2 changes on the board, in 1 change set"),
                run.outLines());
        assertEquals(5, board.log(SPACE).size());
        assertEquals("sale", board.log(SPACE).get(4).why());
        assertEquals("{a=b}", board.parameter(SPACE, "/shop/prod/size").tags().toString());

        int before = board.requests.size();
        Cli.Run again = cli.on(board, "apply", "-f", wanted(), "--namespace", SPACE);
        assertTrue(
                again.out().startsWith("0 to create, 0 to change, 0 to delete; 3 are as the file says"), again.out());
        assertEquals(0, again.status());
        assertEquals(1, board.requests.size() - before, "only the list was asked for");
    }

    @Test
    void apply_showsValuesOnlyWhenAsked() throws IOException {
        present();
        String[] args = {"apply", "-f", wanted(), "--prefix", SPACE, "--prune", "--dry-run"};
        Cli.Run quiet = cli.on(board, args);
        assertFalse((quiet.out() + quiet.err()).contains("s3cret"));
        assertFalse(quiet.out().contains("20"), quiet.out());
        args = new String[] {"apply", "-f", wanted(), "--prefix", SPACE, "--prune", "--dry-run", "--show-values"};
        assertEquals(
                List.of(
                        "+ /shop/prod/host",
                        "    value: (none) -> db.internal",
                        "~ /shop/prod/size  value, description",
                        "    value: 20 -> 50",
                        "    description: (none) -> per host",
                        "- /shop/prod/old",
                        "    value: s3cret -> (none)",
                        "1 to create, 1 to change, 1 to delete; 1 are as the file says (/shop/prod, revision 3)",
                        "the board would take it, in 1 change set; nothing was written"),
                cli.on(board, args).outLines());
        assertEquals(3, board.log(SPACE).size());
    }

    @Test
    void apply_whenJson_isThePlanAndTheTally() throws IOException {
        present();
        Cli.Run run = cli.on(board, "apply", "-f", wanted(), "--prefix", SPACE, "--prune", "--yes", "--json");
        JsonNode plan = Json.tree(run.outLines().get(0));
        assertEquals(1, plan.get("delete").intValue());
        assertEquals("[\"value\",\"description\"]", Json.write(plan.at("/changes/1/fields")));
        assertTrue(plan.at("/changes/1/from").isMissingNode());
        assertEquals(
                3, Json.readStrict(run.outLines().get(1), ImportTally.class).parameters());
        Cli.Run dry = cli.on(
                board,
                "apply",
                "-f",
                file("y.json", "{\"a\": 1}"),
                "--prefix",
                SPACE,
                "--dry-run",
                "--json",
                "--show-values");
        assertEquals("1", Json.tree(dry.outLines().get(0)).at("/changes/0/to").stringValue());
        assertEquals(1, Json.tree(dry.outLines().get(1)).get("changes").size());
    }

    @Test
    void prune_onATerminal_asksFirst() throws IOException {
        present();
        cli.canAsk = true;
        Cli.Run no = cli.piped("\n").on(board, "apply", "-f", wanted(), "--prefix", SPACE, "--prune");
        assertEquals(1, no.status());
        assertTrue(no.err().contains("Delete 1 parameter? [y/N] error: not agreed to; nothing was written"), no.err());
        assertEquals(3, board.log(SPACE).size());
        assertEquals(
                1,
                cli.piped("")
                        .on(board, "apply", "-f", wanted(), "--prefix", SPACE, "--prune")
                        .status());
        assertEquals(
                0,
                cli.piped("Yes\n")
                        .on(board, "apply", "-f", wanted(), "--prefix", SPACE, "--prune")
                        .status());
        assertFalse(board.parameters(SPACE).containsKey("/shop/prod/old"));
        assertEquals(1, board.parameters("/shop/staging").size());
    }

    @Test
    void prune_deletesOnlyBelowThePrefix() throws IOException {
        present();
        cli.on(board, "put", "/shop/prod/db/a", "1");
        cli.on(board, "put", "/shop/prod/db/b", "1");
        cli.on(board, "put", "/shop/prod/dbx", "1");
        String file = file("db.env", "a=1\n");
        assertEquals(
                0,
                cli.on(board, "apply", "-f", file, "--prefix", "/shop/prod/db", "--prune", "--yes")
                        .status());
        assertEquals(
                "[/shop/prod/db/a, /shop/prod/dbx, /shop/prod/old, /shop/prod/on, /shop/prod/size]",
                board.parameters(SPACE).keySet().toString());
    }

    @Test
    void prune_ofAnEmptyOrUnreadableFile_deletesNothing() throws IOException {
        present();
        for (String text : List.of("", "# nothing\n", "{}")) {
            Cli.Run run = cli.on(board, "apply", "-f", file("e.yaml", text), "--prefix", SPACE, "--prune", "--yes");
            assertEquals(1, run.status());
            assertTrue(
                    run.err().contains("To empty /shop/prod on purpose: restore /shop/prod --revision 0."), run.err());
        }
        assertEquals(
                1,
                cli.on(board, "apply", "-f", file("b.yaml", "a: ["), "--prefix", SPACE, "--prune", "--yes")
                        .status());
        assertEquals(
                1,
                cli.on(board, "apply", "-f", "no.yaml", "--prefix", SPACE, "--prune", "--yes")
                        .status());
        assertEquals(3, board.parameters(SPACE).size());
    }

    @Test
    void apply_ofSeveralNamespaces_isRefused() throws IOException {
        Cli.Run run = cli.on(board, "apply", "-f", file("x.json", "{\"/a/b/c\": 1, \"/d/e/f\": 2}"));
        assertEquals(1, run.status());
        assertTrue(run.err().contains("several namespaces: /a/b, /d/e."), run.err());
        assertTrue(board.requests.isEmpty());
        assertEquals(1, cli.on(board, "apply", "-f", wanted()).status());
    }

    @Test
    void apply_ofWhatLiesOutsideThePrefix_isRefused() throws IOException {
        String file = file("x.json", "{\"/shop/prod/dbx\": 1}");
        Cli.Run run = cli.on(board, "apply", "-f", file, "--prefix", "/shop/prod/db");
        assertTrue(run.err().contains("/shop/prod/dbx does not lie below /shop/prod/db"), run.err());
    }

    @Test
    void dryRun_whenTheBoardWouldRefuseIt_saysWhyOfEachChangeSet() throws IOException {
        StringBuilder env = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            env.append("k").append(i).append("=v\n");
        }
        cli.on(board, "put", "/shop/prod/k50", "1", "--data-type", "integer");
        Cli.Run run = cli.on(board, "apply", "-f", file("x.env", env.toString()), "--prefix", SPACE, "--dry-run");
        assertEquals(1, run.status());
        assertTrue(
                run.err().startsWith("change set 2 of 2:\nerror: the board would refuse it\n  changes[2].value: "),
                run.err());
        assertTrue(run.out().endsWith("the board would refuse it, in 2 change sets; nothing was written\n"), run.out());
        assertEquals(1, board.log(SPACE).size());
    }

    @Test
    void apply_whenAnotherWroteInBetween_stopsAndSaysWho() throws IOException {
        present();
        board.nextIsFine();
        board.next(new FakeBoard.Answer(503, ""));
        cli.atPause = () -> new Cli().on(board, "put", "/shop/prod/size", "99", "--why", "mine");
        Cli.Run run = cli.on(board, "apply", "-f", wanted(), "--prefix", SPACE);
        assertEquals(1, run.status());
        assertEquals(
                "error: Lost the race (conflict, HTTP 409): the version is another\n"
                        + "  /shop/prod/size is at version 2 (revision 4)\n"
                        + "  version 2 was written by arn:aws:sts::123456789012:assumed-role/admin/eve at"
                        + " 2026-11-22T10:00:00Z (mine)\n"
                        + "error: it stopped: 0 of 2 changes are on the board. Run it again: it makes a new plan, of what is"
                        + " left.\n",
                run.err());
        assertEquals("99", board.parameter(SPACE, "/shop/prod/size").value());
    }

    @Test
    void apply_whenItFailsHalfWay_plansOnlyTheRestTheNextTime() throws IOException {
        StringBuilder env = new StringBuilder();
        for (int i = 0; i < 120; i++) {
            env.append("k").append(i).append("=v").append(i).append('\n');
        }
        String file = file("x.env", env.toString());
        board.nextIsFine();
        board.nextIsFine();
        board.next(new FakeBoard.Answer(403, ""));
        Cli.Run run = cli.on(board, "apply", "-f", file, "--prefix", SPACE);
        assertEquals(1, run.status());
        assertTrue(run.err().contains("48 of 120 changes are on the board"), run.err());
        Cli.Run rest = cli.on(board, "apply", "-f", file, "--prefix", SPACE);
        assertTrue(rest.out().contains("72 to create, 0 to change, 0 to delete; 48 are as the file says"), rest.out());
        assertEquals(3, board.log(SPACE).size());
        assertEquals(3, new HashSet<>(board.idempotencyKeys).size());
    }

    @Test
    void apply_whenTheBoardIsGone_isStatusThree() throws IOException {
        board.nextIsFine();
        board.next(new FakeBoard.Cut(false));
        cli.atPause = board::close;
        Cli.Run run = cli.on(board, "apply", "-f", wanted(), "--prefix", SPACE);
        assertEquals(3, run.status());
        assertTrue(run.err().contains("0 of 3 changes are on the board"), run.err());
    }

    @Test
    void apply_whenThePresentStateCannotBeRead_writesNothing() throws IOException {
        board.next(new FakeBoard.Answer(403, ""));
        assertEquals(
                1, cli.on(board, "apply", "-f", wanted(), "--prefix", SPACE).status());
        assertEquals(1, board.requests.size());
    }

    @Test
    void apply_whenSomethingWasDeleted_createsItAgain() throws IOException {
        cli.on(board, "put", "/shop/prod/host", "x");
        cli.on(board, "delete", "/shop/prod/host");
        Cli.Run run = cli.on(board, "apply", "-f", file("x.env", "host=y"), "--prefix", SPACE);
        assertEquals(0, run.status(), run.err());
        assertEquals(3, board.parameter(SPACE, "/shop/prod/host").version());
    }

    @Test
    void apply_ofWhatIsToBeRemoved_removesIt() throws IOException {
        cli.on(
                board,
                "put",
                "/shop/prod/a",
                "x",
                "--description",
                "d",
                "--tag",
                "t=1",
                "--expires-at",
                "2027-01-31T12:00:00Z");
        String file = file("x.yaml", "a: {$parameter: {value: x, description: '', tags: {}, policies: {}}}\n");
        Cli.Run run = cli.on(board, "apply", "-f", file, "--prefix", SPACE);
        assertEquals(
                "~ /shop/prod/a  description, tags, policies", run.outLines().get(0));
        assertTrue(cli.on(board, "apply", "-f", file, "--prefix", SPACE).out().startsWith("0 to create, 0 to change"));
    }
}
