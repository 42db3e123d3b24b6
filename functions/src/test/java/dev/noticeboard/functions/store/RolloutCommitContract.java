package dev.noticeboard.functions.store;

import static dev.noticeboard.functions.store.Fixtures.NS;
import static dev.noticeboard.functions.store.Fixtures.bind;
import static dev.noticeboard.functions.store.Fixtures.delete;
import static dev.noticeboard.functions.store.Fixtures.done;
import static dev.noticeboard.functions.store.Fixtures.name;
import static dev.noticeboard.functions.store.Fixtures.present;
import static dev.noticeboard.functions.store.Fixtures.put;
import static dev.noticeboard.functions.store.Fixtures.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.history.AsOf;
import dev.noticeboard.functions.history.Past;
import dev.noticeboard.functions.moves.Move;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Settings;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the commit protocol makes of rollouts, on any store; design.md section 5. */
@DisplayName("rollouts as commits (design.md section 5)")
abstract class RolloutCommitContract {
    private final ManualTime time = new ManualTime();
    private BoardStore store;
    private Committer committer;

    /** An empty store. */
    abstract BoardStore newStore();

    @BeforeEach
    void makeStore() {
        store = newStore();
        committer = Fixtures.committer(store, time, UUID.randomUUID().getMostSignificantBits());
    }

    private static Wish start() {
        return new Wish.Start("", "canary-1-10-100", null);
    }

    private static WriteRequest starting(Wish... wishes) {
        return request(Stream.concat(Stream.of(start()), Stream.of(wishes)).toArray(Wish[]::new));
    }

    private Rollout started(Wish... wishes) {
        return rollout(present(done(committer.commit(starting(wishes))).changeSet()));
    }

    private Rollout rollout(String id) {
        return Fixtures.rollout(store, NS, id).orElseThrow();
    }

    private Outcome commit(Rollout seen, Move move) {
        Wishes wishes = Wishes.one(new Wish.MoveRollout("", seen, move), move.reason());
        return committer.commit(
                new WriteRequest(NS, wishes, move.reason(), "conductor", null).in(WriteRequest.Manner.UPKEEP));
    }

    private Rollout moved(Rollout seen, Move move) {
        done(commit(seen, move));
        return rollout(seen.id());
    }

    private static Move.Open open(int step, int share) {
        return new Move.Open(step, share, List.of(), "cohort-" + step, 3, "step " + step + " opens", null);
    }

    private Parameter now(String path) {
        return store.current(List.of(name(path)), true).get(0);
    }

    private Parameter version(String path, long version) {
        return store.versions(List.of(new dev.noticeboard.schemas.board.NamedVersion(name(path), version)))
                .get(0);
    }

    private ChangeSet entry(long revision) {
        return store.changeSet(NS, revision).orElseThrow();
    }

    private static List<String> rules(Outcome outcome) {
        return assertInstanceOf(Outcome.Refused.class, outcome).violations().stream()
                .map(Violation::rule)
                .toList();
    }

    @Test
    void start_ofPutsAndADelete_stagesCandidatesBesideWhatIsStable() {
        done(committer.commit(request(put("a", "1"), put("b", "1"))));
        Rollout r = started(put("a", "2"), delete("b"), put("new", "1"));
        assertEquals(Rollout.State.ADVANCING, r.state());
        assertEquals(
                List.of(
                        new Rollout.Candidate(name("a"), 2, false, 1),
                        new Rollout.Candidate(name("b"), 2, true, 1),
                        new Rollout.Candidate(name("new"), 1, false, 0)),
                r.candidates());
        assertEquals("1", now("a").value());
        assertEquals(1, now("a").version());
        assertTrue(now("new").tombstone());
        assertEquals(0, now("new").version());
        assertEquals(new Parameter.Staged(r.id(), 2, Parameter.Stage.CANDIDATE), now("a").staged());
        assertTrue(version("a", 2).unserved());
        ChangeSet entry = entry(2);
        assertInstanceOf(Change.MoveRollout.class, entry.changes().get(0));
        assertEquals(
                "2",
                assertInstanceOf(Change.CandidatePut.class, entry.changes().get(1))
                        .value());
        assertInstanceOf(Change.CandidateDelete.class, entry.changes().get(2));
        assertEquals(List.of(r.id()), store.head(NS).map(Head::rollouts).orElseThrow());
    }

