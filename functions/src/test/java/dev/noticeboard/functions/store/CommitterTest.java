package dev.noticeboard.functions.store;

import static dev.noticeboard.functions.store.Fixtures.NS;
import static dev.noticeboard.functions.store.Fixtures.POOL_SIZE;
import static dev.noticeboard.functions.store.Fixtures.bind;
import static dev.noticeboard.functions.store.Fixtures.delete;
import static dev.noticeboard.functions.store.Fixtures.done;
import static dev.noticeboard.functions.store.Fixtures.key;
import static dev.noticeboard.functions.store.Fixtures.name;
import static dev.noticeboard.functions.store.Fixtures.put;
import static dev.noticeboard.functions.store.Fixtures.putOver;
import static dev.noticeboard.functions.store.Fixtures.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.observe.FakeMeasures;
import dev.noticeboard.functions.observe.Measure;
import dev.noticeboard.functions.store.BoardStore.CommitResult;
import dev.noticeboard.functions.store.FaultyStore.Fault;
import dev.noticeboard.functions.validate.ChangeValidator;
import dev.noticeboard.functions.validate.SchemaRules;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The commit protocol, one rule a test; design.md section 3. */
@DisplayName("Commit protocol (design.md section 3)")
class CommitterTest {
    private final ManualTime time = new ManualTime();
    private final FakeBoardStore board = new FakeBoardStore();
    private final Committer committer = Fixtures.committer(board, time, 1);

    private Committer failing(Fault... faults) {
        Deque<Fault> script = new ArrayDeque<>(Arrays.asList(faults));
        return Fixtures.committer(
                new FaultyStore(board, call -> {
                    Fault next = call.equals("commit") ? script.poll() : Fault.NONE;
                    return next == null ? Fault.NONE : next;
                }),
                time,
                7);
    }

    private List<ChangeSet> log() {
        return board.log(NS, 0, 1000, Long.MAX_VALUE).changeSets();
    }

    private Parameter parameter(String path) {
        return board.parameter(name(path)).orElseThrow();
    }

    @Test
    void firstChange_whenCommitted_makesRevision1AndAnEpoch() {
        CommitAnswer answer = done(committer.commit(request(put("a", "1"))));
        assertEquals(1, answer.revision());
        assertTrue(answer.changed());
        assertEquals(List.of(new CommitAnswer.Version(name("a"), 1)), answer.parameters());
        assertEquals(answer.epoch(), board.head(NS).orElseThrow().epoch());
        assertEquals(answer.changeSet(), log().get(0).id());
    }

    @Test
    void commits_whenRacedLostAndRepeated_areMeasuredOnceEach() {
        FakeMeasures measures = new FakeMeasures();
        Deque<Fault> script = new ArrayDeque<>(List.of(Fault.CONFLICT, Fault.LOST_ANSWER));
        Committer measured = new Committer(
                new FaultyStore(board, call -> {
                    Fault next = call.equals("commit") ? script.poll() : Fault.NONE;
                    return next == null ? Fault.NONE : next;
                }),
                new SchemaRules(),
                ChangeValidator.none(),
                Fixtures.SETTINGS,
                measures,
                time,
                time,
                new Random(3));
        Instant start = time.instant();
        IdempotencyKey key = key("k", "h");
        done(measured.commit(request(key, put("a", "1"))));
        Map<Measure, List<Long>> once = Map.of(
                Measure.WRITES,
                List.of(1L),
                Measure.LOST_RACES,
                List.of(1L),
                Measure.COMMIT_TIME,
                List.of(Duration.between(start, time.instant()).toMillis()));
        assertEquals(once, measures.taken());
        done(measured.commit(request(key, put("a", "1"))));
        assertEquals(once, measures.taken(), "an answer under its key is no second commit");
    }

    @Test
    void put_whenItEqualsTheState_commitsNothingAndSaysSo() {
        done(committer.commit(request(put("a", "1"))));
        CommitAnswer answer = done(committer.commit(request(put("a", "1"))));
        assertFalse(answer.changed());
        assertEquals(1, answer.revision());
        assertNull(answer.changeSet());
        assertEquals(1, answer.parameters().get(0).version());
        assertEquals(1, log().size());
    }

