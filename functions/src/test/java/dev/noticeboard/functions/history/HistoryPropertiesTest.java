package dev.noticeboard.functions.history;

import static dev.noticeboard.functions.store.Fixtures.NS;
import static dev.noticeboard.functions.store.Fixtures.name;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.store.FakeBoardStore;
import dev.noticeboard.functions.store.FaultyStore;
import dev.noticeboard.functions.store.FaultyStore.Fault;
import dev.noticeboard.functions.store.Fixtures;
import dev.noticeboard.functions.store.Interleaver;
import dev.noticeboard.functions.store.Outcome;
import dev.noticeboard.functions.store.SequentialModel;
import dev.noticeboard.functions.store.SequentialModel.Param;
import dev.noticeboard.functions.store.StoreUnavailableException;
import dev.noticeboard.functions.store.WriteRequest;
import dev.noticeboard.functions.validate.About;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.VersionDiff;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * Puts, deletes, labels, restores of versions and of revisions, and change sets of all of these, by several writers at once whose calls
 * interleave and fail in any order: state, history, labels and versions are those of a sequential model that takes the change sets
 * in revision order, and what was answered is what the log holds (design.md section 3).
 */
@Label("Operations, any interleaving, against a sequential model (design.md section 3)")
class HistoryPropertiesTest {
    private static final List<String> PATHS = List.of("a", "b", "db/c", "db/d");

    private final FakeBoardStore board = new FakeBoardStore();
    private final ManualTime time = new ManualTime();
    private final List<Done> done = new ArrayList<>();
    private final List<Restored> restored = new ArrayList<>();

    private record Done(List<Wish> wishes, Outcome outcome) {}

    private record Restored(Restorer.Request request, Restorer.Result result) {}

    @Property(tries = 300)
    void writers_whenInterleavedWithFaults_matchASequentialModel(@ForAll long seed) {
        new HistoryPropertiesTest().run(seed);
    }

    private void run(long seed) {
        Random random = new Random(seed);
        write(random, seed);
        List<ChangeSet> log = board.log(NS, 0, 10_000, Long.MAX_VALUE).changeSets();
        SequentialModel model = SequentialModel.of(log);
        Map<String, ChangeSet> byId = log.stream().collect(Collectors.toMap(ChangeSet::id, e -> e));
        done.forEach(d -> answered(d, byId, model));
        restored.forEach(r -> restored(r, byId, model));
        stored(model);
        past(model, random);
    }

