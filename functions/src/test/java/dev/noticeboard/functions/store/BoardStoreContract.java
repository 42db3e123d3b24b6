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
import dev.noticeboard.functions.validate.About;
import dev.noticeboard.functions.validate.SchemaRules;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.NamedVersion;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
        return StateQuery.of(NS, request.wishes().wishes(), request.key(), 0);
    }

    /** Asks for parameters, and for what is bound. */
    private static StateQuery asking(
            Set<ParameterName> names, Set<String> bound, @Nullable IdempotencyKey key, long attempted) {
        return new StateQuery(NS, names, Set.of(), Set.of(), Set.of(), bound, true, false, null, key, attempted);
    }

    private Optional<Parameter> parameter(ParameterName name) {
        return store.current(List.of(name), true).stream().findFirst();
    }

    @Test
    void read_whenNothingWasWritten_findsNothing() {
        BoardState state = store.read(asking(Set.of(name("a")), Set.of(NS.text()), key("k", "h"), 1));
        assertEquals(new BoardState(null, Map.of(), Map.of(), Map.of(), Map.of(), null, null), state);
        assertTrue(store.head(NS).isEmpty());
        assertTrue(store.changeSet(NS, 1).isEmpty());
        assertEquals(new BoardStore.LogRun(null, List.of()), store.log(NS, 0, 10, MANY));
        assertEquals(new BoardStore.Run(List.of(), false), store.walk(Prefix.whole(NS), null, 10, MANY));
        assertTrue(store.schemas(NS).isEmpty());
    }

    @Test
    void namespaces_whenThereAreMorePagesThanOne_areListedInOrder() {
        List<Namespace> some = Stream.of("/", "/billing", "/billing/prod", "/shop/prod", "/shop/test")
                .map(Namespace::new)
                .toList();
        List<Namespace> shuffled = new ArrayList<>(some);
        Collections.shuffle(shuffled, new Random(5));
        for (Namespace namespace : shuffled) {
            Wish put = new Wish.Put("", new ParameterName(namespace.nameAt("a")), "1", null, null, About.KEEP, null);
            done(committer.commit(new WriteRequest(namespace, Wishes.one(put, null), null, "tester", null)));
        }
        assertEquals(some, store.namespaces(null, 100));
        assertEquals(some, store.namespaces(null, 5));
        assertEquals(some.subList(0, 2), store.namespaces(null, 2));
        assertEquals(some.subList(2, 4), store.namespaces("/billing", 2));
        assertEquals(List.of(), store.namespaces("/shop/test", 2));
    }

    @Test
    void commit_whenItsConditionsHold_writesAllOfIt() {
        WriteRequest request = request(key("k", "h"), put("a", NASTY), bind("/billing/prod/db", POOL_SIZE));
        Commit commit = planned("one", request);
        assertEquals(CommitResult.COMMITTED, store.commit(commit));

        BoardState state =
                store.read(asking(Set.of(name("a"), name("b")), Set.of("/billing/prod/db"), key("k", "h"), 1));
        assertEquals(new Head(NS, "epoch-1", 1, Map.of("/billing/prod/db", 1L)), state.head());
        Parameter a = present(state.parameters().get(name("a")));
        assertEquals(commit.writes().get(0).parameter(), a);
        assertEquals(NASTY, a.value());
        assertEquals(Set.of(name("a")), state.parameters().keySet());
        assertEquals(Map.of("/billing/prod/db", new BoundSchema("/billing/prod/db", 1, POOL_SIZE)), state.schemas());
        assertEquals(commit.stored(), state.answer());
        assertEquals(commit.changeSet(), state.attempted());
        assertEquals(state.head(), store.head(NS).orElseThrow());
        assertEquals(a, parameter(name("a")).orElseThrow());
        assertEquals(commit.changeSet(), store.changeSet(NS, 1).orElseThrow());
        assertEquals(List.copyOf(state.schemas().values()), store.schemas(NS));
    }

    @Test
    void commit_whenTheHeadMoved_isLostAndWritesNothing() {
        done(committer.commit(request(put("a", "1"))));
        Commit late = planned("late", request(put("b", "2")));
        done(committer.commit(request(put("c", "3"))));
        assertEquals(CommitResult.LOST, store.commit(late));
        assertTrue(parameter(name("b")).isEmpty());
        assertEquals(2, store.head(NS).orElseThrow().revision());
    }

    @Test
    void commit_whenTheEpochIsAnother_isLost() {
        done(committer.commit(request(put("a", "1"))));
        BoardState state = store.read(query(request(put("b", "2"))));
        Head restored = new Head(NS, "another", 1, Map.of());
        BoardState otherEpoch =
                new BoardState(restored, state.parameters(), Map.of(), Map.of(), state.schemas(), null, null);
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
        BoardState torn = new BoardState(now, before.parameters(), Map.of(), Map.of(), Map.of(), null, null);
        assertEquals(CommitResult.LOST, store.commit(planned("write", request(put("a", "x")), torn)));
        Commit kept = planned("kept", request(put("new", "x"), put("k", "1")), torn);
        assertEquals(List.of(new Commit.Kept(name("k"), 1)), kept.kept());
        assertEquals(CommitResult.LOST, store.commit(kept));
        assertTrue(parameter(name("new")).isEmpty());
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
                List.of(),
                List.of(),
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
                48, store.walk(Prefix.whole(NS), null, 100, MANY).parameters().size());
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
        assertEquals(value, parameter(name("p7")).orElseThrow().value());
    }

    @Test
    void tombstone_whenCommitted_isFoundByKeyAndByWalking() {
        done(committer.commit(request(put("a", "1"), put("b", "1"))));
        done(committer.commit(request(delete("a"))));
        Parameter a = parameter(name("a")).orElseThrow();
        assertTrue(a.tombstone());
        assertEquals(2, a.version());
        assertEquals(List.of(name("a"), name("b")), names(store.walk(Prefix.whole(NS), null, 10, MANY)));
    }

    @Test
    void remember_whenAnAnswerIsKept_changesNothing() {
        StoredAnswer first = new StoredAnswer("h", "{}", 100);
        assertTrue(store.remember(key("k", "h"), first, 50));
        assertFalse(store.remember(key("k", "h"), new StoredAnswer("h", "[]", 200), 99));
        assertEquals(
                first, store.read(asking(Set.of(), Set.of(), key("k", "h"), 0)).answer());
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
        assertFalse(store.walk(Prefix.whole(NS), null, 8, MANY).more());
        assertEquals(1, store.walk(Prefix.whole(NS), null, 8, 1).parameters().size(), "the first is always answered");
    }

    private List<ParameterName> pages(Prefix prefix, int limit) {
        List<ParameterName> all = new ArrayList<>();
        BoardStore.Run run;
        ParameterName after = null;
        do {
            run = store.walk(prefix, after, limit, MANY);
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
        done(committer.commit(request(new Wish.Unbind("", Prefix.whole(NS), false, null))));
        assertEquals(List.of(new BoundSchema("/billing/prod/db", 2, "true")), store.schemas(NS));
        StateQuery query = asking(Set.of(name("db/x")), Set.of(), null, 0);
        BoardState state = store.read(query);
        assertEquals(Map.of("/billing/prod/db", 2L), present(state.head()).schemas());
        assertEquals(Set.of("/billing/prod/db"), state.schemas().keySet());
        assertFalse(state.torn(query));
        assertEquals(
                Map.of(),
                store.read(asking(Set.of(name("other")), Set.of(), null, 0)).schemas());
    }

    @Test
    void namespaces_whenSeveral_doNotMeet() {
        done(committer.commit(request(put("a", "1"))));
        assertTrue(store.head(new Namespace("/billing/test")).isEmpty());
        assertNull(store.log(new Namespace("/billing"), 0, 10, MANY).head());
    }

    private WriteRequest label(String path, String label, @Nullable Long version) {
        return request(new Wish.Label("", name(path), label, version, null));
    }

    @Test
    void history_whenRead_isNewestFirstWithLabelsAndPages() {
        for (int i = 1; i <= 5; i++) {
            done(committer.commit(request(put("a", "" + i))));
        }
        done(committer.commit(request(delete("a"))));
        done(committer.commit(label("a", "stable", 3L)));
        BoardStore.HistoryRun run = store.history(name("a"), Long.MAX_VALUE, 4, MANY);
        assertEquals(
                List.of(6L, 5L, 4L, 3L),
                run.versions().stream().map(Parameter::version).toList());
        assertTrue(run.versions().get(0).tombstone());
        assertTrue(run.more());
        assertEquals(new Labels(name("a"), 7, Map.of("stable", 3L)), run.labels());
        BoardStore.HistoryRun rest = store.history(name("a"), 3, 4, MANY);
        assertEquals(
                List.of(2L, 1L),
                rest.versions().stream().map(Parameter::version).toList());
        assertFalse(rest.more());
        assertEquals(
                1, store.history(name("a"), Long.MAX_VALUE, 4, 1).versions().size(), "the first always");
        assertEquals(
                new BoardStore.HistoryRun(List.of(), Labels.none(name("b")), false),
                store.history(name("b"), Long.MAX_VALUE, 4, MANY));
    }

    @Test
    void versions_whenSomeAreMissing_answersTheOthers() {
        done(committer.commit(request(put("a", "1"), put("b", "1"))));
        done(committer.commit(request(put("a", "2"))));
        List<Parameter> found = store.versions(List.of(
                new NamedVersion(name("a"), 1),
                new NamedVersion(name("a"), 2),
                new NamedVersion(name("a"), 3),
                new NamedVersion(name("c"), 1)));
        assertEquals(Set.of("1", "2"), found.stream().map(p -> p.value()).collect(Collectors.toSet()));
        assertEquals(List.of(), store.versions(List.of()));
        List<NamedVersion> many = new ArrayList<>();
        for (int i = 1; i <= 250; i++) {
            many.add(new NamedVersion(name("b"), i));
        }
        assertEquals(1, store.versions(many).size(), "more than one batch");
    }

    @Test
    void current_whenSomeAreMissing_answersTheOthersTombstonesIncluded() {
        done(committer.commit(request(put("a", "1"), put("b", "1"))));
        done(committer.commit(request(delete("b"))));
        for (boolean consistent : new boolean[] {true, false}) {
            assertEquals(
                    Set.of(name("a"), name("b")),
                    store.current(List.of(name("a"), name("b"), name("c")), consistent).stream()
                            .map(Parameter::name)
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void labels_whenTheyMovedMeanwhile_loseTheCommit() {
        done(committer.commit(request(put("a", "1"), put("b", "1"))));
        done(committer.commit(request(put("a", "2"))));
        WriteRequest move = label("a", "x", 1L);
        BoardState before = store.read(query(move));
        done(committer.commit(label("a", "y", 1L)));
        Head now = store.head(NS).orElseThrow();
        // As if the labels had been read before, and the head after, the commit in between.
        BoardState torn = new BoardState(now, before.parameters(), Map.of(), before.versions(), Map.of(), null, null);
        assertEquals(CommitResult.LOST, store.commit(planned("move", move, torn)));
        done(committer.commit(label("b", "z", null)));
        WriteRequest same = request(put("c", "1"), new Wish.Label("", name("b"), "z", 1L, null));
        BoardState kept = store.read(query(same));
        done(committer.commit(request(new Wish.Unlabel("", name("b"), "z", null))));
        BoardState stale = new BoardState(
                store.head(NS).orElseThrow(), kept.parameters(), kept.labels(), kept.versions(), Map.of(), null, null);
        assertEquals(CommitResult.LOST, store.commit(planned("kept", same, stale)), "it stands there no longer");
    }

    @Test
    void label_whenTheVersionIsNotTheNewestAnyMoreOrIsGone_losesTheCommit() {
        done(committer.commit(request(put("a", "1"))));
        WriteRequest newest = label("a", "x", null);
        BoardState before = store.read(query(newest));
        done(committer.commit(request(put("a", "2"))));
        Head now = store.head(NS).orElseThrow();
        BoardState torn = new BoardState(now, before.parameters(), Map.of(), Map.of(), Map.of(), null, null);
        assertEquals(CommitResult.LOST, store.commit(planned("newest", newest, torn)));
        WriteRequest never = label("a", "x", 9L);
        Parameter a = parameter(name("a")).orElseThrow();
        Parameter ninth = new Parameter(a.name(), 9, 2, a.type(), a.dataType(), "9", a.at(), a.by());
        BoardState dreamt = new BoardState(
                now,
                Map.of(name("a"), a),
                Map.of(),
                Map.of(new NamedVersion(name("a"), 9), ninth),
                Map.of(),
                null,
                null);
        assertEquals(CommitResult.LOST, store.commit(planned("held", never, dreamt)));
    }

    @Test
    void read_whenTheNamespaceHasRules_bringsAllParametersOfValueWrites() {
        done(committer.commit(request(put("a", "1"), put("b", "1"))));
        Wish rules = new Wish.Bind("", Prefix.whole(NS), true, "true", false, null);
        done(committer.commit(request(rules)));
        BoardState state = store.read(query(request(put("c", "1"))));
        assertEquals(Set.of(name("a"), name("b")), state.parameters().keySet());
        assertEquals(Set.of("*"), state.schemas().keySet());
        assertEquals(
                Set.of(), store.read(query(label("c", "x", 1L))).parameters().keySet());
        Wish below = new Wish.Bind("", new Prefix(NS, "/billing/prod/a"), false, "true", false, null);
        assertEquals(
                Set.of(name("a")),
                store.read(query(request(below))).parameters().keySet());
    }
}