    @Test
    void put_whenOnlyTheDataTypeDiffers_isAChange() {
        done(committer.commit(request(put("a", "1"))));
        assertTrue(
                done(committer.commit(request(put("a", "1", DataType.INTEGER)))).changed());
        assertTrue(done(committer.commit(request(put("a", "2")))).changed());
        assertEquals(DataType.INTEGER, parameter("a").dataType(), "kept where the put names none");
    }

    @Test
    void changeSet_whenPartOfItIsSoAlready_writesTheRestOnly() {
        done(committer.commit(request(put("a", "1"), put("b", "1"))));
        CommitAnswer answer = done(committer.commit(request(put("a", "1"), put("b", "2"), delete("never"))));
        assertEquals(2, answer.revision());
        assertEquals(
                List.of(
                        new CommitAnswer.Version(name("a"), 1),
                        new CommitAnswer.Version(name("b"), 2),
                        new CommitAnswer.Version(name("never"), 0)),
                answer.parameters());
        assertEquals(
                List.of(new Change.Put(name("b"), 2, ParameterType.STRING, DataType.TEXT, "2")),
                log().get(1).changes());
    }

    @Test
    void delete_whenThereIsNothing_changesNothing() {
        CommitAnswer answer = done(committer.commit(request(delete("a"))));
        assertFalse(answer.changed());
        assertEquals(0, answer.revision());
        assertNull(answer.epoch());
    }

    @Test
    void version_whenARecreatedNameIsPut_continues() {
        done(committer.commit(request(put("a", "1", DataType.INTEGER))));
        done(committer.commit(request(delete("a"))));
        CommitAnswer answer = done(committer.commit(request(putOver("a", "x", 0))));
        assertEquals(3, answer.parameters().get(0).version());
        assertEquals(DataType.TEXT, parameter("a").dataType(), "a tombstone's type is not kept");
    }

    @Test
    void expectedVersion_whenItDoesNotHold_isAConflictWithTheWinner() {
        done(committer.commit(request(put("a", "1"))));
        Outcome.Conflict conflict =
                assertInstanceOf(Outcome.Conflict.class, committer.commit(request(putOver("a", "2", 0))));
        assertEquals(Problem.Winner.of(parameter("a")), conflict.winner());
        assertEquals(
                new Problem.Winner("/billing/prod/new", 0, 0, true),
                assertInstanceOf(Outcome.Conflict.class, committer.commit(request(putOver("new", "2", 4))))
                        .winner());
        assertEquals(2, done(committer.commit(request(putOver("a", "2", 1)))).revision());
    }

    @Test
    void lostRace_whenNothingWasExpected_isRetriedAndCounted() {
        CommitAnswer answer = done(failing(Fault.CONFLICT, Fault.CONFLICT).commit(request(put("a", "1"))));
        assertEquals(2, answer.retries());
        assertEquals(1, answer.revision());
    }

    @Test
    void lostRace_whenAVersionWasExpected_isAConflict() {
        done(committer.commit(request(put("a", "1"))));
        FaultyStore rival = new FaultyStore(board, call -> {
            if (call.equals("commit") && parameter("a").version() == 1) {
                done(committer.commit(request(put("a", "rival"))));
            }
            return Fault.NONE;
        });
        Outcome outcome = Fixtures.committer(rival, time, 3).commit(request(putOver("a", "mine", 1)));
        assertEquals(
                Problem.Winner.of(parameter("a")),
                assertInstanceOf(Outcome.Conflict.class, outcome).winner());
        assertEquals("rival", parameter("a").value());
    }

    @Test
    void races_whenAllAreLost_endBusyWithinTheBudget() {
        Committer hopeless = Fixtures.committer(
                new FaultyStore(board, call -> call.equals("commit") ? Fault.CONFLICT : Fault.NONE), time, 1);
        Instant start = time.instant();
        assertEquals(new Outcome.Busy(Outcome.Busy.Cause.RACES), hopeless.commit(request(put("a", "1"))));
        assertFalse(time.instant().isAfter(start.plus(Fixtures.SETTINGS.budget())));
        assertTrue(log().isEmpty());
    }