    private void write(Random random, long seed) {
        int writers = 2 + random.nextInt(3);
        Interleaver interleaver = new Interleaver(seed);
        List<Runnable> tasks = new ArrayList<>();
        List<FaultyStore> stores = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            int id = i;
            Random own = new Random(random.nextLong());
            double trouble = own.nextDouble() * 0.4;
            FaultyStore store = new FaultyStore(board, call -> {
                interleaver.step(id);
                Fault[] all = Fault.values();
                return own.nextDouble() < trouble ? all[own.nextInt(all.length)] : Fault.NONE;
            });
            stores.add(store);
            Committer committer = Fixtures.committer(store, time, own.nextLong());
            Restorer restorer = new Restorer(store, committer, time);
            tasks.add(() -> {
                for (int n = 0; n < 4; n++) {
                    if (own.nextInt(5) == 0) {
                        restore(restorer, own, "w" + id + "-" + n);
                    } else {
                        List<Wish> wishes = wishes(own);
                        Outcome outcome = committer.commit(
                                new WriteRequest(NS, new Wishes(wishes, List.of()), null, "w" + id, null));
                        synchronized (done) {
                            done.add(new Done(wishes, outcome));
                        }
                    }
                }
            });
        }
        interleaver.run(tasks);
        stores.forEach(FaultyStore::arriveLate);
    }

    private void restore(Restorer restorer, Random own, String id) {
        long newest = board.head(NS).map(h -> h.revision()).orElse(0L);
        Prefix prefix = own.nextBoolean() ? Prefix.whole(NS) : new Prefix(NS, NS.nameAt("db"));
        Restorer.Request request =
                new Restorer.Request(prefix, own.nextLong(newest + 1), null, "restorer", id, 0, null);
        try {
            Restorer.Result result = restorer.restore(request);
            synchronized (restored) {
                restored.add(new Restored(request, result));
            }
        } catch (StoreUnavailableException e) {
            // Answered 503, and tried again by whoever asked.
        }
    }

    private static List<Wish> wishes(Random random) {
        List<Wish> wishes = new ArrayList<>();
        for (String path : PATHS) {
            if (random.nextInt(3) > 0) {
                continue;
            }
            Long expected = random.nextInt(5) == 0 ? (Long) (long) random.nextInt(4) : null;
            wishes.add(
                    switch (random.nextInt(5)) {
                        case 0 -> new Wish.Delete("", name(path), expected);
                        case 1 -> new Wish.Restore("", name(path), 1L + random.nextInt(3), expected);
                        default ->
                            new Wish.Put("", name(path), "v" + random.nextInt(3), null, null, About.KEEP, expected);
                    });
        }
        for (String label : List.of("x", "y")) {
            if (random.nextInt(3) == 0 || (wishes.isEmpty() && label.equals("y"))) {
                ParameterName name = name(PATHS.get(random.nextInt(PATHS.size())));
                Long expected = random.nextInt(5) == 0 ? (Long) (long) random.nextInt(3) : null;
                Long version = random.nextBoolean() ? null : (Long) (1L + random.nextInt(3));
                wishes.add(
                        random.nextInt(4) == 0
                                ? new Wish.Unlabel("", name, label, expected)
                                : new Wish.Label("", name, label, version, expected));
            }
        }
        return wishes;
    }

    /** What was answered as committed is in the log under its id, and right after it everything asked for is so. */
    private static void answered(Done done, Map<String, ChangeSet> byId, SequentialModel model) {
        if (!(done.outcome() instanceof Outcome.Done d) || !d.answer().changed()) {
            return;
        }
        ChangeSet entry = Objects.requireNonNull(byId.get(d.answer().changeSet()), "an acknowledged write is lost");
        assertEquals(entry.revision(), d.answer().revision());
        for (CommitAnswer.Version v : d.answer().parameters()) {
            assertEquals(model.at(entry.revision(), v.name()).version(), v.version());
        }
        done.wishes().forEach(w -> assertTrue(holds(w, model, entry.revision()), w.toString()));
    }

    private static boolean holds(Wish wish, SequentialModel model, long revision) {
        if (wish instanceof Wish.OfLabel l) {
            Long stands = model.at(revision, l.name()).labels().get(l.label());
            if (wish instanceof Wish.Label label) {
                long wanted =
                        label.version() == null ? model.at(revision, l.name()).version() : label.version();
                return stands != null && stands == wanted;
            }
            return stands == null;
        }
        Wish.OfParameter p = (Wish.OfParameter) wish;
        Param now = model.at(revision, p.name());
        String wanted = null;
        if (wish instanceof Wish.Put put) {
            wanted = put.value();
        } else if (wish instanceof Wish.Restore r) {
            wanted = now.values().get((int) r.version() - 1).orElseThrow();
        }
        return Objects.equals(wanted, now.value());
    }

    /** Every part of a restore left each parameter that it touched as it was at the revision. */
    private static void restored(Restored restored, Map<String, ChangeSet> byId, SequentialModel model) {
        if (!(restored.result() instanceof Restorer.Result.Committed committed)) {
            return;
        }
        for (CommitAnswer answer : committed.committed()) {
            if (!answer.changed()) {
                continue;
            }
            ChangeSet entry = Objects.requireNonNull(byId.get(answer.changeSet()));
            assertEquals(
                    restored.request().id(),
                    Objects.requireNonNull(entry.restore()).id());
            for (CommitAnswer.Version v : answer.parameters()) {
                assertTrue(restored.request().prefix().covers(v.name()));
                assertEquals(
                        model.at(restored.request().revision(), v.name()).value(),
                        model.at(entry.revision(), v.name()).value());
            }
        }
    }

    private void stored(SequentialModel model) {
        assertEquals(model.revision(), board.head(NS).map(h -> h.revision()).orElse(0L));
        for (String path : PATHS) {
            Param expected = model.at(model.revision(), name(path));
            Optional<Parameter> current = board.parameter(name(path));
            assertEquals(expected.version(), current.map(Parameter::version).orElse(0L));
            assertEquals(expected.value(), current.map(Parameter::value).orElse(null));
            List<Optional<String>> history = new ArrayList<>();
            board.history(name(path), Long.MAX_VALUE, 1000, Long.MAX_VALUE)
                    .versions()
                    .forEach(p -> history.add(0, Optional.ofNullable(p.value())));
            assertEquals(expected.values(), history);
            assertEquals(
                    expected.labels(), new TreeMap<>(board.labels(name(path)).versions()));
        }
    }

    /** Lists as of every revision, and differences of any two, are the model's. */
    private void past(SequentialModel model, Random random) {
        Listing listing = new Listing(board);
        for (long revision = 0; revision <= model.revision(); revision++) {
            Map<ParameterName, String> listed = new TreeMap<>();
            ParameterName after = null;
            do {
                Listing.Result.Page page = assertInstanceOf(
                        Listing.Result.Page.class,
                        listing.page(
                                new Listing.Query(Prefix.whole(NS), true, revision, after, 1 + random.nextInt(3))));
                page.parameters().forEach(p -> listed.put(p.name(), Objects.requireNonNull(p.value())));
                after = page.last();
            } while (after != null);
            assertEquals(live(model, revision), listed);
        }
        long from = random.nextLong(model.revision() + 1);
        long to = from + random.nextLong(model.revision() - from + 1);
        Comparison.Result.Page page = assertInstanceOf(
                Comparison.Result.Page.class, new Comparison(board).page(Prefix.whole(NS), from, to, null));
        Set<ParameterName> differ = new TreeSet<>();
        for (String path : PATHS) {
            if (!Objects.equals(value(model, from, path), value(model, to, path))) {
                differ.add(name(path));
            }
        }
        assertEquals(
                differ,
                page.parameters().stream().map(VersionDiff::name).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static @Nullable String value(SequentialModel model, long revision, String path) {
        return model.at(revision, name(path)).value();
    }

    private static Map<ParameterName, String> live(SequentialModel model, long revision) {
        Map<ParameterName, String> live = new TreeMap<>();
        model.at(revision).forEach((name, p) -> {
            if (p.value() != null) {
                live.put(name, p.value());
            }
        });
        return live;
    }
}
