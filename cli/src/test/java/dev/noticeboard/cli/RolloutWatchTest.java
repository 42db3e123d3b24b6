package dev.noticeboard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.board.Rollout.State;
import dev.noticeboard.schemas.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code rollout watch} (design, section 5) over HTTP; a pause is where the test moves the rollout. */
class RolloutWatchTest {
    private static final String NS = "/shop/prod";
    private static final String ID = FakeRollouts.id(1);
    private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;]*([A-Za-z])");

    private final FakeBoard board = new FakeBoard();
    private final Cli cli = new Cli();

    @BeforeEach
    void start() {
        cli.environment.put("COLUMNS", "120");
        assertEquals(
                0,
                new Cli()
                        .on(board, "rollout", "start", NS + "/a=s3cret", "--strategy", "canary-1-10-100")
                        .status());
    }

    @AfterEach
    void stop() {
        board.close();
    }

    private FakeRollouts rollouts() {
        return board.of(NS).rollouts;
    }

    /** A move a pause, until it is complete. */
    private void goesWell() {
        cli.atPause = () -> {
            switch (cli.pauses.size()) {
                case 1 -> rollouts().open(ID, 1, null);
                case 3 -> rollouts().open(ID, 2, FakeRollouts.WELL);
                case 4 -> rollouts().open(ID, 3, FakeRollouts.WELL);
                case 5 -> rollouts().conduct(ID, State.COMPLETE, "all is well", FakeRollouts.WELL);
                default -> {}
            }
        };
    }

    private void failsInItsSecondStep() {
        cli.atPause = () -> {
            switch (cli.pauses.size()) {
                case 1 -> rollouts().open(ID, 1, null);
                case 2 -> rollouts().open(ID, 2, FakeRollouts.WELL);
                case 3 -> rollouts().conduct(ID, State.ROLLING_BACK, "a guard said no", FakeRollouts.VETOED);
                case 4 -> rollouts().conduct(ID, State.ROLLED_BACK, "they are back", null);
                default -> {}
            }
        };
    }

    @Test
    void watch_whenNoTerminalIsThere_printsALineForEachTransition() {
        goesWell();
        Cli.Run run = cli.on(board, "rollout", "watch", NS);
        assertEquals(0, run.status(), run.err());
        assertEquals(
                List.of(
                        "1970-01-01T00:00:00Z  advancing  before the first of 3 steps  started  by " + FakeSpace.BY
                                + ", revision 1",
                        "1970-01-01T00:00:00Z  baking  step 1 of 3, 1 %  step 1 is open  by conductor, revision 2",
                        "1970-01-01T00:00:00Z  baking  step 2 of 3, 10 %  step 2 is open (cohort 2: 2 applied, 0 vetoed,"
                                + " 0 unhealthy, 0 silent)  by conductor, revision 3",
                        "1970-01-01T00:00:00Z  baking  step 3 of 3, 100 %  step 3 is open (cohort 2: 2 applied, 0 vetoed,"
                                + " 0 unhealthy, 0 silent)  by conductor, revision 4",
                        "1970-01-01T00:00:00Z  complete  step 3 of 3, 100 %  all is well (cohort 2: 2 applied, 0 vetoed, 0"
                                + " unhealthy, 0 silent)  by conductor, revision 5",
                        "rollout " + ID + " of /shop/prod is complete: every host is to have it, revision 5"),
                run.outLines());
        assertEquals("", run.err());
        assertFalse(run.out().contains("\u001b"));
        assertTrue(
                board.requests.contains("GET /namespaces/shop/prod/changes?after=1&limit=1&waitSeconds=20"),
                board.requests.toString());
        assertTrue(board.requests.stream().noneMatch(r -> r.contains("convergence")));
    }

    @Test
    void watch_whenItIsRolledBack_hasItsOwnExitStatusAndSaysWhy() {
        failsInItsSecondStep();
        Cli.Run run = cli.on(board, "rollout", "watch", NS, ID);
        assertEquals(4, run.status());
        assertEquals(5, run.outLines().size());
        assertEquals(
                "error: rollout " + ID
                        + " of /shop/prod was rolled back: a guard said no (cohort 2: 1 applied, 1 vetoed, 0"
                        + " unhealthy, 0 silent, in alarm: errors)\n",
                run.err());
    }

    @Test
    void watch_whenItIsAborted_hasTheSameExitStatus() {
        cli.atPause = () -> rollouts().move(ID, "abort", "changed my\nmind");
        Cli.Run run = cli.on(board, "rollout", "watch", NS);
        assertEquals(4, run.status());
        assertEquals("error: rollout " + ID + " of /shop/prod was aborted: changed my\\nmind\n", run.err());
        Cli.Run again = cli.on(board, "rollout", "watch", NS, "aaa1");
        assertEquals(4, again.status(), "also of one that has ended");
        assertEquals(2, again.outLines().size());
    }

    @Test
    void watch_whenJson_printsALineOfJsonForEachTransition() {
        failsInItsSecondStep();
        cli.interactive = true;
        Cli.Run run = cli.on(board, "rollout", "watch", NS, "--json");
        assertEquals(4, run.status());
        assertEquals(
                List.of("advancing", "baking", "baking", "rolling-back", "rolled-back"),
                run.outLines().stream()
                        .map(l -> Json.tree(l).path("state").asString())
                        .toList());
        var line = Json.tree(run.outLines().get(3));
        assertEquals(NS, line.path("namespace").asString());
        assertEquals(ID, line.path("rollout").asString());
        assertEquals(1, line.path("figures").path("vetoed").asInt());
        assertTrue(Json.tree(run.err()).path("error").asString().contains("was rolled back"), run.err());
    }

    /** What a terminal shows after all of it, and whether colours are off. */
    private static List<String> screen(String out) {
        List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
        int row = 0;
        int column = 0;
        boolean coloured = false;
        for (int i = 0; i < out.length(); ) {
            var escape = ESCAPE.matcher(out).region(i, out.length());
            if (escape.lookingAt()) {
                String number = escape.group().replaceAll("[^0-9;]", "");
                switch (escape.group(1)) {
                    case "F" -> {
                        row -= Integer.parseInt(number);
                        column = 0;
                    }
                    case "K" -> lines.get(row).setLength(column);
                    case "J" -> {
                        lines.get(row).setLength(column);
                        lines.subList(row + 1, lines.size()).clear();
                    }
                    case "m" -> coloured = !List.of("", "0", "39;0").contains(number) && !number.endsWith(";0");
                    default -> throw new AssertionError("an escape that nobody expected: " + escape.group(1));
                }
                i = escape.end();
            } else if (out.charAt(i) == '\n') {
                assertFalse(coloured, "a colour that goes on into the next line");
                row++;
                column = 0;
                if (row == lines.size()) {
                    lines.add(new StringBuilder());
                }
                i++;
            } else {
                lines.get(row)
                        .replace(column, Math.min(column + 1, lines.get(row).length()), out.substring(i, i + 1));
                column++;
                i++;
            }
        }
        assertEquals(0, column, "the next prompt begins at column 1");
        return lines.stream().map(StringBuilder::toString).toList();
    }

    @Test
    void watch_whenOnATerminal_drawsOnePanelOverAndOver() {
        cli.interactive = true;
        failsInItsSecondStep();
        Cli.Run run = cli.on(board, "rollout", "watch", NS);
        assertEquals(4, run.status());
        String full = "█".repeat(20);
        String empty = "░".repeat(20);
        assertEquals(
                List.of(
                        "rollout " + ID + " of /shop/prod: rolled-back, step 2 of 3, 10 %",
                        "   1  " + full + "  1 %",
                        "   2  " + full + "  10 %",
                        "   3  " + empty + "  100 %",
                        "cohort: 2 agents; decided on cohort 2: 1 applied, 1 vetoed, 0 unhealthy, 0 silent, in alarm: errors",
                        "last: they are back (conductor, revision 5)",
                        ""),
                screen(run.out()));
        assertTrue(run.out().contains("\u001b[31m" + full), "the failed step is red");
        assertTrue(run.out().contains("\u001b[32m" + full), "the one before is green");
        assertTrue(board.requests.contains("GET /namespaces/shop/prod/changes?after=1&limit=1&waitSeconds=2"));
    }

    @Test
    void watch_whenOnATerminal_showsTheBakeAndTheFleetAsTheyAre() {
        cli.interactive = true;
        rollouts().open(ID, 1, null);
        board.fleet.refusal = "no";
        List<Integer> asked = new ArrayList<>();
        cli.pausesAllowed = 150;
        cli.atPause = () -> {
            cli.now = cli.now.plusSeconds(1);
            asked.add((int) board.requests.stream()
                    .filter(r -> r.contains("/convergence"))
                    .count());
        };
        Cli.Run run = cli.on(board, "rollout", "watch", NS);
        assertEquals(1, run.status(), "nobody knows how it ends");
        assertEquals("interrupted; rollout " + ID + " of /shop/prod goes on\n", plain(run));
        List<String> screen = screen(run.out());
        assertEquals("   1  " + "█".repeat(5) + "░".repeat(15) + "  1 %  7m30s of 10m left", screen.get(1));
        assertEquals("   2  " + "░".repeat(20) + "  10 %", screen.get(2));
        assertEquals("cohort: 2 agents", screen.get(4));
        assertEquals("fleet now: 1 of 2 serve revision 2, 1 withhold it, 0 behind, 1 not well", screen.get(5));
        assertTrue(run.out().contains("\u001b[33m█████"), "the open step is yellow");
        assertEquals(31, asked.get(150), "every 5 s");
        assertFalse(run.out().contains("s3cret"));
    }

    private static String plain(Cli.Run run) {
        return run.err().replaceAll("\u001b\\[[0-9;]*m", "").replace("error: ", "");
    }

    @Test
    void watch_whenTheTerminalIsNarrow_cutsLinesOrDrawsNothing() {
        cli.interactive = true;
        cli.environment.put("COLUMNS", "44");
        goesWell();
        Cli.Run run = cli.on(board, "rollout", "watch", NS);
        List<String> screen = screen(run.out());
        assertTrue(
                screen.subList(0, 6).stream().allMatch(l -> l.length() < 44),
                "a line that is broken would be painted over wrongly: " + screen);
        assertTrue(screen.get(0).endsWith("…"));
        cli.environment.put("COLUMNS", "39");
        assertTrue(cli.on(board, "rollout", "watch", NS, "aaa1").out().startsWith("1970-01-01T00:00:00Z  advancing"));
    }

    @Test
    void watch_whenTheBoardIsGoneForAWhile_saysSoOnceAndGoesOn() {
        cli.atPause = () -> {
            switch (cli.pauses.size()) {
                case 1 -> board.cutNextGet();
                case 2 -> board.next(new FakeBoard.Answer(503, ""));
                case 3 -> rollouts().conduct(ID, State.COMPLETE, "well", null);
                default -> {}
            }
        };
        Cli.Run run = cli.on(board, "rollout", "watch", NS);
        assertEquals(0, run.status(), run.err());
        assertEquals(2, run.err().lines().count(), run.err());
        assertTrue(run.err().contains("trying on, every 1 s"), run.err());
        assertTrue(run.err().contains("the board answers again"), run.err());
        assertTrue(cli.pauses.stream().allMatch(Duration.ofSeconds(1)::equals));
    }

    @Test
    void watch_whenRefused_ends() {
        cli.atPause = () -> board.next(new FakeBoard.Answer(403, ""));
        assertEquals(1, cli.on(board, "rollout", "watch", NS).status());
        board.close();
        assertEquals(3, cli.on(board, "rollout", "watch", NS).status());
    }

    @Test
    void watch_whenOthersChangeTheNamespace_printsNothingOfIt() {
        cli.atPause = () -> {
            if (cli.pauses.size() < 4) {
                board.commit(NS, NS + "/other", 3);
            } else {
                rollouts().conduct(ID, State.COMPLETE, "well", null);
            }
        };
        Cli.Run run = cli.on(board, "rollout", "watch", NS);
        assertEquals(3, run.outLines().size(), run.out());
    }

    @Test
    void watch_whenTheBoardHoldsTheReadBack_doesNotPauseItself() {
        List<Integer> waits = new ArrayList<>();
        board.atWait = () -> {
            waits.add(1);
            cli.now = cli.now.plusSeconds(20);
            if (waits.size() == 3) {
                rollouts().conduct(ID, State.COMPLETE, "well", null);
            }
        };
        assertEquals(0, cli.on(board, "rollout", "watch", NS).status());
        assertEquals(List.of(), cli.pauses);
        assertEquals(3, waits.size());
    }

    @Test
    void watch_whenInterruptedWhileItWaits_leavesTheTerminalCleanAtOnce() throws InterruptedException {
        cli.interactive = true;
        Cli.Run ended = cli.interrupted(board, "rollout", "watch", NS);
        assertEquals(1, ended.status(), ended.toString());
        assertEquals("interrupted; rollout " + ID + " of /shop/prod goes on\n", plain(ended));
        screen(ended.out());
    }

    @Test
    void start_whenToldToWatch_followsAtOnce() {
        cli.atPause = () -> rollouts().conduct(FakeRollouts.id(2), State.ROLLED_BACK, "no step was opened", null);
        Cli.Run run = cli.on(board, "rollout", "start", NS + "/b=1", "--strategy", "all-at-once", "--watch");
        assertEquals(4, run.status());
        assertEquals(3, run.outLines().size());
        assertTrue(run.outLines().get(0).startsWith("start rollout " + FakeRollouts.id(2)), run.out());
        assertTrue(run.err().contains("was rolled back: no step was opened"), run.err());
    }
}