    @Test
    void timeOut_whenItWasCommitted_makesNoSecondRevision() {
        CommitAnswer answer = done(failing(Fault.LOST_ANSWER, Fault.LOST_ANSWER).commit(request(put("a", "1"))));
        assertEquals(1, answer.revision());
        assertEquals(1, log().size());
        assertEquals(log().get(0).id(), answer.changeSet());
    }

    @Test
    void timeOut_whenItIsCommittedLate_makesNoSecondRevision() {
        CommitAnswer answer =
                done(failing(Fault.LATE, Fault.LOST_REQUEST, Fault.CONFLICT).commit(request(put("a", "1"))));
        assertEquals(1, answer.revision());
        assertEquals(1, log().size());
    }

    @Test
    void timeOut_whenSomebodyElseTookTheRevision_isPlannedAnew() {
        boolean[] rivalDone = new boolean[1];
        FaultyStore store = new FaultyStore(board, call -> {
            if (call.equals("commit") && !rivalDone[0]) {
                rivalDone[0] = true;
                done(committer.commit(request(put("b", "rival"))));
                return Fault.LOST_REQUEST;
            }
            return Fault.NONE;
        });
        CommitAnswer answer = done(Fixtures.committer(store, time, 3).commit(request(put("a", "mine"))));
        assertEquals(2, answer.revision());
        assertEquals(2, log().size());
    }

    @Test
    void timeOut_whenTheTableStaysAway_saysThatItIsNotKnown() {
        boolean[] sent = new boolean[1];
        FaultyStore gone = new FaultyStore(board, call -> {
            sent[0] |= call.equals("commit");
            return sent[0] ? Fault.LOST_REQUEST : Fault.NONE;
        });
        assertEquals(
                new Outcome.Busy(Outcome.Busy.Cause.UNKNOWN),
                Fixtures.committer(gone, time, 1).commit(request(put("a", "1"))));
    }

    @Test
    void lastRace_whenTheLogHoldsItAfterAll_isDone() {
        // The budget ends with a commit that arrives after its last answer, before the last look at the log.
        CommitSettings oneRound =
                new CommitSettings(Duration.ofNanos(1), Fixtures.SETTINGS.spread(), Fixtures.SETTINGS.answersKept());
        FaultyStore late = new FaultyStore(board, call -> call.equals("commit") ? Fault.LATE : Fault.NONE);
        Committer hurried =
                new Committer(late, new SchemaRules(), ChangeValidator.none(), oneRound, time, time, new Random(5));
        assertEquals(1, done(hurried.commit(request(put("a", "1")))).revision());
        assertEquals(1, log().size());
    }

    /** Writes once, before the item of this number is read. */
    private FaultyStore writingBeforeItem(int number, Runnable write) {
        int[] items = new int[1];
        return new FaultyStore(board, call -> {
            if (call.equals("item") && ++items[0] == number) {
                write.run();
            }
            return Fault.NONE;
        });
    }

    @Test
    void state_whenReadWithAnOlderHead_isReadAgain() {
        done(committer.commit(request(put("a", "1"))));
        // The head, then the commit, then a: a is of a revision that the head does not know yet.
        FaultyStore store = writingBeforeItem(2, () -> done(committer.commit(request(put("a", "2")))));
        CommitAnswer answer = done(Fixtures.committer(store, time, 3).commit(request(put("a", "2"))));
        assertFalse(answer.changed());
        assertEquals(2, answer.revision(), "at revision 1 it was not so");
    }

    @Test
    void nothingToChange_whenTrueOfEachButNeverOfAll_isNotBelieved() {
        done(committer.commit(request(put("a", "1"), put("b", "1"))));
        // b, then the commit, then the head and a: nothing looks newer than the head.
        FaultyStore store = writingBeforeItem(2, () -> done(committer.commit(request(put("a", "2"), put("b", "2")))));
        CommitAnswer answer = done(Fixtures.committer(store, time, 3).commit(request(put("a", "2"), put("b", "1"))));
        assertTrue(answer.changed(), "a was 2 and b was 1 at no time");
        assertEquals("1", parameter("b").value());
    }

