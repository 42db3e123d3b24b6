package dev.noticeboard.functions.store;

import static dev.noticeboard.functions.store.Fixtures.NS;
import static dev.noticeboard.functions.store.Fixtures.POOL_SIZE;
import static dev.noticeboard.functions.store.Fixtures.bind;
import static dev.noticeboard.functions.store.Fixtures.delete;
import static dev.noticeboard.functions.store.Fixtures.done;
import static dev.noticeboard.functions.store.Fixtures.key;
import static dev.noticeboard.functions.store.Fixtures.name;
import static dev.noticeboard.functions.store.Fixtures.present;
import static dev.noticeboard.functions.store.Fixtures.put;
import static dev.noticeboard.functions.store.Fixtures.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.store.BoardStore.CommitResult;
import dev.noticeboard.functions.validate.SchemaRules;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every store promises; design.md section 3. */
@DisplayName("BoardStore contract (design.md section 3)")
public abstract class BoardStoreContract {
    private static final long MANY = 4L * 1024 * 1024;
    /** Text that breaks careless encoders: quotes, controls, line separators, an astral character. */
    private static final String NASTY = "\"\\/\b\f\n\r\t\u0000\u001f\u007f\u2028 ${X} é €\uD83D\uDE00 </script>";

    private final ManualTime time = new ManualTime();
    private BoardStore store;
    private Planner planner;
    private Committer committer;

    /** An empty store. */
    protected abstract BoardStore newStore();

    @BeforeEach
    void makeStore() {
        store = newStore();
        planner = new Planner(new SchemaRules(), Fixtures.SETTINGS.spread(), Fixtures.SETTINGS.answersKept());
        committer = Fixtures.committer(store, time, UUID.randomUUID().getMostSignificantBits());
    }

    /** The commit that a request comes to on the state of now. */
    private Commit planned(String id, WriteRequest request) {
        return planned(id, request, store.read(query(request)));
    }

    private Commit planned(String id, WriteRequest request, BoardState state) {
        Attempt attempt = new Attempt(id, UUID.randomUUID().toString(), "epoch-1", time.instant(), 0);
        return ((Plan.Ready) planner.plan(request, state, attempt)).commit();
    }

    private static StateQuery query(WriteRequest request) {
        Set<ParameterName> names = new HashSet<>();
        Set<String> prefixes = new HashSet<>();
        for (Wish wish : request.wishes().wishes()) {
            if (wish instanceof Wish.OfParameter p) {
                names.add(p.name());
            } else if (wish instanceof Wish.Bind b) {
                prefixes.add(b.prefix().text());
            }
        }
        return new StateQuery(NS, names, prefixes, request.key(), 0);
    }

    @Test
    void read_whenNothingWasWritten_findsNothing() {
        BoardState state = store.read(new StateQuery(NS, Set.of(name("a")), Set.of(NS.text()), key("k", "h"), 1));
        assertEquals(new BoardState(null, Map.of(), Map.of(), null, null), state);
        assertTrue(store.head(NS).isEmpty());
        assertTrue(store.changeSet(NS, 1).isEmpty());
        assertEquals(new BoardStore.LogRun(null, List.of()), store.log(NS, 0, 10, MANY));
        assertEquals(new BoardStore.Run(List.of(), false), store.list(Prefix.whole(NS), null, 10, MANY));
        assertTrue(store.schemas(NS).isEmpty());
    }

    @Test
    void commit_whenItsConditionsHold_writesAllOfIt() {
        WriteRequest request = request(key("k", "h"), put("a", NASTY), bind("/billing/prod/db", POOL_SIZE));
        Commit commit = planned("one", request);
        assertEquals(CommitResult.COMMITTED, store.commit(commit));

        BoardState state = store.read(
                new StateQuery(NS, Set.of(name("a"), name("b")), Set.of("/billing/prod/db"), key("k", "h"), 1));
        assertEquals(new Head(NS, "epoch-1", 1, Map.of("/billing/prod/db", 1L)), state.head());
        Parameter a = present(state.parameters().get(name("a")));
        assertEquals(commit.writes().get(0).parameter(), a);
        assertEquals(NASTY, a.value());
        assertEquals(Set.of(name("a")), state.parameters().keySet());
        assertEquals(Map.of("/billing/prod/db", new BoundSchema("/billing/prod/db", 1, POOL_SIZE)), state.schemas());
        assertEquals(commit.stored(), state.answer());
        assertEquals(commit.changeSet(), state.attempted());
        assertEquals(state.head(), store.head(NS).orElseThrow());
        assertEquals(a, store.parameter(name("a")).orElseThrow());
        assertEquals(commit.changeSet(), store.changeSet(NS, 1).orElseThrow());
        assertEquals(List.copyOf(state.schemas().values()), store.schemas(NS));
    }

