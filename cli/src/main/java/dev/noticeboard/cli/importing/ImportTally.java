package dev.noticeboard.cli.importing;

/**
 * How far an import is.
 *
 * @param parameters parameters that the board now has as the file says
 * @param of parameters in the file
 * @param committed change sets that changed something
 * @param unchanged change sets that the board already had
 * @param repeated requests sent again after a busy or lost answer
 */
public record ImportTally(int parameters, int of, int committed, int unchanged, int repeated) {

    /** At the start. */
    static ImportTally none(int of) {
        return new ImportTally(0, of, 0, 0, 0);
    }

    ImportTally plus(int more, boolean changed) {
        return new ImportTally(
                parameters + more, of, committed + (changed ? 1 : 0), unchanged + (changed ? 0 : 1), repeated);
    }

    ImportTally plusRepeated() {
        return new ImportTally(parameters, of, committed, unchanged, repeated + 1);
    }
}
