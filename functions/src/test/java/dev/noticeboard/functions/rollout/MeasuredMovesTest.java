package dev.noticeboard.functions.rollout;

import static dev.noticeboard.functions.rollout.Rollouts.steps;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.noticeboard.functions.observe.FakeMeasures;
import dev.noticeboard.functions.observe.Measure;
import dev.noticeboard.schemas.board.Rollout.State;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Roll-backs are counted once, and nothing else is. */
class MeasuredMovesTest {
    private final Band band = new Band();
    private final FakeMeasures measures = new FakeMeasures();
    private final Conductor conductor = band.conductor(new MeasuredMoves(band.moves, measures));

    @Test
    void rollBack_whenAHostVetoes_countsOnceUntilItIsSettled() {
        band.store.save(Rollouts.started("r", steps(100)));
        band.lease("host-0");
        conductor.run();
        assertEquals(Map.of(), measures.taken());
        long opened = band.now("r").revision();
        band.says(Rollouts.vetoing("host-0", opened, Rollouts.veto(opened, opened)));
        conductor.run();
        assertEquals(State.ROLLING_BACK, band.now("r").state());
        band.says(Rollouts.report("host-0", band.now("r").revision()));
        conductor.run();
        assertEquals(State.ROLLED_BACK, band.now("r").state());
        assertEquals(Map.of(Measure.ROLLED_BACK, List.of(1L)), measures.taken());
    }
}
