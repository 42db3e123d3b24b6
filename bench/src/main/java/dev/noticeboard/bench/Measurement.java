package dev.noticeboard.bench;

import dev.noticeboard.bench.report.Figures;

/** One command of the bench. It ends within ten minutes on two cores; quickly, within one. */
public interface Measurement {
    /** The command's name, as {@code bench/run NAME} has it. */
    String name();

    /** What it answers, in one line. */
    String about();

    /**
     * Measures.
     *
     * @return the figures; what must not be is named in their faults
     * @throws Exception if it cannot be measured here; the message says why
     */
    Figures measure(Run run) throws Exception;
}