    @Test
    void commit_whenTheHeadMoved_isLostAndWritesNothing() {
        done(committer.commit(request(put("a", "1"))));
        Commit late = planned("late", request(put("b", "2")));
        done(committer.commit(request(put("c", "3"))));
        assertEquals(CommitResult.LOST, store.commit(late));
        assertTrue(store.parameter(name("b")).isEmpty());
        assertEquals(2, store.head(NS).orElseThrow().revision());
    }

    @Test
    void commit_whenTheEpochIsAnother_isLost() {
        done(committer.commit(request(put("a", "1"))));
        BoardState state = store.read(query(request(put("b", "2"))));
        Head restored = new Head(NS, "another", 1, Map.of());
        BoardState otherEpoch = new BoardState(restored, state.parameters(), state.schemas(), null, null);
        assertEquals(CommitResult.LOST, store.commit(planned("x", request(put("b", "2")), otherEpoch)));
    }

    @Test
    void commit_whenAFirstHeadIsThereAlready_isLost() {
        Commit first = planned("first", request(put("a", "1")));
        Commit rival = planned("rival", request(put("b", "1")));
        assertEquals(CommitResult.COMMITTED, store.commit(first));
        assertEquals(CommitResult.LOST, store.commit(rival));
        assertEquals("first", store.changeSet(NS, 1).orElseThrow().id());
    }

    @Test
    void commit_whenAParameterIsNotAtItsVersion_isLost() {
        done(committer.commit(request(put("a", "1"), put("k", "1"))));
        BoardState before = store.read(query(request(put("a", "x"), put("k", "1"))));
        done(committer.commit(request(put("a", "2"), put("k", "2"))));
        Head now = store.head(NS).orElseThrow();
        // As if the parameters had been read before, and the head after, the commit in between.
        BoardState torn = new BoardState(now, before.parameters(), Map.of(), null, null);
        assertEquals(CommitResult.LOST, store.commit(planned("write", request(put("a", "x")), torn)));
        Commit kept = planned("kept", request(put("new", "x"), put("k", "1")), torn);
        assertEquals(List.of(new Commit.Kept(name("k"), 1)), kept.kept());
        assertEquals(CommitResult.LOST, store.commit(kept));
        assertTrue(store.parameter(name("new")).isEmpty());
    }

    @Test
    void commit_whenAVersionToReplaceIsNotThere_isLost() {
        done(committer.commit(request(put("a", "1"))));
        Commit good = planned("x", request(put("a", "2")));
        Parameter a = good.writes().get(0).parameter();
        Parameter far = new Parameter(a.name(), 9, 2, a.type(), a.dataType(), a.value(), a.at(), a.by());
        Commit wrong = new Commit(
                good.before(),
                good.after(),
                good.changeSet(),
                List.of(new Commit.Write(far, 8)),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                UUID.randomUUID().toString(),
                good.answer());
        assertEquals(CommitResult.LOST, store.commit(wrong));
    }

    @Test
    void commit_whenAnAnswerIsKeptUnderItsKey_isLostUntilItExpired() {
        assertEquals(CommitResult.COMMITTED, store.commit(planned("one", request(key("k", "h"), put("a", "1")))));
        assertEquals(CommitResult.LOST, store.commit(planned("two", request(key("k", "h"), put("a", "2")))));
        time.pause(Fixtures.SETTINGS.answersKept());
        assertEquals(CommitResult.COMMITTED, store.commit(planned("three", request(key("k", "h"), put("a", "3")))));
    }

    @Test
    void commit_whenItHas48Changes_fitsTheTransactionWithToken() {
        Wish[] puts = IntStream.range(0, Limits.CHANGES)
                .mapToObj(i -> put("p" + i, "v" + i))
                .toArray(Wish[]::new);
        assertEquals(CommitResult.COMMITTED, store.commit(planned("all", request(key("k", "h"), puts))));
        assertEquals(
                48, store.list(Prefix.whole(NS), null, 100, MANY).parameters().size());
    }

    @Test
    void commit_whenItHas1MiBOfValues_isByReference() {
        String value = "x".repeat(Limits.VALUE_BYTES);
        Wish[] puts = IntStream.range(0, Limits.CHANGE_SET_BYTES / Limits.VALUE_BYTES)
                .mapToObj(i -> put("p" + i, value))
                .toArray(Wish[]::new);
        assertEquals(CommitResult.COMMITTED, store.commit(planned("all", request(puts))));
        ChangeSet entry = store.changeSet(NS, 1).orElseThrow();
        assertFalse(entry.inline());
        assertEquals(10_000, entry.spreadMillis());
        assertTrue(entry.changes().stream().allMatch(c -> c instanceof Change.Put p && p.value() == null));
        assertEquals(value, store.parameter(name("p7")).orElseThrow().value());
    }

