package dev.noticeboard.functions.observe;

import java.util.List;
import java.util.Map;

/** The fake keeps the contract. */
class FakeMeasuresTest extends MeasuresContract {
    private final FakeMeasures fake = new FakeMeasures();

    @Override
    Measures newMeasures() {
        return fake;
    }

    @Override
    Map<Measure, List<Long>> handedOn() {
        return fake.flushed();
    }
}
