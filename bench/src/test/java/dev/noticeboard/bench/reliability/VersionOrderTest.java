package dev.noticeboard.bench.reliability;

import static dev.noticeboard.bench.reliability.Histories.lost;
import static dev.noticeboard.bench.reliability.Histories.read;
import static dev.noticeboard.bench.reliability.Histories.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What versions alone tell of a history. */
class VersionOrderTest {
    private static int faults(Operation... history) {
        return VersionOrder.faults(List.of(history)).size();
    }

    @Test
    void faults_whenTheOrderOfVersionsIsThatOfTime_areNone() {
        assertEquals(0, faults(write("a", 1, 0, 1), lost("b", 2), read("b", 2, 3, 4), read(null, 0, 5, 6)));
        assertEquals(0, faults(write("a", 2, 0, 5), write("b", 1, 1, 6), read("a", 2, 2, 3)));
    }

    @Test
    void faults_whenAReadIsStaleOrGoesBack_areTold() {
        assertEquals(1, faults(write("a", 1, 0, 1), write("b", 2, 2, 3), read("a", 1, 4, 5)));
        assertEquals(1, faults(write("a", 1, 0, 1), write("b", 2, 2, 9), read("b", 2, 3, 4), read("a", 1, 5, 6)));
    }

    @Test
    void faults_whenAVersionIsUsedTwiceOrReadTooEarly_areTold() {
        assertEquals(1, faults(write("a", 1, 0, 5), write("b", 1, 1, 6)));
        assertEquals(2, faults(read("a", 1, 0, 1), write("a", 1, 2, 3)));
        assertEquals(1, faults(write("a", 1, 0, 1), read("b", 1, 2, 3)));
    }

    /** A register that works, called at random, and then one of its answers altered: both opinions find it. */
    @Test
    void faults_whenOneReadOfALongHistoryIsAltered_bothOpinionsFindIt() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            List<Operation> history = new ArrayList<>();
            String value = "w0";
            long version = 1;
            history.add(write(value, version, 0, 1));
            for (int i = 1; i < 400; i++) {
                long at = i * 10L;
                long from = at - random.nextInt(15);
                long to = at + random.nextInt(15);
                if (random.nextInt(3) == 0) {
                    value = "w" + i;
                    history.add(write(value, ++version, from, to));
                } else {
                    history.add(read(value, version, from, to));
                }
            }
            assertEquals(List.of(), VersionOrder.faults(history));
            assertEquals(Linearizability.Verdict.LINEARIZABLE, Linearizability.of(history));
            history.add(read("w0", 1, 5_000, 5_001));
            assertEquals(1, VersionOrder.faults(history).size());
            assertEquals(Linearizability.Verdict.NOT_LINEARIZABLE, Linearizability.of(history));
        }
    }
}
