package dev.noticeboard.functions.store;

import static dev.noticeboard.functions.store.Fixtures.NS;
import static dev.noticeboard.functions.store.Fixtures.name;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.store.FaultyStore.Fault;
import dev.noticeboard.functions.validate.About;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * Several writers on one namespace, interleaved at every call in any order, with lost races, throttling, lost requests,
 * lost answers and late arrivals: what comes out is what one writer after the other would have made (design.md section 3).
 */
@Label("Commit protocol, any interleaving (design.md section 3)")
class CommitPropertiesTest {
    private static final List<String> PATHS = List.of("a", "b", "c");

    /** A request with what was known when it was sent and answered. */
    private record Done(List<Wish> wishes, Outcome outcome, long before, long after) {}

    /** The value and version of each parameter after each revision. */
    private record Version(long number, @Nullable String value) {}

    private final FakeBoardStore board = new FakeBoardStore();
    private final ManualTime time = new ManualTime();

    @Property(tries = 400)
    void writers_whenInterleavedWithFaults_equalASequenceOfWrites(@ForAll long seed) {
        CommitPropertiesTest run = new CommitPropertiesTest();
        run.check(run.write(new Random(seed), seed));
    }

    private List<Done> write(Random random, long seed) {
        int writers = 2 + random.nextInt(3);
        Interleaver interleaver = new Interleaver(seed);
        List<Runnable> tasks = new ArrayList<>();
        List<FaultyStore> stores = new ArrayList<>();
        List<Done> done = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            int id = i;
            Random own = new Random(random.nextLong());
            double trouble = own.nextDouble() * 0.6;
            FaultyStore store = new GuessingStore(board, own, call -> {
                interleaver.step(id);
                Fault[] all = Fault.values();
                return own.nextDouble() < trouble ? all[own.nextInt(all.length)] : Fault.NONE;
            });
            stores.add(store);
            Committer committer = Fixtures.committer(store, time, own.nextLong());
            tasks.add(() -> {
                for (int n = 0; n < 4; n++) {
                    List<Wish> wishes = wishes(own);
                    long before = revision();
                    Outcome outcome =
                            committer.commit(new WriteRequest(NS, new Wishes(wishes, List.of()), null, "w" + id, null));
                    synchronized (done) {
                        done.add(new Done(wishes, outcome, before, revision()));
                    }
                }
            });
        }
        interleaver.run(tasks);
        stores.forEach(FaultyStore::arriveLate);
        return done;
    }

    private long revision() {
        return board.head(NS).map(h -> h.revision()).orElse(0L);
    }

    private static List<Wish> wishes(Random random) {
        List<Wish> wishes = new ArrayList<>();
        for (String path : PATHS) {
            if (wishes.isEmpty() || random.nextBoolean()) {
                Long expected = random.nextInt(4) == 0 ? (Long) (long) random.nextInt(4) : null;
                wishes.add(
                        random.nextInt(4) == 0
                                ? new Wish.Delete("", name(path), expected)
                                : new Wish.Put(
                                        "", name(path), "v" + random.nextInt(3), null, null, About.KEEP, expected));
            }
        }
        return wishes;
    }

    private void check(List<Done> all) {
        List<ChangeSet> log = board.log(NS, 0, 1000, Long.MAX_VALUE).changeSets();
        List<Map<ParameterName, Version>> states = replay(log);
        assertEquals(log.size(), revision(), "the head is the newest entry");
        Map<String, ChangeSet> byId = new HashMap<>();
        log.forEach(entry -> assertEquals(null, byId.put(entry.id(), entry), "a request made two revisions"));
        Set<String> acknowledged = new HashSet<>();
        int unknown = 0;
        for (Done done : all) {
            if (done.outcome() instanceof Outcome.Done d) {
                answered(done, d.answer(), byId, states);
                if (d.answer().changeSet() != null) {
                    acknowledged.add(d.answer().changeSet());
                }
            } else if (done.outcome() instanceof Outcome.Conflict c) {
                assertTrue(everHeld(
                        done,
                        states,
                        state -> conflicts(
                                done.wishes(), new ParameterName(c.winner().name()), state)));
            } else if (done.outcome() instanceof Outcome.Busy b) {
                unknown += b.cause() == Outcome.Busy.Cause.UNKNOWN ? 1 : 0;
            } else {
                throw new AssertionError("not to be expected: " + done.outcome());
            }
        }
        assertTrue(log.size() <= acknowledged.size() + unknown, "an entry that nobody was told of");
        assertTrue(byId.keySet().containsAll(acknowledged), "an acknowledged write is lost");
        finalState(states.get(states.size() - 1));
    }

    /** The states after each revision, 0 first; revisions without a gap, versions without a gap, changes that change. */
    private List<Map<ParameterName, Version>> replay(List<ChangeSet> log) {
        List<Map<ParameterName, Version>> states = new ArrayList<>();
        states.add(Map.of());
        for (ChangeSet entry : log) {
            assertEquals(states.size(), entry.revision(), "a gap");
            Map<ParameterName, Version> state = new HashMap<>(states.get(states.size() - 1));
            for (Change change : entry.changes()) {
                Change.OfParameter p = (Change.OfParameter) change;
                Version old = state.getOrDefault(p.name(), new Version(0, null));
                Version next = new Version(p.version(), change instanceof Change.Put put ? put.value() : null);
                assertEquals(old.number() + 1, next.number(), "a version skipped or used twice");
                assertTrue(!Objects.equals(old.value(), next.value()), "a change that changes nothing");
                state.put(p.name(), next);
            }
            states.add(state);
        }
        return states;
    }

    private static void answered(
            Done done, CommitAnswer answer, Map<String, ChangeSet> byId, List<Map<ParameterName, Version>> states) {
        if (!answer.changed()) {
            assertTrue(everHeld(done, states, state -> holds(done.wishes(), state)), "it was never so");
            return;
        }
        ChangeSet entry = Objects.requireNonNull(byId.get(answer.changeSet()));
        assertEquals(answer.revision(), entry.revision());
        Map<ParameterName, Version> state = states.get((int) answer.revision());
        assertTrue(holds(done.wishes(), state), "the entry is not what was asked for");
        for (CommitAnswer.Version v : answer.parameters()) {
            assertEquals(state.getOrDefault(v.name(), new Version(0, null)).number(), v.version());
        }
    }

    private static boolean everHeld(
            Done done,
            List<Map<ParameterName, Version>> states,
            java.util.function.Predicate<Map<ParameterName, Version>> condition) {
        return states.subList((int) done.before(), (int) done.after() + 1).stream()
                .anyMatch(condition);
    }

    private static boolean holds(List<Wish> wishes, Map<ParameterName, Version> state) {
        return wishes.stream().allMatch(wish -> {
            Version v = state.getOrDefault(((Wish.OfParameter) wish).name(), new Version(0, null));
            return Objects.equals(v.value(), wish instanceof Wish.Put put ? put.value() : null);
        });
    }

    private static boolean conflicts(List<Wish> wishes, ParameterName name, Map<ParameterName, Version> state) {
        return wishes.stream()
                .map(Wish.OfParameter.class::cast)
                .filter(w -> w.name().equals(name))
                .anyMatch(w -> {
                    Version v = state.getOrDefault(name, new Version(0, null));
                    Long expected = Objects.requireNonNull(w.expectedVersion());
                    return expected != v.number() && !(expected == 0 && v.value() == null);
                });
    }

    private void finalState(Map<ParameterName, Version> last) {
        for (String path : PATHS) {
            Version expected = last.getOrDefault(name(path), new Version(0, null));
            Parameter actual = board.parameter(name(path)).orElse(null);
            assertEquals(expected.number(), actual == null ? 0 : actual.version());
            assertEquals(expected.value(), actual == null ? null : actual.value());
        }
    }
}
