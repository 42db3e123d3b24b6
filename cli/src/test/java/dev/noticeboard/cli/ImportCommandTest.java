package dev.noticeboard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.cli.importing.ImportTally;
import dev.noticeboard.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code import} over HTTP, with answers that are late, lost or refusals. */
class ImportCommandTest {
    private static final String SPACE = "/shop/prod";

    private final FakeBoard board = new FakeBoard();
    private final Cli cli = new Cli();

    @TempDir
    Path folder = Path.of("");

    @AfterEach
    void stop() {
        board.close();
    }

    private String env(int entries) throws IOException {
        String text =
                IntStream.range(0, entries).mapToObj(i -> "K" + i + "=v" + i).collect(Collectors.joining("\n"));
        return Files.writeString(folder.resolve("x.env"), text).toString();
    }

    @Test
    void import_whenAllGoesWell_commitsBatchesInOrder() throws IOException {
        Cli.Run run = cli.on(board, "import", env(100), "--namespace", SPACE, "--why", "first");
        assertEquals(0, run.status(), run.err());
        assertEquals("100 parameters on the board: 3 change sets committed, 0 were there already\n", run.out());
        assertEquals(100, board.parameters(SPACE).size());
        assertEquals(48, board.log(SPACE).get(0).changes().size());
        assertEquals("first", board.log(SPACE).get(2).why());
        assertEquals(3, new HashSet<>(board.idempotencyKeys).size());
    }

    @Test
    void import_whenRunAgain_commitsOnlyWhatIsMissing() throws IOException {
        cli.on(board, "import", env(60), "--namespace", SPACE);
        Cli.Run run = cli.on(board, "import", env(100), "--namespace", SPACE, "--json");
        assertEquals(new ImportTally(100, 100, 2, 1, 0), Json.readStrict(run.out(), ImportTally.class));
        assertEquals(4, board.log(SPACE).size());
    }

    @Test
    void import_whenThereAreSeveralNamespaces_sendsToEach() throws IOException {
        Path file = Files.writeString(folder.resolve("x.json"), "{\"/a/b/c\": 1, \"/d/e/f\": true}");
        assertEquals(0, cli.on(board, "import", file.toString()).status());
        assertEquals(1, board.parameters("/a/b").size());
        assertEquals(1, board.parameters("/d/e").size());
    }

    @Test
    void import_whenDry_sendsNothing() throws IOException {
        Cli.Run run = cli.on(board, "import", env(100), "--namespace", SPACE, "--dry-run");
        assertEquals("/shop/prod: 100 parameters\n100 parameters in 3 change sets; nothing was sent\n", run.out());
        Cli.Run json = cli.on(board, "import", env(100), "--namespace", SPACE, "--dry-run", "--json");
        assertEquals(3, Json.tree(json.out()).get("changeSets").intValue());
        assertTrue(board.requests.isEmpty());
    }

    @Test
    void import_whenTheFileIsNotValid_reportsAllAndSendsNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("x.env"), "A=1\ns3cret-marker\nA=2\n");
        Cli.Run run = cli.on(board, "import", file.toString(), "--namespace", SPACE);
        assertEquals(1, run.status());
        assertTrue(run.err().contains("nothing was sent"), run.err());
        assertTrue(run.err().contains("  line 2: "), run.err());
        assertTrue(run.err().contains("  line 3 (A): "), run.err());
        assertFalse(run.err().contains("s3cret-marker"));
        assertTrue(board.requests.isEmpty());
    }

    @Test
    void import_whenTheAnswerIsLostOrLate_repeatsWithTheSameKeyAndCommitsOnce() throws IOException {
        board.nextIsFine();
        board.next(new FakeBoard.Cut(true));
        board.next(new FakeBoard.Answer(503, ""));
        board.next(new FakeBoard.Cut(false));
        board.next(new FakeBoard.Answer(429, "{}"));
        Cli.Run run = cli.on(board, "import", env(100), "--namespace", SPACE, "--json");

        assertEquals(0, run.status(), run.err());
        assertEquals(4, Json.readStrict(run.out(), ImportTally.class).repeated());
        assertEquals(3, board.log(SPACE).size(), "one revision for each change set");
        assertEquals(7, board.requests.size());
        assertEquals(3, new HashSet<>(board.idempotencyKeys).size());
        assertEquals(4, cli.pauses.size());
        for (int i = 0; i < 4; i++) {
            assertTrue(cli.pauses.get(i).compareTo(Duration.ofMillis(250L << i)) < 0, cli.pauses.toString());
        }
    }

    @Test
    void import_whenTheBoardStaysBusy_givesUpAndSaysHowFarItCame() throws IOException {
        board.nextIsFine();
        for (int i = 0; i < 8; i++) {
            board.next(new FakeBoard.Answer(503, ""));
        }
        Cli.Run run = cli.on(board, "import", env(100), "--namespace", SPACE);
        assertEquals(1, run.status());
        assertTrue(run.err().contains("48 of 100 parameters are on the board"), run.err());
        assertEquals(9, board.requests.size());
        assertEquals(0, cli.on(board, "import", env(100), "--namespace", SPACE).status());
        assertEquals(100, board.parameters(SPACE).size());
    }

    @Test
    void import_whenAChangeSetIsRefused_stopsWithItsViolations() throws IOException {
        cli.on(board, "put", "/shop/prod/K70", "1", "--data-type", "integer");
        Cli.Run run = cli.on(board, "import", env(100), "--namespace", SPACE);
        assertEquals(1, run.status());
        assertTrue(run.err().contains("[parameter /shop/prod/K70"), run.err());
        assertTrue(run.err().contains("begins with /shop/prod/K48"), run.err());
        assertEquals(3, board.requests.size());
    }

    @Test
    void import_whenNobodyEverAnswered_doesNotWait() throws IOException {
        board.close();
        assertEquals(3, cli.on(board, "import", env(1), "--namespace", SPACE).status());
        assertTrue(cli.pauses.isEmpty());
    }

    @Test
    void import_whenTheBoardGoesAway_isStatusThree() throws IOException {
        cli.atPause = board::close;
        board.nextIsFine();
        board.next(new FakeBoard.Cut(false));
        Cli.Run run = cli.on(board, "import", env(100), "--namespace", SPACE);
        assertEquals(3, run.status());
        assertEquals(7, cli.pauses.size());
    }

    @Test
    void import_whenInterruptedInAPause_stops() throws IOException {
        cli.pausesAllowed = 0;
        board.next(new FakeBoard.Answer(503, ""));
        Cli.Run run = cli.on(board, "import", env(1), "--namespace", SPACE);
        assertEquals(1, run.status());
        assertTrue(run.err().contains("0 of 1 parameters are on the board"), run.err());
    }

    @Test
    void import_whenAPersonLooks_paintsProgress() throws IOException {
        cli.interactive = true;
        assertTrue(cli.on(board, "import", env(100), "--namespace", SPACE).err().contains("48 of 100 parameters"));
    }
}
