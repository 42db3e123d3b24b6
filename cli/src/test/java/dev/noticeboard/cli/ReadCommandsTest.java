package dev.noticeboard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.api.HistoryPage;
import dev.noticeboard.schemas.api.VersionDiff;
import dev.noticeboard.schemas.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code get} of versions and of several, {@code list} of the past, {@code history}, {@code diff} and {@code compare}. */
class ReadCommandsTest {
    private static final String SIZE = "/shop/prod/db/pool-size";

    private final FakeBoard board = new FakeBoard();
    private final Cli cli = new Cli();

    @BeforeEach
    void fill() {
        done("put", SIZE, "20", "--data-type", "integer", "--why", "first");
        done("put", SIZE, "50", "--label", "stable", "--description", "per host");
        done("put", "/shop/prod/db/host", "db.internal");
        done("put", "/shop/prod/banner", "Hello");
        done("put", "/billing/prod/x", "1");
        done("put", SIZE, "70", "--description", "", "--tag", "team=orders");
    }

    @AfterEach
    void stop() {
        board.close();
    }

    private Cli.Run done(String... args) {
        return cli.done(board, args);
    }

    private String last() {
        return board.requests.get(board.requests.size() - 1);
    }

    @Test
    void get_ofAVersionOrALabel_isThatVersion() {
        assertEquals("70\n", done("get", SIZE).out());
        assertEquals("GET /namespaces/shop/prod/parameters/db/pool-size", last());
        assertEquals("20\n", done("get", SIZE + ":1").out());
        assertEquals("50\n", done("get", SIZE + ":stable", "--consistent").out());
        assertEquals("GET /namespaces/shop/prod/parameters/db/pool-size:stable?consistent=true", last());
        assertEquals(1, cli.on(board, "get", SIZE + ":9").status());
    }

    @Test
    void get_withDetails_printsAllThatIsKnown() {
        assertEquals(
                List.of(
                        "name: " + SIZE,
                        "version: 3 (revision 5)",
                        "written: 2026-11-22T10:00:00Z by arn:aws:sts::123456789012:assumed-role/admin/eve",
                        "type: String",
                        "data type: integer",
                        "tag: team=orders",
                        "value: 70"),
                done("get", SIZE, "--details").outLines());
    }

    @Test
    void get_ofSeveral_printsALineEachAndTellsWhatIsMissing() {
        Cli.Run run = cli.on(board, "get", SIZE, "/shop/prod/no", "/billing/prod/x", SIZE + ":stable", SIZE);
        assertEquals(1, run.status());
        assertEquals(
                List.of(SIZE + "\t3\t5\tinteger\t70", SIZE + "\t2\t2\tinteger\t50", "/billing/prod/x\t1\t1\ttext\t1"),
                run.outLines());
        assertEquals("error: there is nothing under /shop/prod/no\n", run.err());
        assertEquals(0, cli.on(board, "get", SIZE, "/billing/prod/x", "--json").status());
    }

    @Test
    void get_ofMoreThanABatchHolds_asksAgain() {
        board.page = 30;
        List<String> args = new ArrayList<>(List.of("get"));
        for (int i = 0; i < 130; i++) {
            board.commit("/many/prod", "/many/prod/k" + i, 1);
            args.add("/many/prod/k" + i);
        }
        int before = board.requests.size();
        assertEquals(130, done(args.toArray(String[]::new)).outLines().size());
        assertEquals(5, board.requests.size() - before);
    }

    @Test
    void get_whenABatchIsRefused_fails() {
        board.next(new FakeBoard.Answer(403, ""));
        assertEquals(1, cli.on(board, "get", SIZE, "/billing/prod/x").status());
    }

    @Test
    void list_ofARevision_isAsItWas() {
        assertEquals(
                List.of(SIZE + "\t2\t2\tinteger\t50"),
                done("list", "/shop/prod", "--revision", "2").outLines());
        board.of("/shop/prod").kept = 3;
        Cli.Run gone = cli.on(board, "list", "/shop/prod", "--revision", "2");
        assertEquals(1, gone.status());
        assertEquals("error: No longer kept (gone, HTTP 410): the history no longer reaches revision 2\n", gone.err());
    }

    @Test
    void list_ofOneLevel_leavesOutWhatLiesDeeper() {
        assertEquals(
                List.of("/shop/prod/banner\t1\t4\ttext\tHello"),
                done("list", "/shop/prod", "--one-level").outLines());
    }

    @Test
    void history_isNewestFirst() {
        done("delete", SIZE, "--why", "over");
        List<String> lines = done("history", SIZE).outLines();
        assertEquals(4, lines.size());
        String eve = "\t2026-11-22T10:00:00Z\tarn:aws:sts::123456789012:assumed-role/admin/eve\t";
        assertEquals("4\t6" + eve + "-\t(deleted)\tover", lines.get(0));
        assertEquals("2\t2" + eve + "stable\t50\t-", lines.get(2));
        assertEquals("1\t1" + eve + "-\t20\tfirst", lines.get(3));
        board.page = 1;
        assertEquals(lines, done("history", SIZE).outLines());
        assertEquals(lines.subList(0, 2), done("history", SIZE, "--limit", "2").outLines());
        HistoryPage.Entry entry =
                Json.readStrict(done("history", SIZE, "--limit", "1", "--json").out(), HistoryPage.Entry.class);
        assertTrue(entry.parameter().tombstone());
        assertEquals(1, cli.on(board, "history", "/shop/prod/never").status());
    }

    @Test
    void diff_printsEachFieldAsItWasAndIs() {
        assertEquals(
                List.of(
                        SIZE + ": version 2 -> 3",
                        "    value: 50 -> 70",
                        "    description: per host -> (none)",
                        "    tags: (none) -> {\"team\":\"orders\"}"),
                done("diff", SIZE).outLines());
        assertEquals(
                List.of(SIZE + ": version 0 -> 1", "    value: (none) -> 20"),
                done("diff", SIZE, "0", "1").outLines());
        assertEquals(
                List.of("no difference between version 2 and version 2 of " + SIZE),
                done("diff", SIZE, "2", "2").outLines());
        assertEquals(
                List.of("value", "description", "tags"),
                Json.readStrict(done("diff", SIZE, "--json").out(), VersionDiff.class)
                        .fields());
        assertEquals(1, cli.on(board, "diff", SIZE, "1", "9").status());
    }

    @Test
    void compare_tellsWhatAppearedDiffersAndIsGone() {
        done("delete", "/shop/prod/banner");
        board.page = 1;
        assertEquals(
                List.of(
                        "- /shop/prod/banner",
                        "~ " + SIZE + "  value, description, tags",
                        "2 parameters differ between revision 4 and revision 6"),
                done("compare", "/shop/prod", "--from", "4").outLines());
        assertTrue(last().contains("to=6"), last());
        List<String> below = done("compare", "/shop/prod/db", "--from", "1", "--to", "3", "--show-values")
                .outLines();
        assertEquals(
                List.of(
                        "+ /shop/prod/db/host",
                        "    value: (none) -> db.internal",
                        "~ " + SIZE + "  value, description",
                        "    value: 20 -> 50",
                        "    description: (none) -> per host",
                        "2 parameters differ between revision 1 and revision 3"),
                below);
        assertFalse(done("compare", "/shop/prod", "--from", "0").out().contains("70"));
        assertEquals(
                2,
                done("compare", "/shop/prod/db", "--from", "0", "--json")
                        .outLines()
                        .size());
        assertEquals(1, cli.on(board, "compare", "/shop/prod", "--from", "9").status());
    }
}