    @Test
    void unchangedPart_whenItChangesDuringTheCommit_isWrittenAfterAll() {
        done(committer.commit(request(put("a", "1"), put("b", "1"))));
        FaultyStore store = writingBeforeItem(2, () -> done(committer.commit(request(put("b", "2")))));
        done(Fixtures.committer(store, time, 3).commit(request(put("a", "2"), put("b", "1"))));
        assertEquals("2", parameter("a").value());
        assertEquals("1", parameter("b").value());
    }

    @Test
    void timeOut_whenItIsSentAgain_isTheSameTransactionUnderTheSameToken() {
        List<Commit> sent = new ArrayList<>();
        Deque<Fault> script = new ArrayDeque<>(List.of(Fault.LOST_REQUEST, Fault.THROTTLED, Fault.CONFLICT));
        FaultyStore store =
                new FaultyStore(board, call -> {
                    Fault next = call.equals("commit") ? script.poll() : null;
                    return next == null ? Fault.NONE : next;
                }) {
                    @Override
                    public CommitResult commit(Commit commit) {
                        sent.add(commit);
                        return super.commit(commit);
                    }
                };
        done(Fixtures.committer(store, time, 3).commit(request(put("a", "1"))));
        assertEquals(4, sent.size());
        assertEquals(sent.get(0), sent.get(1));
        assertEquals(sent.get(0), sent.get(2));
        assertNotEquals(sent.get(0).requestToken(), sent.get(3).requestToken(), "a lost race is planned anew");
    }

    @Test
    void throttling_whenItEnds_isSurvivedAndOtherwiseReported() {
        assertEquals(
                1,
                done(failing(Fault.THROTTLED, Fault.THROTTLED).commit(request(put("a", "1"))))
                        .revision());
        Committer starved = Fixtures.committer(new FaultyStore(board, call -> Fault.THROTTLED), time, 1);
        assertEquals(new Outcome.Busy(Outcome.Busy.Cause.THROTTLED), starved.commit(request(put("a", "2"))));
        Committer alone = Fixtures.committer(new FaultyStore(board, call -> Fault.LOST_REQUEST), time, 1);
        assertEquals(new Outcome.Busy(Outcome.Busy.Cause.UNREACHABLE), alone.commit(request(put("a", "2"))));
    }

    @Test
    void schema_whenAValueBreaksIt_refusesWithParameterRuleAndPlace() {
        done(committer.commit(request(bind("/billing/prod/db", POOL_SIZE))));
        Outcome outcome = committer.commit(request(put("db/pool-size", "5000", DataType.INTEGER)));
        Violation v =
                assertInstanceOf(Outcome.Refused.class, outcome).violations().get(0);
        assertEquals("maximum", v.rule());
        assertEquals("must be at most 1000", v.message());
        assertEquals("/billing/prod/db/pool-size", v.parameter());
        assertEquals("", v.place());
        assertEquals("/billing/prod/db#/maximum", v.schema());
        assertEquals("value", v.field());
        assertTrue(done(committer.commit(request(put("db/pool-size", "1000", DataType.INTEGER))))
                .changed());
        assertTrue(done(committer.commit(request(put("other", "5000", DataType.INTEGER))))
                .changed());
    }

    @Test
    void schema_whenItIsBoundDuringTheCommit_isNotMissed() {
        boolean[] bound = new boolean[1];
        FaultyStore store = new FaultyStore(board, call -> {
            if (call.equals("commit") && !bound[0]) {
                bound[0] = true;
                done(committer.commit(request(bind("/billing/prod", POOL_SIZE))));
            }
            return Fault.NONE;
        });
        Outcome outcome = Fixtures.committer(store, time, 3).commit(request(put("a", "5000", DataType.INTEGER)));
        assertInstanceOf(Outcome.Refused.class, outcome);
        assertTrue(board.parameter(name("a")).isEmpty());
    }

