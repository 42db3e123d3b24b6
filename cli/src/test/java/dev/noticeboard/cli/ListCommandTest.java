package dev.noticeboard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code list} over HTTP. */
class ListCommandTest {
    private final FakeBoard board = new FakeBoard();
    private final Cli cli = new Cli();

    @BeforeEach
    void fill() {
        cli.on(board, "put", "/shop/prod/db/host", "db.internal");
        cli.on(board, "put", "/shop/prod/db/pool-size", "20", "--data-type", "integer");
        cli.on(board, "put", "/shop/prod/dbx", "other");
        cli.on(board, "put", "/shop/prod/text", "line 1\nline 2\u001b[2J" + "x".repeat(100));
    }

    @AfterEach
    void stop() {
        board.close();
    }

    @Test
    void list_whenTwoSegments_isTheNamespace() {
        Cli.Run run = cli.on(board, "list", "/shop/prod");
        assertEquals(0, run.status(), run.err());
        assertEquals(4, run.outLines().size());
        assertEquals(
                "/shop/prod/db/host\t1\t1\ttext\tdb.internal", run.outLines().get(0));
    }

    @Test
    void list_whenLonger_isWhatLiesBelow() {
        assertEquals(2, cli.on(board, "list", "/shop/prod/db").outLines().size());
        assertTrue(
                board.requests.get(board.requests.size() - 1).startsWith("GET /namespaces/shop/prod/list/under/db?"));
    }

    @Test
    void list_whenTheNamespaceIsNamed_takesTheNameAtItsWord() {
        cli.on(board, "put", "/shop/prod", "a parameter of two segments");
        Cli.Run run = cli.on(board, "list", "/shop/prod", "--namespace", "/shop");
        assertEquals(1, run.outLines().size());
        assertTrue(run.out().startsWith("/shop/prod\t"), run.out());
    }

    @Test
    void list_whenThereAreMorePages_readsThemAll() {
        board.page = 1;
        int before = board.requests.size();
        assertEquals(4, cli.on(board, "list", "/shop/prod").outLines().size());
        assertEquals(4, board.requests.size() - before);
    }

    @Test
    void list_whenALaterPageIsRefused_fails() {
        board.page = 1;
        board.nextIsFine();
        board.next(new FakeBoard.Answer(403, "{\"message\":\"Forbidden\"}"));
        assertEquals(1, cli.on(board, "list", "/shop/prod").status());
    }

    @Test
    void list_whenJson_isOneParameterALine() {
        Cli.Run run = cli.on(board, "list", "/shop/prod", "--json");
        assertEquals(
                "20", Json.readStrict(run.outLines().get(1), Parameter.class).value());
    }

    @Test
    void value_whenItHoldsControlCharacters_cannotReachTheTerminal() {
        for (boolean interactive : new boolean[] {true, false}) {
            cli.interactive = interactive;
            String out = cli.on(board, "list", "/shop/prod").out();
            assertFalse(out.contains("\u001b"), out);
            assertTrue(out.contains("line 1\\nline 2\\u001b[2J"), out);
        }
    }

    @Test
    void value_whenATerminalShowsIt_isCut() {
        cli.interactive = true;
        assertFalse(cli.on(board, "list", "/shop/prod").out().contains("x".repeat(60)));
        cli.interactive = false;
        assertTrue(cli.on(board, "list", "/shop/prod").out().contains("x".repeat(100)));
    }

    @Test
    void list_whenNothingIsThere_isEmpty() {
        Cli.Run run = cli.on(board, "list", "/nobody/here");
        assertEquals(0, run.status());
        assertEquals("", run.out());
    }
}
