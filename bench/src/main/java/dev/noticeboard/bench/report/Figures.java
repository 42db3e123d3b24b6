package dev.noticeboard.bench.report;

import java.time.Instant;
import java.util.List;

/**
 * What a measurement found.
 *
 * @param name the measurement's
 * @param title what was measured, in a line
 * @param command what was run, so that it can be run again
 * @param quick whether it was the coarse run; such figures are not for the docs
 * @param at when it ended
 * @param seconds how long it took
 * @param machine where
 * @param tables the figures
 * @param plots names of SVG files written beside the JSON
 * @param notes what one must know to read them
 * @param faults what must not be; a run with any ends with an error
 */
public record Figures(
        String name,
        String title,
        String command,
        boolean quick,
        Instant at,
        long seconds,
        Machine machine,
        List<Table> tables,
        List<String> plots,
        List<String> notes,
        List<String> faults) {

    /** What a measurement itself tells; the rest is filled in by who runs it. */
    public static Figures of(String title, List<Table> tables, List<String> notes) {
        return new Figures(
                "",
                title,
                "",
                false,
                Instant.EPOCH,
                0,
                Machine.here(),
                List.copyOf(tables),
                List.of(),
                List.copyOf(notes),
                List.of());
    }

    /** The same with plots. */
    public Figures withPlots(List<String> files) {
        return new Figures(
                name, title, command, quick, at, seconds, machine, tables, List.copyOf(files), notes, faults);
    }

    /** The same with faults. */
    public Figures withFaults(List<String> found) {
        return new Figures(name, title, command, quick, at, seconds, machine, tables, plots, notes, List.copyOf(found));
    }

    /** The same, as run. */
    public Figures asRun(String measurement, String commandLine, boolean quickly, Instant end, long took) {
        return new Figures(measurement, title, commandLine, quickly, end, took, machine, tables, plots, notes, faults);
    }
}
