package dev.noticeboard.functions.store;

import static dev.noticeboard.functions.store.Fixtures.NS;
import static dev.noticeboard.functions.store.Fixtures.delete;
import static dev.noticeboard.functions.store.Fixtures.done;
import static dev.noticeboard.functions.store.Fixtures.name;
import static dev.noticeboard.functions.store.Fixtures.present;
import static dev.noticeboard.functions.store.Fixtures.put;
import static dev.noticeboard.functions.store.Fixtures.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.moves.Move;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.flags.FlagKeys;
import dev.noticeboard.schemas.name.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** No flag stands in two parameters of a namespace, whoever writes, whatever is rolled out; on any store. */
@DisplayName("flags of a namespace as one set")
abstract class FlagCommitContract {
    private final ManualTime time = new ManualTime();
    private BoardStore store;
    private Committer committer;

    /** An empty store. */
    abstract BoardStore newStore();

    /** How many interleavings of two writers are tried. */
    abstract int interleavings();

    @BeforeEach
    void makeStore() {
        store = newStore();
        committer = writer(store);
    }

    /** A process of its own: no two choose the same names. */
    private Committer writer(BoardStore board) {
        return Fixtures.committer(board, time, UUID.randomUUID().getMostSignificantBits());
    }

    private static String document(String... keys) {
        StringBuilder text = new StringBuilder("{\"flags\":{");
        for (String key : keys) {
            text.append(text.charAt(text.length() - 1) == '{' ? "" : ",")
                    .append("\"")
                    .append(key)
                    .append("\":{\"state\":\"ENABLED\",\"variants\":{\"on\":true}}");
        }
        return text.append("}}").toString();
    }

    private static Wish flags(String path, String... keys) {
        return put(path, document(keys), DataType.FLAGS);
    }

    private CommitAnswer write(Wish... wishes) {
        return done(committer.commit(request(wishes)));
    }

    private Violation refused(Wish... wishes) {
        List<Violation> violations = assertInstanceOf(Outcome.Refused.class, committer.commit(request(wishes)))
                .violations();
        assertEquals(1, violations.size(), violations.toString());
        assertEquals("flag-twice", violations.get(0).rule());
        return violations.get(0);
    }

    private Rollout started(Wish... wishes) {
        Wish start = new Wish.Start("", "canary-1-10-100", null);
        return rollout(
                present(write(Stream.concat(Stream.of(start), Stream.of(wishes)).toArray(Wish[]::new))
                        .changeSet()));
    }

    private Rollout rollout(String id) {
        return Fixtures.rollout(store, NS, id).orElseThrow();
    }

    private void move(Rollout r, Move move) {
        Wishes wishes = Wishes.one(new Wish.MoveRollout("", rollout(r.id()), move), move.reason());
        done(committer.commit(
                new WriteRequest(NS, wishes, move.reason(), "conductor", null).in(WriteRequest.Manner.UPKEEP)));
    }

    @Test
    void put_whenAnotherParameterHasTheKey_isRefusedWithBothNames() {
        write(flags("a", "x", "y"), put("config", document("z"), DataType.JSON));
        Violation v = refused(flags("b", "y", "w"));
        assertEquals(name("b").text(), v.parameter());
        assertTrue(v.message().contains("'y'"), v.message());
        assertTrue(v.message().contains(name("a").text()), v.message());
        write(flags("b", "z", "w"));
        write(flags("a", "x", "y", "v"));
    }

    @Test
    void changeSet_whenTwoOfItsPutsShareAKey_isRefused() {
        refused(flags("a", "x"), flags("b", "x"));
    }

    @Test
    void changeSet_whenItMovesAFlag_isAcceptedInOneButNotInTwo() {
        write(flags("a", "x", "y"), flags("b", "z"));
        refused(flags("b", "z", "y"));
        write(flags("b", "z", "y"), flags("a", "x"));
        write(delete("b"), flags("c", "y", "z"));
        write(flags("b", "w"));
    }

    @Test
    void put_whenItsDataTypeComesFromTheParameter_isJudgedAsWell() {
        write(flags("a", "x"), flags("b", "y"));
        refused(put("b", document("y", "x")));
        write(put("b", document("y", "z")));
    }

    @Test
    void dataType_whenChanged_bringsKeysInAndTakesThemOut() {
        write(flags("a", "x"), put("b", document("x"), DataType.JSON));
        refused(flags("b", "x"));
        write(put("a", document("x"), DataType.JSON), flags("b", "x"));
        refused(flags("a", "x"));
    }

    @Test
    void deletedParameter_whenItsKeysAreTaken_cannotBeRestored() {
        write(flags("a", "x"));
        write(delete("a"));
        write(flags("b", "x"));
        refused(new Wish.Restore("", name("a"), 1, null));
        write(new Wish.Restore("", name("a"), 1, null), delete("b"));
    }

    @Test
    void labels_whenMoved_changeNothingHere() {
        write(flags("a", "x"));
        write(flags("b", "y"), new Wish.Label("", name("a"), "live", null, null));
        write(new Wish.Label("", name("b"), "live", 1L, null));
    }

