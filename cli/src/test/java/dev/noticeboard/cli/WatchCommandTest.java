package dev.noticeboard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code watch} over HTTP; a pause is where the test changes something. */
class WatchCommandTest {
    private final FakeBoard board = new FakeBoard();
    private final Cli writer = new Cli();
    private final Cli cli = new Cli();

    @AfterEach
    void stop() {
        board.close();
    }

    private void put(String name, String value) {
        assertEquals(0, writer.on(board, "put", name, value, "--why", "because").status());
    }

    @Test
    void watch_whenFromNow_printsOnlyWhatIsNew() {
        put("/a/b/old", "1");
        put("/a/b/old", "2");
        cli.pausesAllowed = 1;
        cli.atPause = () -> put("/a/b/new", "3");
        Cli.Run run = cli.on(board, "watch", "/a/b");

        assertEquals(0, run.status(), run.err());
        assertEquals(
                List.of(
                        "revision 3  2026-11-22T10:00:00Z  arn:aws:sts::123456789012:assumed-role/admin/eve  because",
                        "  put /a/b/new version 1"),
                run.outLines());
        assertEquals(Duration.ofSeconds(1), cli.pauses.get(0));
    }

    @Test
    void watch_whenAfterARevision_beginsBehindIt() {
        put("/a/b/x", "1");
        put("/a/b/x", "2");
        writer.on(board, "delete", "/a/b/x");
        cli.pausesAllowed = 0;
        Cli.Run run = cli.on(board, "watch", "/a/b", "--after", "1");
        assertEquals(List.of("  put /a/b/x version 2", "  delete /a/b/x version 3"), changes(run));
        assertEquals(Duration.ofSeconds(1), cli.pauses.get(0));
    }

    @Test
    void watch_whenThereIsMoreThanAPage_readsOnWithoutAPause() {
        board.commit("/a/b", "/a/b/x", 250);
        cli.pausesAllowed = 0;
        assertEquals(
                250, changes(cli.on(board, "watch", "/a/b", "--after", "0")).size());
    }

    @Test
    void watch_whenJson_isOneChangeSetALine() {
        put("/a/b/x", "1");
        cli.pausesAllowed = 0;
        Cli.Run run = cli.on(board, "watch", "/a/b", "--after", "0", "--json");
        assertEquals(1, Json.readStrict(run.out(), ChangeSet.class).revision());
    }

    @Test
    void watch_neverPrintsAValueUnlessJson() {
        put("/a/b/x", "s3cret-marker");
        cli.pausesAllowed = 0;
        Cli.Run run = cli.on(board, "watch", "/a/b", "--after", "0");
        assertFalse((run.out() + run.err()).contains("s3cret-marker"));
    }

    @Test
    void watch_whenTheLogHasLostItsBeginning_saysWhichRevisions() {
        for (int i = 0; i < 5; i++) {
            put("/a/b/x", "" + i);
        }
        board.forgetLogBefore("/a/b", 4);
        cli.pausesAllowed = 0;
        Cli.Run run = cli.on(board, "watch", "/a/b", "--after", "1");
        assertTrue(run.err().contains("does not hold the revisions 2 to 3 any more"), run.err());
        assertEquals(2, changes(run).size());
    }

    @Test
    void watch_whenAnotherEpochBegins_saysSoAndGoesOn() {
        put("/a/b/x", "1");
        cli.pausesAllowed = 3;
        cli.atPause = () -> {
            if (cli.pauses.size() == 1) {
                board.epoch = "e2";
            } else if (cli.pauses.size() == 3) {
                put("/a/b/x", "after");
            }
        };
        Cli.Run run = cli.on(board, "watch", "/a/b");
        assertTrue(run.err().contains("new epoch"), run.err());
        assertEquals(List.of("  put /a/b/x version 2"), changes(run));
    }

    @Test
    void watch_whenTheBoardIsGoneForAWhile_saysSoOnceAndMissesNothing() {
        cli.pausesAllowed = 4;
        cli.atPause = () -> {
            switch (cli.pauses.size()) {
                case 1 -> {
                    put("/a/b/x", "1");
                    board.cutNextGet();
                }
                case 2 -> board.next(new FakeBoard.Answer(503, ""));
                default -> {}
            }
        };
        Cli.Run run = cli.on(board, "watch", "/a/b");
        assertEquals(0, run.status());
        assertEquals(1, changes(run).size());
        assertEquals(1, count(run.err(), "trying on"), run.err());
        assertEquals(1, count(run.err(), "answers again"), run.err());
    }

