package dev.noticeboard.cli.terminal;

/** Numbers with what they count: 1 change, 2 changes. */
public final class Counted {

    /**
     * The number and the noun.
     *
     * @param noun in the singular; its plural ends with an s
     */
    public static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private Counted() {}
}