    @Test
    void schemas_whenThereAreTooMany_areRefused() {
        for (int i = 0; i < Limits.SCHEMAS; i++) {
            done(committer.commit(request(bind("/billing/prod/s" + i, "true"))));
        }
        Outcome outcome = committer.commit(request(bind("/billing/prod/one-more", "true")));
        assertEquals(
                "schemas-count",
                assertInstanceOf(Outcome.Refused.class, outcome)
                        .violations()
                        .get(0)
                        .rule());
        assertTrue(done(committer.commit(request(bind("/billing/prod/s7", "false"))))
                .changed());
        assertFalse(
                done(committer.commit(request(new Wish.Unbind("", new Prefix(NS, "/billing/prod/other"), false, null))))
                        .changed());
    }

    @Test
    void violations_whenThereAreSeveral_areAllReported() {
        done(committer.commit(request(bind("/billing/prod", POOL_SIZE))));
        Violation early = Violation.of("changes[9].name", "name-grammar", "m", "r");
        Wishes wishes = new Wishes(
                List.of(put("a", "0", DataType.INTEGER), put("b", "x", DataType.INTEGER), put("c", "text")),
                List.of(early));
        Outcome outcome = committer.commit(new WriteRequest(NS, wishes, null, "tester", null));
        assertEquals(
                List.of("name-grammar", "minimum", "data-type", "type"),
                assertInstanceOf(Outcome.Refused.class, outcome).violations().stream()
                        .map(Violation::rule)
                        .toList());
    }

    @Test
    void idempotencyKey_whenTheSameRequestComesAgain_answersTheSame() {
        CommitAnswer first = done(committer.commit(request(key("k", "h"), put("a", "1"))));
        done(committer.commit(request(put("a", "2"))));
        assertEquals(first, done(committer.commit(request(key("k", "h"), put("a", "1")))));
        assertEquals("2", parameter("a").value());
        assertInstanceOf(Outcome.KeyReused.class, committer.commit(request(key("k", "other"), put("a", "3"))));
        time.pause(Fixtures.SETTINGS.answersKept());
        assertEquals(
                3,
                done(committer.commit(request(key("k", "other"), put("a", "3"))))
                        .revision());
    }

    @Test
    void idempotencyKey_whenTheFirstRequestChangedNothing_stillAnswersTheSame() {
        done(committer.commit(request(put("a", "1"))));
        CommitAnswer first = done(committer.commit(request(key("k", "h"), put("a", "1"))));
        assertFalse(first.changed());
        done(committer.commit(request(put("a", "2"))));
        assertEquals(first, done(committer.commit(request(key("k", "h"), put("a", "1")))));
        assertEquals("2", parameter("a").value());
    }

    @Test
    void idempotencyKey_whenTwoRequestsRace_theLoserAnswersAsTheWinner() {
        boolean[] rivalDone = new boolean[1];
        CommitAnswer[] winner = new CommitAnswer[1];
        FaultyStore store = new FaultyStore(board, call -> {
            if (call.equals("commit") && !rivalDone[0]) {
                rivalDone[0] = true;
                winner[0] = done(committer.commit(request(key("k", "h"), put("a", "1"))));
            }
            return Fault.NONE;
        });
        CommitAnswer loser = done(Fixtures.committer(store, time, 3).commit(request(key("k", "h"), put("a", "1"))));
        assertEquals(winner[0], loser);
        assertEquals(1, log().size());
    }

    @Test
    void inline_whenValuesExceed200KiB_isByReference() {
        String value = "x".repeat(50 * 1024);
        done(committer.commit(request(put("a", value), put("b", value), put("c", value), put("d", value))));
        assertTrue(log().get(0).inline());
        assertEquals(0, log().get(0).spreadMillis());
        done(committer.commit(
                request(put("a", value + "!"), put("b", value + "!"), put("c", value + "!"), put("d", value + "!"))));
        assertFalse(log().get(1).inline());
        assertEquals(10_000, log().get(1).spreadMillis());
    }
}