    @Test
    void step_whenOpened_writesHeadLogAndRolloutOnly() {
        done(committer.commit(request(put("a", "1"))));
        Rollout r = moved(started(put("a", "2")), open(1, 1000));
        assertEquals(Rollout.State.BAKING, r.state());
        assertEquals(1000, r.share());
        assertEquals(3, r.revision());
        assertEquals(1, entry(3).changes().size());
        assertEquals("1", now("a").value());
    }

    @Test
    void complete_makesCandidatesStableAndKeepsTheirNumbers() {
        done(committer.commit(request(put("a", "1"), put("b", "1"))));
        Rollout r = moved(
                moved(started(put("a", "2"), delete("b")), open(3, 100_000)), new Move.Complete("all well", null));
        assertEquals(Rollout.State.COMPLETE, r.state());
        assertEquals("2", now("a").value());
        assertEquals(2, now("a").version());
        assertEquals(4, now("a").revision());
        assertNull(now("a").staged());
        assertTrue(now("b").tombstone());
        assertEquals(
                new Parameter.Staged(r.id(), 2, Parameter.Stage.PROMOTED),
                version("a", 2).staged());
        assertEquals(List.of(), store.head(NS).map(Head::rollouts).orElseThrow());
        assertEquals(
                3,
                done(committer.commit(request(put("a", "3"))))
                        .parameters()
                        .get(0)
                        .version());
    }

    /** Design, section 5: the candidate version is marked withdrawn, its number is never reused. */
    @Test
    void rollBack_withdrawsCandidatesWhoseNumbersAreNeverUsedAgain() {
        done(committer.commit(request(put("a", "1"))));
        Rollout r =
                moved(moved(started(put("a", "2"), put("new", "1")), open(1, 1000)), new Move.RollBack("vetoed", null));
        assertEquals(Rollout.State.ROLLING_BACK, r.state());
        assertEquals("1", now("a").value());
        assertNull(now("a").staged());
        assertEquals(
                Parameter.Stage.WITHDRAWN, present(version("a", 2).staged()).stage());
        CommitAnswer next = done(committer.commit(request(put("a", "3"), put("new", "2"))));
        assertEquals(
                List.of(3L, 2L),
                next.parameters().stream().map(CommitAnswer.Version::version).toList());
        assertEquals("3", now("a").value());
        assertEquals(
                Rollout.State.ROLLED_BACK,
                moved(r, new Move.Settle("all are back", null)).state());
    }

    @Test
    void start_afterARollBack_takesTheNextNumberAndCanBeStartedAgain() {
        done(committer.commit(request(put("a", "1"))));
        for (int version = 2; version < 5; version++) {
            Rollout r = started(put("a", "x"), put("new", "x"));
            assertEquals(version, r.candidates().get(0).version());
            assertEquals(version - 1, r.candidates().get(1).version());
            assertEquals(0, r.candidates().get(1).stable());
            moved(r, new Move.Abort("no"));
        }
        Past past = new AsOf(store).at(store.head(NS).map(Head::revision).orElseThrow(), List.of(now("a"), now("new")));
        assertEquals(
                "1", present(((Past.Known) past).parameters().get(name("a"))).value());
    }

    @Test
    void write_toAParameterUnderRollout_isRefusedWithTheRolloutsId() {
        done(committer.commit(request(put("a", "1"), put("b", "1"))));
        Rollout r = started(put("a", "2"));
        for (Outcome refused : List.of(
                committer.commit(request(put("a", "3"), put("b", "2"))),
                committer.commit(request(delete("a"))),
                committer.commit(starting(put("a", "4"))))) {
            Violation v = assertInstanceOf(Outcome.Refused.class, refused)
                    .violations()
                    .get(0);
            assertEquals("under-rollout", v.rule());
            assertTrue(v.message().contains(r.id()), v.message());
        }
        Outcome tried = committer.tryOut(request(put("a", "3")));
        assertEquals(
                "under-rollout",
                assertInstanceOf(Outcome.Tried.class, tried).violations().get(0).rule());
        done(committer.commit(request(put("b", "2"))));
        assertTrue(rollout(r.id()).open());
    }

    @Test
    void urgentWrite_toAParameterUnderRollout_endsTheRolloutAndWritesInOneChangeSet() {
        done(committer.commit(request(put("a", "1"), put("b", "1"))));
        Rollout r = moved(started(put("a", "2"), put("b", "2")), open(1, 1000));
        CommitAnswer answer = done(committer.commit(request(put("a", "off")).in(WriteRequest.Manner.URGENT)));
        assertEquals(4, answer.revision());
        assertEquals(3, answer.parameters().get(0).version());
        assertEquals("off", now("a").value());
        assertEquals("1", now("b").value());
        assertNull(now("b").staged());
        assertEquals(Rollout.State.ABORTED, rollout(r.id()).state());
        assertEquals(
                List.of("MoveRollout", "Withdraw", "Withdraw", "Put"),
                entry(4).changes().stream()
                        .map(c -> c.getClass().getSimpleName())
                        .toList());
        assertEquals(
                Parameter.Stage.WITHDRAWN, present(version("a", 2).staged()).stage());
    }