    @Test
    void tombstone_whenCommitted_isFoundByKeyAndNotListed() {
        done(committer.commit(request(put("a", "1"), put("b", "1"))));
        done(committer.commit(request(delete("a"))));
        Parameter a = store.parameter(name("a")).orElseThrow();
        assertTrue(a.tombstone());
        assertEquals(2, a.version());
        assertEquals(List.of(name("b")), names(store.list(Prefix.whole(NS), null, 10, MANY)));
    }

    @Test
    void remember_whenAnAnswerIsKept_changesNothing() {
        StoredAnswer first = new StoredAnswer("h", "{}", 100);
        assertTrue(store.remember(key("k", "h"), first, 50));
        assertFalse(store.remember(key("k", "h"), new StoredAnswer("h", "[]", 200), 99));
        assertEquals(
                first,
                store.read(new StateQuery(NS, Set.of(), Set.of(), key("k", "h"), 0))
                        .answer());
        assertTrue(store.remember(key("k", "h"), new StoredAnswer("h", "[]", 200), 100));
    }

    @Test
    void list_whenPaged_isInOrderWithoutGapOrRepeat() {
        for (String path : List.of("db", "db/b", "db-x", "db.y", "db/a/c", "dbz", "db/a", "zz")) {
            done(committer.commit(request(put(path, path))));
        }
        List<ParameterName> expected = List.of(name("db"), name("db/a"), name("db/a/c"), name("db/b"));
        assertEquals(expected, pages(new Prefix(NS, "/billing/prod/db"), 1));
        assertEquals(expected, pages(new Prefix(NS, "/billing/prod/db"), 3));
        assertEquals(8, pages(Prefix.whole(NS), 3).size());
        assertEquals(List.of(name("db/a"), name("db/a/c")), pages(new Prefix(NS, "/billing/prod/db/a"), 10));
        assertFalse(store.list(Prefix.whole(NS), null, 8, MANY).more());
        assertEquals(1, store.list(Prefix.whole(NS), null, 8, 1).parameters().size(), "the first is always answered");
    }

    private List<ParameterName> pages(Prefix prefix, int limit) {
        List<ParameterName> all = new ArrayList<>();
        BoardStore.Run run;
        ParameterName after = null;
        do {
            run = store.list(prefix, after, limit, MANY);
            all.addAll(names(run));
            after = all.get(all.size() - 1);
        } while (run.more());
        return all;
    }

    private static List<ParameterName> names(BoardStore.Run run) {
        return run.parameters().stream().map(Parameter::name).toList();
    }

    @Test
    void log_whenRead_isInOrderAfterTheRevision() {
        for (int i = 1; i <= 12; i++) {
            done(committer.commit(request(put("a", "" + i))));
        }
        BoardStore.LogRun run = store.log(NS, 3, 5, MANY);
        assertEquals(List.of(4L, 5L, 6L, 7L, 8L), revisions(run));
        assertEquals(12, present(run.head()).revision());
        assertEquals(List.of(11L, 12L), revisions(store.log(NS, 10, 5, MANY)));
        assertEquals(List.of(), revisions(store.log(NS, 12, 5, MANY)));
        assertEquals(12, present(store.log(NS, 99, 5, MANY).head()).revision());
        assertEquals(List.of(1L), revisions(store.log(NS, 0, 5, 1)), "the first is always answered");
    }

    private static List<Long> revisions(BoardStore.LogRun run) {
        return run.changeSets().stream().map(ChangeSet::revision).toList();
    }

    @Test
    void schemas_whenBoundReboundAndRemoved_areWhatTheHeadSays() {
        done(committer.commit(request(bind("/billing/prod", "true"), bind("/billing/prod/db", POOL_SIZE))));
        done(committer.commit(request(bind("/billing/prod/db", "true"))));
        done(committer.commit(request(new Wish.Unbind("", Prefix.whole(NS)))));
        assertEquals(List.of(new BoundSchema("/billing/prod/db", 2, "true")), store.schemas(NS));
        StateQuery query = new StateQuery(NS, Set.of(name("db/x")), Set.of(), null, 0);
        BoardState state = store.read(query);
        assertEquals(Map.of("/billing/prod/db", 2L), present(state.head()).schemas());
        assertEquals(Set.of("/billing/prod/db"), state.schemas().keySet());
        assertFalse(state.torn(query));
        assertEquals(
                Map.of(),
                store.read(new StateQuery(NS, Set.of(name("other")), Set.of(), null, 0))
                        .schemas());
    }

    @Test
    void namespaces_whenSeveral_doNotMeet() {
        done(committer.commit(request(put("a", "1"))));
        assertTrue(store.head(new Namespace("/billing/test")).isEmpty());
        assertNull(store.log(new Namespace("/billing"), 0, 10, MANY).head());
    }
}
