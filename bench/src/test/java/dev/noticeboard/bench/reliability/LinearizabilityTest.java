package dev.noticeboard.bench.reliability;

import static dev.noticeboard.bench.reliability.Histories.conflict;
import static dev.noticeboard.bench.reliability.Histories.lost;
import static dev.noticeboard.bench.reliability.Histories.lostSwap;
import static dev.noticeboard.bench.reliability.Histories.read;
import static dev.noticeboard.bench.reliability.Histories.swap;
import static dev.noticeboard.bench.reliability.Histories.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.bench.reliability.Linearizability.Verdict;
import dev.noticeboard.bench.reliability.Operation.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Histories whose answer is known, and random ones that are tried in every order. */
class LinearizabilityTest {
    private static void expect(Verdict verdict, Operation... history) {
        assertEquals(verdict, Linearizability.of(List.of(history)));
    }

    @Test
    void of_whenReadsOverlapAWrite_mayTheySeeEither() {
        expect(Verdict.LINEARIZABLE, write("a", 1, 0, 1), write("b", 2, 2, 9), read("a", 1, 3, 4), read("b", 2, 5, 6));
    }

    @Test
    void of_whenALaterReadIsOlder_isNot() {
        expect(
                Verdict.NOT_LINEARIZABLE,
                write("a", 1, 0, 1),
                write("b", 2, 2, 9),
                read("b", 2, 3, 4),
                read("a", 1, 5, 6));
    }

    @Test
    void of_whenAReadIsStale_isNot() {
        expect(Verdict.NOT_LINEARIZABLE, write("a", 1, 0, 1), write("b", 2, 2, 3), read("a", 1, 4, 5));
    }

    @Test
    void of_whenAnAcknowledgedWriteIsLost_isNot() {
        expect(Verdict.NOT_LINEARIZABLE, write("a", 1, 0, 1), read(null, 0, 2, 3));
    }

    @Test
    void of_whenAWriteOfUnknownOutcomeIsSeenOrNot_bothAreFine() {
        expect(Verdict.LINEARIZABLE, write("a", 1, 0, 1), lost("b", 2), read("b", 2, 50, 51));
        expect(Verdict.LINEARIZABLE, write("a", 1, 0, 1), lost("b", 2), read("a", 1, 50, 51));
        expect(Verdict.LINEARIZABLE, write("a", 1, 0, 1), lost("b", 2), read("a", 1, 3, 4), read("b", 2, 50, 51));
    }

    @Test
    void of_whenAWriteOfUnknownOutcomeIsSeenAndVanishes_isNot() {
        expect(Verdict.NOT_LINEARIZABLE, write("a", 1, 0, 1), lost("b", 2), read("b", 2, 3, 4), read("a", 1, 5, 6));
    }

    @Test
    void of_whenAWriteOfUnknownOutcomeIsSeenBeforeItsCall_isNot() {
        expect(Verdict.NOT_LINEARIZABLE, read("b", 1, 0, 1), lost("b", 2));
    }

    @Test
    void of_whenTwoSwapsOfTheSameVersionSucceed_isNot() {
        expect(Verdict.NOT_LINEARIZABLE, write("a", 1, 0, 1), swap("a", "b", 2, 2, 9), swap("a", "c", 3, 2, 9));
    }

    @Test
    void of_whenASwapIsRefused_somethingMustHaveBeenWritten() {
        expect(Verdict.NOT_LINEARIZABLE, write("a", 1, 0, 1), conflict("a", "b", 2, 3));
        expect(Verdict.LINEARIZABLE, write("a", 1, 0, 1), lost("c", 1), conflict("a", "b", 2, 3));
        expect(Verdict.LINEARIZABLE, write("a", 1, 0, 1), swap("a", "c", 2, 2, 4), conflict("a", "b", 2, 3));
    }

    @Test
    void of_whenAChainOfUnknownSwapsIsSeen_isLinearizable() {
        expect(
                Verdict.LINEARIZABLE,
                write("a", 1, 0, 1),
                lostSwap("b", "c", 2),
                lostSwap("a", "b", 3),
                read("c", 3, 9, 10));
        expect(Verdict.NOT_LINEARIZABLE, write("a", 1, 0, 1), lostSwap("b", "c", 2), read("c", 3, 9, 10));
    }

    /** Hundreds of operations without an answer must not make the search explode. */
    @Test
    void of_whenManyOutcomesAreUnknown_isDecided() {
        List<Operation> history = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            history.add(i % 10 == 0 ? lost("u" + i, i * 10L) : write("w" + i, 0, i * 10L, i * 10L + 15));
            if (i % 20 == 0 && i > 0) {
                history.add(read("u" + i, 0, i * 10L + 30, i * 10L + 31));
            }
        }
        // Each is read after the next writes were answered: so they took effect late.
        assertEquals(Verdict.LINEARIZABLE, Linearizability.of(history));
        history.add(read("u20", 0, 50_000, 50_001));
        assertTrue(Linearizability.of(history) != Verdict.LINEARIZABLE);
    }

    @Test
    void of_whenRandom_agreesWithTryingEveryOrder() {
        Map<Verdict, Integer> found = new EnumMap<>(Verdict.class);
        for (int seed = 0; seed < 20_000; seed++) {
            List<Operation> history = random(new Random(seed));
            Verdict expected = everyOrder(history) ? Verdict.LINEARIZABLE : Verdict.NOT_LINEARIZABLE;
            assertEquals(expected, Linearizability.of(history), "seed " + seed + ": " + history);
            found.merge(expected, 1, Integer::sum);
        }
        assertTrue(found.getOrDefault(Verdict.LINEARIZABLE, 0) > 2_000, found.toString());
        assertTrue(found.getOrDefault(Verdict.NOT_LINEARIZABLE, 0) > 2_000, found.toString());
    }

    private static List<Operation> random(Random random) {
        List<Operation> history = new ArrayList<>();
        int length = 1 + random.nextInt(6);
        for (int i = 0; i < length; i++) {
            String value = "v" + i;
            String other = random.nextInt(4) == 0 ? null : "v" + random.nextInt(length);
            long from = random.nextInt(12);
            long to = from + 1 + random.nextInt(6);
            history.add(
                    switch (random.nextInt(8)) {
                        case 0, 1 -> write(random.nextInt(5) == 0 ? null : value, 0, from, to);
                        case 2 -> lost(random.nextInt(5) == 0 ? null : value, from);
                        case 3 -> swap(other, value, 0, from, to);
                        case 4 -> conflict(other, value, from, to);
                        case 5 -> lostSwap(other, value, from);
                        default -> read(other, 0, from, to);
                    });
        }
        return history;
    }

    private static boolean everyOrder(List<Operation> left) {
        return everyOrder(left, null);
    }

    private static boolean everyOrder(List<Operation> left, @Nullable String value) {
        if (left.stream().allMatch(o -> o.returned() == Operation.NEVER)) {
            return true;
        }
        for (Operation o : left) {
            if (left.stream().anyMatch(p -> p.returned() < o.invoked()) || !fits(o, value)) {
                continue;
            }
            List<Operation> rest = new ArrayList<>(left);
            rest.remove(o);
            if (everyOrder(rest, o.writes() ? o.value() : value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(Operation o, @Nullable String value) {
        return switch (o.kind()) {
            case READ -> Objects.equals(o.value(), value);
            case WRITE -> true;
            case SWAP -> Objects.equals(o.expected(), value) == (o.outcome() != Outcome.CONFLICT);
        };
    }
}