    @Test
    void urgentWrite_ofWhatIsStableAlready_endsTheRolloutAllTheSame() {
        done(committer.commit(request(put("a", "1"), put("b", "1"))));
        Rollout r = started(put("a", "2"), put("b", "2"));
        Wish label = new Wish.Label("", name("b"), "prod", null, null);
        CommitAnswer answer =
                done(committer.commit(request(put("a", "1"), label).in(WriteRequest.Manner.URGENT)));
        assertTrue(answer.changed());
        assertEquals(Rollout.State.ABORTED, rollout(r.id()).state());
        assertEquals("1", now("a").value());
        assertEquals(1, now("a").version());
    }

    @Test
    void urgentWrite_thatDoesNotFitInline_isRefused() {
        Wish[] many = IntStream.range(0, 4)
                .mapToObj(i -> put("p" + i, "x".repeat(Limits.VALUE_BYTES)))
                .toArray(Wish[]::new);
        assertEquals(
                List.of("urgent-size"), rules(committer.commit(request(many).in(WriteRequest.Manner.URGENT))));
    }

    @Test
    void severalRollouts_thatShareNoParameter_moveSideBySide() {
        done(committer.commit(request(put("a", "1"), put("b", "1"))));
        Rollout one = started(put("a", "2"));
        Rollout two = started(put("b", "2"));
        one = moved(one, open(1, 1000));
        two = moved(two, open(1, 2000));
        moved(one, new Move.RollBack("bad", null));
        moved(two, new Move.Complete("good", null));
        assertEquals("1", now("a").value());
        assertEquals("2", now("b").value());
    }

    /** Each decision is one conditional write: two conductors at once do no harm. */
    @Test
    void move_ofARolloutThatHasMovedMeanwhile_isOvertaken() {
        done(committer.commit(request(put("a", "1"))));
        Rollout seen = moved(started(put("a", "2")), open(1, 1000));
        moved(seen, open(2, 10_000));
        assertInstanceOf(Outcome.Overtaken.class, commit(seen, open(2, 10_000)));
        assertInstanceOf(Outcome.Overtaken.class, commit(seen, new Move.Complete("late", null)));
        moved(rollout(seen.id()), new Move.RollBack("bad", null));
        Outcome ended = commit(rollout(seen.id()), new Move.Complete("late", null));
        assertTrue(assertInstanceOf(Outcome.Overtaken.class, ended).why().contains("rolling-back"));
        assertEquals("1", now("a").value());
    }

    @Test
    void start_inANamespaceThatAsksForAStrategy_isTheOnlyWayBesideUrgency() {
        done(committer.commit(request(
                put("a", "1"),
                new Wish.Configure("", new Settings(false, null, null, null, Map.of(), "canary-1-10-100"), null))));
        assertEquals(List.of("rollout-required"), rules(committer.commit(request(put("a", "2")))));
        WriteRequest other = request(new Wish.Start("", "all-at-once", null), put("a", "2"));
        assertEquals(List.of("rollout-required"), rules(committer.commit(other)));
        done(committer.commit(request(put("b", "2")).in(WriteRequest.Manner.URGENT)));
        done(committer.commit(request(bind("/billing/prod/a", "{}"))));
        started(put("a", "2"));
    }

    @Test
    void start_byAStrategyOrOfChangesThatThereAreNone_isRefused() {
        done(committer.commit(request(put("a", "1"))));
        assertEquals(
                List.of("strategy-unknown"),
                rules(committer.commit(request(new Wish.Start("", "none-such", null), put("a", "2")))));
        assertEquals(List.of("rollout-changes"), rules(committer.commit(starting(put("a", "1")))));
        Wish[] many = IntStream.range(0, Limits.CHANGES)
                .mapToObj(i -> put("p" + i, "x"))
                .toArray(Wish[]::new);
        assertEquals(List.of("changes-count"), rules(committer.commit(starting(many))));
        for (int i = 0; i < Limits.ROLLOUTS; i++) {
            started(put("p" + i, "x"));
        }
        assertEquals(List.of("rollouts-count"), rules(committer.commit(starting(put("a", "2")))));
    }

