package dev.noticeboard.bench.reliability;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether the history of one parameter is linearizable: whether each operation can be given an instant between its call and its answer, so
 * that a plain register, which does one thing after the other in that order, answers the same (Herlihy and Wing, "Linearizability", TOPLAS 12(3),
 * 1990). By that paper's locality each parameter may be judged on its own.
 *
 * <p>Wing and Gong's search ("Testing and verifying concurrent objects", JPDC 17, 1993): the next operation of the order must be one that
 * was called before the first answer among those that are left; try each that the register would answer as it was answered, and step
 * back where none is. Lowe's improvement ("Testing for linearizability", CCPE 29(4), 2017): what was taken and what the register then holds is
 * remembered, and is not searched twice.
 *
 * <p>An operation of unknown outcome has no answer: it may be taken at any time after its call, or never. Taking one blindly is where such a
 * search explodes, so it is taken last, those first whose value somebody waits for. One whose value nobody ever saw can only explain a
 * swap that was refused, and any one of those is as good as another. The search is complete all the same. Versions play no part: {@link VersionOrder}
 * judges by them, and the two must agree.
 */
final class Linearizability {
    /** More than any history of a correct board needs by far (about one for each operation); some 500 bytes each. */
    private static final int MOST_STATES = 200_000;

    enum Verdict {
        LINEARIZABLE,
        NOT_LINEARIZABLE,
        /** Too many orders to try. */
        UNDECIDED
    }

    /** What was taken, in any order, and what the register then holds. */
    private record State(BitSet taken, @Nullable String value) {}

    /** A state with what may come next there. */
    private record Step(int taken, @Nullable String before, Iterator<Integer> rest) {}

    private final List<Operation> all;
    /** So many of {@link #all} have an answer, in the order of their calls; the rest have none. */
    private final int answered;

    private final Set<@Nullable String> seen;
    private final BitSet taken = new BitSet();
    private final Set<State> tried = new HashSet<>();
    private final Deque<Step> path = new ArrayDeque<>();
    private @Nullable String value;

    private Linearizability(List<Operation> history) {
        List<Operation> ordered = new ArrayList<>();
        history.stream()
                .filter(o -> o.returned() != Operation.NEVER)
                .sorted(Comparator.comparingLong(Operation::invoked))
                .forEach(ordered::add);
        answered = ordered.size();
        history.stream()
                .filter(o -> o.returned() == Operation.NEVER && o.writes())
                .forEach(ordered::add);
        all = ordered;
        seen = ordered.stream()
                .filter(Linearizability::needs)
                .map(Linearizability::needed)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Judges the operations of one parameter, which has no value at first. */
    static Verdict of(List<Operation> history) {
        return new Linearizability(history).search();
    }

    private Verdict search() {
        int left = answered;
        Iterator<Integer> candidates = candidates().iterator();
        while (left > 0) {
            if (candidates.hasNext()) {
                int next = candidates.next();
                String before = value;
                taken.set(next);
                value = after(all.get(next));
                if (tried.add(new State((BitSet) taken.clone(), value))) {
                    if (tried.size() > MOST_STATES) {
                        return Verdict.UNDECIDED;
                    }
                    path.push(new Step(next, before, candidates));
                    left -= next < answered ? 1 : 0;
                    candidates = candidates().iterator();
                } else {
                    taken.clear(next);
                    value = before;
                }
            } else if (path.isEmpty()) {
                return Verdict.NOT_LINEARIZABLE;
            } else {
                Step back = path.pop();
                taken.clear(back.taken());
                value = back.before();
                left += back.taken() < answered ? 1 : 0;
                candidates = back.rest();
            }
        }
        return Verdict.LINEARIZABLE;
    }

    private List<Integer> candidates() {
        List<Integer> window = new ArrayList<>();
        long first = Operation.NEVER;
        for (int i = taken.nextClearBit(0);
                i < answered && all.get(i).invoked() <= first;
                i = taken.nextClearBit(i + 1)) {
            first = Math.min(first, all.get(i).returned());
            window.add(i);
        }
        long limit = first;
        window.removeIf(i -> all.get(i).invoked() > limit);
        window.sort(Comparator.comparingLong(i -> all.get(i).returned()));
        List<Integer> found = new ArrayList<>(window);
        found.removeIf(i -> !answersAsItDid(all.get(i)));
        unanswered(window, limit, found);
        return found;
    }

    private void unanswered(List<Integer> window, long limit, List<Integer> found) {
        Set<@Nullable String> wanted = new HashSet<>();
        boolean refusedSwap = false;
        for (int i : window) {
            Operation o = all.get(i);
            if (needs(o)) {
                wanted.add(needed(o));
            }
            refusedSwap |= o.outcome() == Operation.Outcome.CONFLICT && !answersAsItDid(o);
        }
        List<Integer> later = new ArrayList<>();
        boolean unseen = false;
        for (int i = taken.nextClearBit(answered); i < all.size(); i = taken.nextClearBit(i + 1)) {
            Operation o = all.get(i);
            if (o.invoked() > limit || !answersAsItDid(o)) {
                continue;
            }
            if (wanted.contains(o.value())) {
                found.add(i);
            } else if (seen.contains(o.value()) || o.kind() == Operation.Kind.SWAP) {
                later.add(i);
            } else if (refusedSwap && !unseen) {
                unseen = true;
                later.add(i);
            }
        }
        found.addAll(later);
    }

    /** Whether it can only happen where the register holds one certain value. */
    private static boolean needs(Operation o) {
        return o.kind() == Operation.Kind.READ
                || (o.kind() == Operation.Kind.SWAP && o.outcome() != Operation.Outcome.CONFLICT);
    }

    private static @Nullable String needed(Operation o) {
        return o.kind() == Operation.Kind.READ ? o.value() : o.expected();
    }

    private boolean answersAsItDid(Operation o) {
        if (o.outcome() == Operation.Outcome.CONFLICT) {
            return !Objects.equals(value, o.expected());
        }
        return !needs(o) || Objects.equals(value, needed(o));
    }

    private @Nullable String after(Operation o) {
        return o.writes() ? o.value() : value;
    }
}
