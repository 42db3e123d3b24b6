package dev.noticeboard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code put}, {@code get} and {@code delete} over HTTP. */
class PutGetDeleteTest {
    private static final String NAME = "/billing/prod/db/pool-size";

    private final FakeBoard board = new FakeBoard();
    private final Cli cli = new Cli();

    @AfterEach
    void stop() {
        board.close();
    }

    @Test
    void put_whenAccepted_saysVersionAndRevision() {
        Cli.Run run = cli.on(board, "put", NAME, "20", "--data-type", "integer", "--why", "load test");

        assertEquals(0, run.status(), run.err());
        assertEquals("put " + NAME + ": version 1, revision 1 of /billing/prod\n", run.out());
        assertEquals(DataType.INTEGER, board.parameter("/billing/prod", NAME).dataType());
        assertEquals("load test", board.log("/billing/prod").get(0).why());
    }

    @Test
    void put_whenNothingChanges_saysSo() {
        cli.on(board, "put", NAME, "20");
        assertEquals(
                "put " + NAME + ": already so, version 1, revision 1 of /billing/prod\n",
                cli.on(board, "put", NAME, "20").out());
    }

    @Test
    void put_whenJson_printsTheAnswer() {
        Cli.Run run = cli.on(board, "put", NAME, "20", "--json");
        CommitAnswer answer = Json.readStrict(run.out(), CommitAnswer.class);
        assertEquals(1, answer.revision());
        assertTrue(answer.changed());
    }

    @Test
    void put_whenTheNameIsShort_goesToItsParentNamespace() {
        assertEquals(0, cli.on(board, "put", "plain", "1").status());
        assertEquals(0, cli.on(board, "put", "/billing/x", "2").status());
        assertTrue(board.requests.contains("PUT /namespaces/~/~/parameters/plain"), board.requests.toString());
        assertTrue(board.requests.contains("PUT /namespaces/billing/~/parameters/x"), board.requests.toString());
    }

    @Test
    void put_whenTheValueIsPiped_keepsItAsItIs() {
        Cli.Run run = cli.piped("a\nb\n").on(board, "put", NAME, "-");
        assertEquals(0, run.status(), run.err());
        assertEquals("a\nb\n", board.parameter("/billing/prod", NAME).value());
        assertTrue(run.err().contains("ends with a line break"), run.err());
    }

    @Test
    void put_whenTheValueBeginsWithADash_takesItBehindTwoDashes() {
        cli.on(board, "put", NAME, "--", "--x");
        assertEquals("--x", board.parameter("/billing/prod", NAME).value());
        cli.on(board, "put", NAME, "-5");
        assertEquals("-5", board.parameter("/billing/prod", NAME).value());
    }

    @Test
    void put_whenTheValueIsInAFile_readsIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("v"), "größer €");
        assertEquals(0, cli.on(board, "put", NAME, "--file", file.toString()).status());
        assertEquals("größer €", board.parameter("/billing/prod", NAME).value());
    }

    @Test
    void put_whenTheFileCannotBeAValue_namesTheRuleAndSendsNothing(@TempDir Path folder) throws IOException {
        Path binary = Files.write(folder.resolve("b"), new byte[] {(byte) 0xC3, 0x28});
        Path large = Files.write(folder.resolve("l"), new byte[64 * 1024 + 1]);
        Path missing = folder.resolve("m");

        assertTrue(cli.on(board, "put", NAME, "--file", binary.toString()).err().contains("file-utf8"));
        assertTrue(cli.on(board, "put", NAME, "--file", large.toString()).err().contains("file-size"));
        Cli.Run run = cli.on(board, "put", NAME, "--file", missing.toString());
        assertTrue(run.err().contains("file-missing"), run.err());
        assertEquals(1, run.status());
        assertTrue(board.requests.isEmpty());
    }

    @Test
    void put_whenNotOneValueIsGiven_isAUsageError() {
        assertEquals(2, cli.on(board, "put", NAME).status());
        assertEquals(2, cli.on(board, "put", NAME, "1", "--file", "x").status());
        assertTrue(board.requests.isEmpty());
    }

    @Test
    void put_whenTheValueIsNotValid_printsEachViolationWithItsRule() {
        Cli.Run run = cli.on(board, "put", NAME, "many", "--data-type", "integer");
        assertEquals(1, run.status());
        assertEquals("", run.out());
        assertEquals(
                "error: Not valid (validation-failed, HTTP 422): nothing was written\n"
                        + "  changes[0].value: the value is not an integer (data-type). Give digits."
                        + " [parameter " + NAME + ", place the whole value]\n",
                run.err());
    }

    @Test
    void put_whenAnotherVersionIsThere_namesTheWinner() {
        cli.on(board, "put", NAME, "20");
        Cli.Run run = cli.on(board, "put", NAME, "21", "--expected-version", "0");
        assertEquals(1, run.status());
        assertTrue(run.err().contains(NAME + " is at version 1 (revision 1)"), run.err());
    }

    @Test
    void problem_whenJson_isPrintedAsItCame() {
        Cli.Run run = cli.on(board, "get", NAME, "--json");
        assertEquals(1, run.status());
        assertEquals(404, Json.readStrict(run.err(), Problem.class).status());
    }

    @Test
    void get_prints_theValueAlone() {
        cli.on(board, "put", NAME, "a \t b");
        assertEquals("a \t b\n", cli.on(board, "get", NAME).out());
        assertEquals("a \t b", cli.on(board, "get", NAME, "--exact").out());
    }

    @Test
    void get_whenJson_printsAllThatIsKnown() {
        cli.on(board, "put", NAME, "1");
        Parameter parameter =
                Json.readStrict(cli.on(board, "get", NAME, "--json").out(), Parameter.class);
        assertEquals(NAME, parameter.name().text());
        assertEquals("1", parameter.value());
    }

    @Test
    void delete_whenItExists_leavesATombstone() {
        cli.on(board, "put", NAME, "1");
        Cli.Run run = cli.on(board, "delete", NAME, "--expected-version", "1", "--why", "no longer & never");
        assertEquals("delete " + NAME + ": version 2, revision 2 of /billing/prod\n", run.out());
        assertEquals("no longer & never", board.log("/billing/prod").get(1).why());
        assertEquals(1, cli.on(board, "get", NAME).status());
    }

    @Test
    void answer_whenItIsNotTheBoards_isNotTakenForSuccess() {
        board.next(new FakeBoard.Answer(200, "<html>login</html>"));
        Cli.Run run = cli.on(board, "put", NAME, "1");
        assertEquals(1, run.status());
        assertTrue(run.err().contains("without an answer of the board"), run.err());
        board.next(new FakeBoard.Answer(502, "<html>bad gateway</html>"));
        assertEquals(1, cli.on(board, "get", NAME).status());
    }

    @Test
    void answer_whenNoneCame_isStatusThree() {
        board.cutNextGet();
        assertEquals(3, cli.on(board, "get", NAME).status());
        board.close();
        Cli.Run run = cli.on(board, "put", NAME, "1");
        assertEquals(3, run.status());
        assertTrue(run.err().contains(board.endpoint() + " did not answer"), run.err());
    }

    @Test
    void error_neverHoldsTheValue() {
        Cli.Run run = cli.on(board, "put", NAME, "s3cret-marker", "--data-type", "integer");
        assertFalse((run.out() + run.err()).contains("s3cret-marker"));
    }
}
