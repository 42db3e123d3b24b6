package dev.noticeboard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.Convergence;
import dev.noticeboard.schemas.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes that wait for the fleet, and the commands that show it. */
class FleetCommandsTest {
    private final Cli cli = new Cli();
    private FakeBoard board;

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        board = new FakeBoard();
        // Time passes where somebody waits.
        cli.atPause = () -> cli.now = cli.now.plus(cli.pauses.get(cli.pauses.size() - 1));
    }

    @AfterEach
    void stop() {
        board.close();
    }

    private long questions() {
        return board.requests.stream().filter(r -> r.contains("/convergence")).count();
    }

    @Test
    void put_whenTheFleetConvergesInTime_returnsThen() {
        board.fleet.questionsBehind = 3;
        Cli.Run run = cli.on(board, "put", "/shop/prod/x", "1", "--wait", "30s");
        assertEquals(0, run.status(), run.err());
        assertEquals(4, questions());
        assertEquals(
                List.of(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1)),
                cli.pauses,
                "not in a hurry");
        List<String> out = run.outLines();
        assertTrue(out.get(0).startsWith("put /shop/prod/x: version 1"), run.out());
        assertEquals("revision 1 of /shop/prod: 2 of 2 live agents serve it, 1 not well", out.get(1));
        assertTrue(
                run.out().contains("time to apply: median 0.5 s, 99th percentile 0.9 s, last 1.1 s (of 2)"), run.out());
        assertTrue(board.requests.stream().anyMatch(r -> r.endsWith("/convergence?revision=1")));
    }

    @Test
    void put_whenAnAgentStaysBehind_saysWhoWhenTheTimeIsOver() {
        board.fleet.questionsBehind = 1000;
        Cli.Run run = cli.on(board, "put", "/shop/prod/x", "1", "--wait", "30s");
        assertEquals(1, run.status());
        assertTrue(
                run.out().contains("  behind: host-2 at revision 0, offline, reported 2026-11-24T10:00:00Z"),
                run.out());
        assertTrue(
                run.err().contains("error: the fleet has not converged on revision 1 of /shop/prod in time"),
                run.err());
        assertTrue(run.err().contains("what was written stands"), run.err());
        assertEquals(
                Duration.ofSeconds(30),
                cli.pauses.stream().reduce(Duration.ZERO, Duration::plus),
                "not a moment longer");
        assertTrue(
                run.err().lines().filter(l -> l.startsWith("waiting: ")).count() >= 4,
                "a log hears of it now and then");
        assertEquals("1", board.parameter("/shop/prod", "/shop/prod/x").value());
    }

    @Test
    void put_whenAGuardRefuses_saysWhy() {
        board.fleet.refusal = "too\nbig";
        Cli.Run run = cli.on(board, "put", "/shop/prod/x", "1", "--wait", "500ms");
        assertEquals(1, run.status());
        assertTrue(
                run.out().contains("  withheld: host-2, revision 1: too\\nbig (/shop/prod/x and 2 more)"), run.out());
    }

    @Test
    void put_whenJson_printsCommitAndConvergenceOneALine() {
        board.fleet.questionsBehind = 1;
        Cli.Run run = cli.on(board, "put", "/shop/prod/x", "1", "--wait", "30s", "--json");
        assertEquals(0, run.status());
        assertEquals(
                1, Json.readStrict(run.outLines().get(0), CommitAnswer.class).revision());
        assertTrue(Json.readStrict(run.outLines().get(1), Convergence.class).converged());
        assertEquals(2, run.outLines().size());
    }

    @Test
    void put_whenNobodyHasALease_saysSoAndReturns() {
        board.fleet.empty = true;
        Cli.Run run = cli.on(board, "put", "/shop/prod/x", "1", "--wait", "30s");
        assertEquals(0, run.status());
        assertTrue(run.out().contains("no agent has a lease there"), run.out());
        assertEquals(1, questions());
    }

    @Test
    void put_whenOnATerminal_paintsTheProgressAway() {
        cli.interactive = true;
        board.fleet.questionsBehind = 1;
        Cli.Run run = cli.on(board, "put", "/shop/prod/x", "1", "--wait", "30s");
        assertTrue(
                run.err().contains("waiting: revision 1 of /shop/prod: 1 of 2 live agents serve it, 1 behind"),
                run.err());
        assertTrue(run.err().endsWith("\r\u001b[K"), run.err());
    }

    @Test
    void wait_whenTheBoardIsBusyMeanwhile_asksAgain() {
        board.nextIsFine();
        board.next(new FakeBoard.Answer(503, ""));
        assertEquals(
                0, cli.on(board, "put", "/shop/prod/x", "1", "--wait", "30s").status());
        board.nextIsFine();
        board.next(new FakeBoard.Answer(403, ""));
        assertEquals(
                1, cli.on(board, "put", "/shop/prod/x", "2", "--wait", "30s").status());
    }

    @Test
    void wait_whenInterrupted_ends() {
        board.fleet.questionsBehind = 1000;
        cli.pausesAllowed = 2;
        assertEquals(
                1, cli.on(board, "put", "/shop/prod/x", "1", "--wait", "30s").status());
        assertEquals(3, cli.pauses.size());
    }

    @Test
    void otherWrites_whenToldToWait_waitForTheirNewestRevision() throws Exception {
        cli.on(board, "put", "/shop/prod/x", "1");
        Path file = Files.writeString(folder.resolve("shop.yaml"), "shop:\n  prod:\n    x: '2'\n    y: '3'\n");
        assertEquals(
                0,
                cli.on(board, "apply", "-f", file.toString(), "--prefix", "/shop/prod", "--wait", "30s")
                        .status());
        assertEquals(1, questions());
        assertEquals(0, cli.on(board, "delete", "/shop/prod/y", "--wait", "30s").status());
        assertEquals(
                0, cli.on(board, "restore", "/shop/prod/x:1", "--wait", "30s").status());
        Cli.Run run = cli.on(board, "restore", "/shop/prod", "--revision", "1", "--wait", "30s");
        assertEquals(0, run.status(), run.err());
        assertEquals(4, questions());
        board.fleet.questionsBehind = 1000;
        assertEquals(1, cli.on(board, "delete", "/shop/prod/x", "--wait", "1s").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "0s", "-1s", "1.5s", "25h", "s", "1d"})
    void wait_whenNoTime_isAUsageError(String time) {
        Cli.Run run = cli.on(board, "put", "/shop/prod/x", "1", "--wait", time);
        assertEquals(2, run.status());
        assertTrue(run.err().contains("such as 30s or 2m"), run.err());
        assertTrue(board.requests.isEmpty(), "nothing was sent");
    }

    @Test
    void wait_whenNothingIsWritten_isAUsageError() {
        for (String[] command : List.of(
                new String[] {"put", "/shop/prod/x", "1"},
                new String[] {"delete", "/shop/prod/x"},
                new String[] {"restore", "/shop/prod", "--revision", "0"},
                new String[] {"apply", "-f", "x.yaml"})) {
            String[] all = Arrays.copyOf(command, command.length + 3);
            all[command.length] = "--wait";
            all[command.length + 1] = "1s";
            all[command.length + 2] = "--dry-run";
            assertEquals(2, cli.on(board, all).status(), command[0]);
        }
        assertTrue(board.requests.isEmpty());
    }

    @Test
    void convergence_whenAsked_isPrinted() {
        board.commit("/shop/prod", "/shop/prod/x", 7);
        board.fleet.questionsBehind = 1;
        Cli.Run run = cli.on(board, "convergence", "/shop/prod");
        assertEquals(0, run.status(), "it answers, whatever the answer is");
        assertEquals(
                "revision 7 of /shop/prod: 1 of 2 live agents serve it, 1 behind, 1 not well",
                run.outLines().get(0));
        assertTrue(run.out().contains("  not well: host-1, HTTP 503"), run.out());
        assertTrue(cli.on(board, "convergence", "/shop/prod", "--revision", "3")
                .out()
                .startsWith("revision 3 of"));
        board.fleet.questionsBehind = 1000;
        assertEquals(
                1, cli.on(board, "convergence", "/shop/prod", "--wait", "3s").status());
        assertEquals(
                2, cli.on(board, "convergence", "/shop/prod", "--revision", "x").status());
    }

    @Test
    void agents_whenThereAreSeveralPages_areAllPrinted() {
        Cli.Run run = cli.on(board, "agents", "/shop/prod");
        assertEquals(0, run.status());
        assertEquals(
                List.of(
                        "host-1\tlive\t7\tcurrent\tnot well: HTTP 503\t2026-11-24T10:00:00Z\t{ring=canary}",
                        "host-2\tended\t-\tnot reported\t-\t-\t{}"),
                run.outLines());
        assertEquals(
                2, cli.on(board, "agents", "/shop/prod", "--json").outLines().size());
        board.fleet.empty = true;
        Cli.Run none = cli.on(board, "agents", "/shop/prod");
        assertEquals("", none.out());
        assertTrue(none.err().contains("no agent has a lease in /shop/prod"), none.err());
        assertFalse(none.err().contains("error"));
    }
}