    @Test
    void rollout_whenItsCandidatesWouldShareAKeyWithOthers_isRefused() {
        write(flags("a", "x"), flags("b", "y"));
        Violation v = refused(new Wish.Start("", "canary-1-10-100", null), flags("b", "y", "x"));
        assertTrue(v.message().contains("rollout"), v.message());
        started(flags("b", "y", "z"), flags("new", "w"));
    }

    @Test
    void rollout_whenItMovesAFlag_isAccepted() {
        write(flags("a", "x", "y"), flags("b", "z"));
        Rollout r = started(flags("a", "x"), flags("b", "z", "y"));
        refused(flags("c", "y"));
        move(r, new Move.Complete("done", null));
        refused(flags("a", "x", "y"));
        write(flags("b", "z"), flags("a", "x", "y"));
    }

    @Test
    void put_whileARolloutIsOpen_mustFitWhatIsStableAndWhatIsCandidate() {
        write(flags("a", "stable"), flags("b", "other"));
        Rollout r = started(flags("a", "candidate"));
        refused(flags("b", "stable"));
        refused(flags("b", "candidate"));
        refused(put("b", document("candidate")));
        write(put("b", "plain", DataType.TEXT));
        move(r, new Move.Abort("no"));
        refused(flags("b", "stable"));
        write(flags("b", "candidate"));
    }

    @Test
    void rollout_whenADeleteIsItsCandidate_keepsTheKeyTakenUntilItIsComplete() {
        write(flags("a", "x"));
        Rollout r = started(delete("a"));
        refused(flags("b", "x"));
        move(r, new Move.Complete("done", null));
        write(flags("b", "x"));
    }

    @Test
    void rollouts_whenSeveralAreOpen_mustFitEachOther() {
        write(flags("a", "a"), flags("b", "b"), flags("c", "c"));
        started(flags("a", "a", "x"));
        started(flags("b", "b", "y"));
        refused(new Wish.Start("", "canary-1-10-100", null), flags("c", "c", "x"));
        refused(new Wish.Start("", "canary-1-10-100", null), flags("c", "c", "y"));
        started(flags("c", "c", "z"));
    }

    @Test
    void urgentPut_whenItEndsARollout_isJudgedWithoutThatRollout() {
        write(flags("a", "x"), flags("b", "y"));
        started(flags("a", "x", "z"));
        WriteRequest urgent =
                request(flags("a", "x", "w"), flags("b", "y", "z")).in(WriteRequest.Manner.URGENT);
        done(committer.commit(urgent));
    }

    @Test
    void twoWriters_whenBothAddTheSameKey_exactlyOneWins() {
        for (int seed = 0; seed < interleavings(); seed++) {
            BoardStore board = newStore();
            done(writer(board).commit(request(flags("a", "a0"), put("b", "{}", DataType.JSON))));
            List<Outcome> outcomes = race(board, seed, flags("a", "a0", "x"), flags("b", "x"));
            assertEquals(
                    1, outcomes.stream().filter(Outcome.Done.class::isInstance).count(), outcomes.toString());
            assertEquals(
                    1,
                    outcomes.stream().filter(Outcome.Refused.class::isInstance).count(),
                    outcomes.toString());
            Set<String> keys = new HashSet<>();
            board.current(List.of(name("a"), name("b")), true).stream()
                    .filter(p -> p.dataType() == DataType.FLAGS)
                    .map(Parameter::value)
                    .forEach(value -> FlagKeys.of(present(value)).forEach(key -> assertTrue(keys.add(key), key)));
            assertTrue(keys.contains("x"));
        }
    }

    @Test
    void twoWriters_whenOneMakesTheParameterFlagsMeanwhile_doNotMissEachOther() {
        for (int seed = 0; seed < interleavings(); seed++) {
            BoardStore board = newStore();
            done(writer(board).commit(request(flags("a", "x"), put("b", document("y"), DataType.JSON))));
            // The one leaves the data type to what is there, json or by then flags.
            List<Outcome> outcomes = race(board, seed, put("b", document("x")), flags("b", "z"));
            Parameter b = board.current(List.of(name("b")), true).get(0);
            boolean both = b.dataType() == DataType.FLAGS && present(b.value()).equals(document("x"));
            assertTrue(!both, outcomes.toString());
        }
    }

    /** Two writers of two processes, each call of the store in an order that the seed decides. */
    private List<Outcome> race(BoardStore board, long seed, Wish... wishes) {
        Interleaver interleaver = new Interleaver(seed);
        List<Outcome> outcomes = new ArrayList<>();
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i < wishes.length; i++) {
            int id = i;
            Committer own = writer(new FaultyStore(board, call -> {
                interleaver.step(id);
                return FaultyStore.Fault.NONE;
            }));
            tasks.add(() -> {
                Outcome outcome = own.commit(request(wishes[id]));
                synchronized (outcomes) {
                    outcomes.add(outcome);
                }
            });
        }
        interleaver.run(tasks);
        return outcomes;
    }
}