    @Test
    void watch_whenRefused_ends() {
        board.next(new FakeBoard.Answer(403, ""));
        assertEquals(1, cli.on(board, "watch", "/a/b").status());
        board.nextIsFine();
        board.next(new FakeBoard.Answer(403, ""));
        assertEquals(1, cli.on(board, "watch", "/a/b").status());
        board.close();
        assertEquals(3, cli.on(board, "watch", "/a/b").status());
    }

    @Test
    void watch_whenASchemaIsBound_printsThePrefix() {
        writer.on(board, "schema", "bind", "/a/b/pool", "../examples/pool-size.schema.json");
        writer.on(board, "schema", "remove", "/a/b/pool");
        cli.pausesAllowed = 0;
        Cli.Run run = cli.on(board, "watch", "/a/b", "--after", "0");
        assertEquals(List.of("  bind-schema /a/b/pool", "  remove-schema /a/b/pool"), changes(run));
    }

    @Test
    void watch_whenAChangeIsOfANewerKind_printsItsKind() {
        board.next(new FakeBoard.Answer(200, """
                {"namespace":"/a/b","epoch":"e1","revision":1,"changeSets":[{"namespace":"/a/b","epoch":"e1","revision":1,
                 "id":"i","at":"2026-11-22T10:00:00Z","by":"eve","inline":true,"spreadMillis":0,
                 "changes":[{"kind":"move-label","label":"stable"}]}]}"""));
        cli.pausesAllowed = 0;
        assertEquals(List.of("  move-label"), changes(cli.on(board, "watch", "/a/b", "--after", "0")));
    }

    @Test
    void watch_whenTheBoardHoldsTheRequestBack_doesNotPauseItself() {
        put("/a/b/x", "1");
        List<Integer> waits = new ArrayList<>();
        board.atWait = () -> {
            waits.add(1);
            cli.now = cli.now.plusSeconds(20);
            if (waits.size() < 4) {
                board.commit("/a/b", "/a/b/x" + waits.size(), waits.size() % 2);
            } else {
                board.next(new FakeBoard.Answer(403, ""));
            }
        };
        Cli.Run run = cli.on(board, "watch", "/a/b");
        assertEquals(1, run.status());
        assertEquals(List.of("  put /a/b/x1 version 1", "  put /a/b/x3 version 1"), changes(run));
        assertEquals(List.of(), cli.pauses);
        assertTrue(
                board.requests.get(2).endsWith("/changes?after=1&limit=100&waitSeconds=20"), board.requests.toString());
    }

    @Test
    void watch_whenInterruptedWhileItWaits_endsAtOnce() throws InterruptedException {
        put("/a/b/x", "1");
        Cli.Run ended = cli.interrupted(board, "watch", "/a/b");
        assertEquals(0, ended.status(), ended.toString());
        assertEquals("", ended.err());
    }

    @Test
    void watch_ofLabelsSettingsAndRestores_saysWhatTheyDid() {
        put("/a/b/x", "1");
        put("/a/b/x", "2");
        writer.on(board, "label", "/a/b/x:1", "stable");
        writer.on(board, "label", "/a/b/x", "stable", "--remove");
        writer.on(board, "settings", "set", "/a/b", "--keep-days", "7");
        writer.on(board, "restore", "/a/b", "--revision", "1");
        cli.pausesAllowed = 0;
        Cli.Run run = cli.on(board, "watch", "/a/b", "--after", "2");
        assertEquals(
                List.of(
                        "  label /a/b/x stable version 1",
                        "  unlabel /a/b/x stable",
                        "  set-settings",
                        "  put /a/b/x version 3"),
                changes(run));
        assertTrue(run.out().contains("(part 1 of 1 of a restore of revision 1)"), run.out());
    }

    private static List<String> changes(Cli.Run run) {
        return run.outLines().stream().filter(l -> l.startsWith("  ")).toList();
    }

    private static long count(String text, String part) {
        return text.lines().filter(l -> l.contains(part)).count();
    }
}
