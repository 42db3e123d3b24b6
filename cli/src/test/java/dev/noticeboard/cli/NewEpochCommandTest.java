package dev.noticeboard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Trace;
import dev.noticeboard.schemas.json.Json;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code admin new-epoch}, and the traces that writes carry. */
class NewEpochCommandTest {
    private final FakeBoard board = new FakeBoard();
    private final Cli cli = new Cli();

    @BeforeEach
    void twoNamespaces() {
        board.commit("/shop/prod", "/shop/prod/a", 2);
        board.commit("/billing/prod", "/billing/prod/a", 1);
    }

    @AfterEach
    void close() {
        board.close();
    }

    private ChangeSet newest(String namespace) {
        List<ChangeSet> log = board.log(namespace);
        return log.get(log.size() - 1);
    }

    @Test
    void newEpoch_whenAgreedTo_beginsFromTheNextRevisionOn() {
        cli.canAsk = true;
        Cli.Run run = cli.piped("y\n").done(board, "admin", "new-epoch", "/shop/prod", "--why", "restored to 02:00");
        assertEquals("new-epoch /shop/prod: e-/shop/prod-3, from revision 3 on\n", run.out());
        assertTrue(run.err().contains("Begin a new epoch in 1 namespace? Every agent there reads"), run.err());
        assertEquals(List.of(new Change.RenewEpoch("e1")), newest("/shop/prod").changes());
        assertEquals("restored to 02:00", newest("/shop/prod").why());
    }

    @Test
    void newEpoch_whenNotAgreedTo_writesNothing() {
        cli.canAsk = true;
        Cli.Run run = cli.piped("\n").refused(board, "admin", "new-epoch", "/shop/prod");
        assertTrue(run.err().contains("not agreed to; nothing was written"), run.err());
        assertEquals(2, board.log("/shop/prod").size());
    }

    @Test
    void newEpoch_whenThereIsNobodyToAsk_needsYes() {
        Cli.Run run = cli.on(board, "admin", "new-epoch", "/shop/prod");
        assertEquals(2, run.status());
        assertTrue(run.err().contains("Give --yes, or --dry-run"), run.err());
        assertEquals(List.of(), board.requests);
    }

    @Test
    void newEpoch_whenItIsNotSaidWhere_isAnErrorOfTheCommandLine() {
        for (List<String> args : List.of(List.of("--yes"), List.of("/shop/prod", "--all", "--yes"))) {
            Cli.Run run = cli.on(
                    board,
                    Stream.concat(Stream.of("admin", "new-epoch"), args.stream())
                            .toArray(String[]::new));
            assertEquals(2, run.status());
            assertTrue(run.err().contains("one or more namespaces, or --all"), run.err());
        }
    }

    @Test
    void newEpoch_whenOfAll_pagesThroughThemAndTellsOfEach() {
        board.page = 1;
        Cli.Run run = cli.done(board, "admin", "new-epoch", "--all", "--yes", "--json");
        List<CommitAnswer> answers = run.outLines().stream()
                .map(line -> Json.readStrict(line, CommitAnswer.class))
                .toList();
        assertEquals(
                List.of("/billing/prod", "/shop/prod"),
                answers.stream().map(a -> a.namespace().text()).toList());
        assertNotEquals(answers.get(0).epoch(), answers.get(1).epoch());
        assertEquals(2, board.log("/billing/prod").size());
        assertEquals(3, board.log("/shop/prod").size());
    }

    @Test
    void newEpoch_whenOneIsRefused_goesOnAndNamesIt() {
        board.nextIsFine();
        board.next(new FakeBoard.Answer(403, ""));
        Cli.Run run = cli.refused(board, "admin", "new-epoch", "--all", "--yes");
        assertTrue(run.out().contains("new-epoch /shop/prod"), run.out());
        assertTrue(run.err().contains("no new epoch in 1 namespace: /billing/prod; run it again"), run.err());
    }

    @Test
    void newEpoch_whenTriedOnly_changesNothing() {
        Cli.Run run = cli.done(board, "admin", "new-epoch", "/shop/prod", "--dry-run");
        assertTrue(run.out().startsWith("renew-epoch version 2 -> 3\n"), run.out());
        assertEquals(2, board.log("/shop/prod").size());
    }

    @Test
    void newEpoch_whenNothingWasEverWritten_saysSo() {
        Cli.Run run = cli.done(board, "admin", "new-epoch", "/none/there", "--yes");
        assertTrue(run.out().contains("nothing was ever written there"), run.out());
    }

    @Test
    void write_whenRepeated_isOfTheSameTraceAndOfItsOwn() {
        board.next(new FakeBoard.Answer(503, ""));
        cli.done(board, "put", "/shop/prod/a", "1");
        cli.done(board, "put", "/shop/prod/a", "2");
        assertEquals(2, board.traceparents.size(), "the first one was answered before it was looked at");
        assertNotEquals(board.traceparents.get(0), board.traceparents.get(1));
        for (int i = 0; i < 2; i++) {
            assertTrue(Trace.parse(board.traceparents.get(i), null).isPresent());
            assertEquals(Trace.begun(board.idempotencyKeys.get(i)).traceparent(), board.traceparents.get(i));
        }
        assertFalse(cli.run("admin", "new-epoch", "--help").out().isEmpty());
    }
}
