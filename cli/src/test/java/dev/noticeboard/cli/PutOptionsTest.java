package dev.noticeboard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.api.DryRun;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Policies;
import dev.noticeboard.schemas.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code put} and {@code delete} can do beside writing a value, and that a write happens once. */
class PutOptionsTest {
    private static final String NAME = "/shop/prod/sale";

    private final FakeBoard board = new FakeBoard();
    private final Cli cli = new Cli();

    @AfterEach
    void stop() {
        board.close();
    }

    private Parameter stored() {
        return board.parameter("/shop/prod", NAME);
    }

    private void put(String... args) {
        String[] all = new String[args.length + 2];
        all[0] = "put";
        all[1] = NAME;
        System.arraycopy(args, 0, all, 2, args.length);
        Cli.Run run = cli.on(board, all);
        assertEquals(0, run.status(), run.err());
    }

    @Test
    void put_whenThingsAreSaidOfIt_keepsThemUntilTheyAreRemoved() {
        put(
                "1",
                "--description",
                "the spring sale",
                "--tag",
                "team=orders",
                "--tag",
                "a=b=c",
                "--allowed-pattern",
                "^[0-9]$");
        assertEquals("the spring sale", stored().description());
        assertEquals(Map.of("team", "orders", "a", "b=c"), stored().tags());
        put("2");
        assertEquals("^[0-9]$", stored().allowedPattern());
        assertEquals(1, cli.on(board, "put", NAME, "ten").status());
        put("3", "--description", "", "--no-tags", "--allowed-pattern", "");
        assertEquals("3", stored().value());
        assertNull(stored().description());
        assertNull(stored().allowedPattern());
        assertEquals(Map.of(), stored().tags());
    }

    @Test
    void put_whenPoliciesAreGiven_replacesThemAll() {
        put("1", "--expires-at", "2027-01-31T13:00:00+01:00", "--notify-before-expiry", "P7D");
        assertEquals(
                new Policies(Instant.parse("2027-01-31T12:00:00Z"), Duration.ofDays(7), null), stored().policies());
        put("1", "--notify-unchanged-after", "PT36H");
        assertEquals(new Policies(null, null, Duration.ofHours(36)), stored().policies());
        put("1", "--no-policies");
        assertNull(stored().policies());
    }

    @Test
    void put_whenLabelled_movesTheLabelInTheSameChangeSet() {
        put("1", "--label", "stable");
        put("2", "--label", "stable", "--why", "better");
        assertEquals(2, board.log("/shop/prod").size());
        assertEquals("better", board.log("/shop/prod").get(1).why());
        assertEquals("2\n", cli.on(board, "get", NAME + ":stable").out());
        assertTrue(
                board.requests.contains(
                        "POST /namespaces/shop/prod/changesets/under/" + NAME.substring("/shop/prod/".length())),
                board.requests.toString());
    }

    @Test
    void put_whenDry_saysWhatItWouldDoAndWritesNothing() {
        put("1");
        Cli.Run run = cli.on(board, "put", NAME, "2", "--description", "d", "--dry-run");
        assertEquals(0, run.status(), run.err());
        assertEquals(
                "put /shop/prod/sale version 1 -> 2 (value, description)\n"
                        + "1 change, 2 agents to hear of it, on revision 1 of /shop/prod; nothing was written\n",
                run.out());
        assertEquals("1", stored().value());
        assertEquals(
                "nothing would change on revision 1 of /shop/prod; nothing was written\n",
                cli.on(board, "put", NAME, "1", "--dry-run").out());
        DryRun json = Json.readStrict(
                cli.on(board, "delete", NAME, "--dry-run", "--json").out(), DryRun.class);
        assertEquals("delete", json.changes().get(0).kind());
        assertEquals(1, board.log("/shop/prod").size());
    }

    @Test
    void put_whenDryAndNotValid_isRefused() {
        Cli.Run run =
                cli.on(board, "put", NAME, "s3cret", "--data-type", "integer", "--expected-version", "4", "--dry-run");
        assertEquals(1, run.status());
        assertTrue(run.err().contains("error: not the versions that were expected\n  /shop/prod/sale is "), run.err());
        run = cli.on(board, "put", NAME, "s3cret", "--data-type", "integer", "--dry-run");
        assertEquals(1, run.status());
        assertTrue(run.err().startsWith("error: the board would refuse it\n  changes[0].value: "), run.err());
        assertTrue(!(run.out() + run.err()).contains("s3cret"));
        assertEquals(
                1,
                cli.on(board, "put", NAME, "x", "--data-type", "integer", "--dry-run", "--json")
                        .status());
        assertEquals(0, board.log("/shop/prod").size());
    }

    @Test
    void write_whenTheAnswerIsLostOrTheBoardBusy_happensOnce() {
        List<String[]> writes = List.of(
                new String[] {"put", NAME, "1"},
                new String[] {"put", NAME, "2", "--label", "stable"},
                new String[] {"label", NAME + ":1", "old"},
                new String[] {"label", "--remove", NAME, "old"},
                new String[] {"restore", NAME + ":1"},
                new String[] {"delete", NAME},
                new String[] {"schema", "bind", NAME, "../examples/pool-size.schema.json"},
                new String[] {"schema", "remove", NAME},
                new String[] {"rules", "bind", "/shop/prod", "../examples/pool-size.schema.json"},
                new String[] {"rules", "remove", "/shop/prod"});
        for (int i = 0; i < writes.size(); i++) {
            board.next(new FakeBoard.Cut(true));
            board.next(new FakeBoard.Answer(503, ""));
            Cli.Run run = cli.on(board, writes.get(i));
            assertEquals(0, run.status(), String.join(" ", writes.get(i)) + ": " + run.err());
            assertEquals("the board is busy or its answer was lost; trying again\n", run.err());
            assertEquals(i + 1, board.log("/shop/prod").size(), String.join(" ", writes.get(i)));
            assertEquals(i + 1, new HashSet<>(board.idempotencyKeys).size());
        }
    }

    @Test
    void write_whenTheBoardStaysBusy_isRefusedInTheEnd() {
        for (int i = 0; i < 8; i++) {
            board.next(new FakeBoard.Answer(429, ""));
        }
        Cli.Run run = cli.on(board, "put", NAME, "1");
        assertEquals(1, run.status());
        assertTrue(run.err().contains("HTTP 429"), run.err());
        assertEquals(8, board.requests.size());
        assertEquals(7, cli.pauses.size());
    }

    @Test
    void write_whenInterrupted_saysThatItMayBeCommitted() {
        cli.pausesAllowed = 0;
        board.next(new FakeBoard.Answer(503, ""));
        Cli.Run run = cli.on(board, "put", NAME, "1");
        assertEquals(1, run.status());
        assertTrue(
                run.err().contains("error: interrupted while a write was sent; it may have been committed"), run.err());
    }

    @Test
    void write_whenAReasonIsRequired_saysSo() {
        cli.on(board, "settings", "set", "/shop/prod", "--why-required", "true");
        Cli.Run run = cli.on(board, "put", NAME, "1");
        assertEquals(1, run.status());
        assertEquals(
                "error: Not a valid request (invalid-request, HTTP 400):\n"
                        + "  why: there is no reason (why-required). Give one.\n",
                run.err());
        put("1", "--why", "because");
    }
}