    /** Design, section 5: schemas must hold for all-stable and for with-candidate. */
    @Test
    void rules_whereCandidatesAreOpen_holdWithAndWithoutThem() {
        String rules = "{\"properties\":{\"low\":{\"type\":\"string\"},\"high\":{\"type\":\"string\"}},"
                + "\"not\":{\"properties\":{\"low\":{\"const\":\"9\"},\"high\":{\"const\":\"1\"}},\"required\":[\"low\",\"high\"]}}";
        done(committer.commit(request(put("low", "1"), put("high", "9"))));
        done(committer.commit(request(new Wish.Bind("", Prefix.whole(NS), true, rules, false, null))));
        started(put("low", "9"));
        assertFalse(
                rules(committer.commit(request(put("high", "1")))).isEmpty(), "hosts with the candidate would break");
        done(committer.commit(request(put("high", "5"))));
        assertEquals(
                1,
                store.schemas(NS).stream()
                        .filter(s -> s.prefix().equals(BoundSchema.RULES))
                        .count());
        String strict = "{\"properties\":{\"low\":{\"const\":\"1\"}}}";
        assertFalse(
                rules(committer.commit(request(new Wish.Bind("", Prefix.whole(NS), true, strict, false, null))))
                        .isEmpty(),
                "the candidate breaks it");
    }

    @Test
    void schema_thatACandidateBreaks_isNotBound() {
        done(committer.commit(request(put("a", "1"))));
        started(put("a", "text"));
        assertEquals(
                List.of("pattern"),
                rules(committer.commit(request(bind("/billing/prod/a", "{\"pattern\":\"^[0-9]+$\"}")))));
    }

    @Test
    void labelAndRestore_ofAVersionThatARolloutWithdrew_areRefused() {
        done(committer.commit(request(put("a", "1"))));
        moved(started(put("a", "2")), new Move.Abort("no"));
        assertEquals(
                List.of("label-version"),
                rules(committer.commit(request(new Wish.Label("", name("a"), "prod", 2L, null)))));
        assertEquals(
                List.of("restore-version"), rules(committer.commit(request(new Wish.Restore("", name("a"), 2, null)))));
    }

    @Test
    void asOf_atEachRevision_showsWhatWasStableThen() {
        done(committer.commit(request(put("a", "1"))));
        Rollout r = moved(started(put("a", "2"), put("new", "1")), open(1, 1000));
        moved(r, new Move.Complete("well", null));
        List<Parameter> current = List.of(now("a"), now("new"));
        for (long revision = 1; revision <= 4; revision++) {
            Map<ParameterName, Parameter> then = ((Past.Known) new AsOf(store).at(revision, current)).parameters();
            assertEquals(revision < 4 ? "1" : "2", present(then.get(name("a"))).value(), "revision " + revision);
            Parameter created = then.get(name("new"));
            assertEquals(revision >= 4, created != null && !created.tombstone(), "revision " + revision);
        }
    }

    @Test
    void largestRollout_startsRollsBackAndIsEndedUrgently() {
        List<Wish> wishes = new ArrayList<>();
        for (int i = 0; i < Limits.ROLLOUT_CHANGES; i++) {
            wishes.add(put("p" + i, "1"));
        }
        Wish[] all = wishes.toArray(Wish[]::new);
        Rollout r = started(all);
        moved(r, new Move.RollBack("at once", null));
        done(committer.commit(request(all)));
        Wish[] changed = IntStream.range(0, Limits.ROLLOUT_CHANGES)
                .mapToObj(i -> put("p" + i, "2"))
                .toArray(Wish[]::new);
        moved(started(changed), new Move.Complete("well", null));
        assertEquals("2", now("p0").value());
        Wish[] again = IntStream.range(0, Limits.ROLLOUT_CHANGES)
                .mapToObj(i -> put("p" + i, "3"))
                .toArray(Wish[]::new);
        Rollout last = started(again);
        done(committer.commit(request(put("p0", "off")).in(WriteRequest.Manner.URGENT)));
        assertEquals(Rollout.State.ABORTED, rollout(last.id()).state());
        Rollout whole = started(IntStream.range(0, Limits.ROLLOUT_CHANGES)
                .mapToObj(i -> put("p" + i, "4"))
                .toArray(Wish[]::new));
        assertEquals(
                List.of("changes-count"),
                rules(committer.commit(request(
                                changed[0],
                                put("other", "x"),
                                put("other2", "x"),
                                put("other3", "x"),
                                changed[1],
                                changed[2])
                        .in(WriteRequest.Manner.URGENT))));
        assertTrue(rollout(whole.id()).open());
    }
}
