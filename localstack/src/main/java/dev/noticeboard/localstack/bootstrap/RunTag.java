package dev.noticeboard.localstack.bootstrap;

import java.util.regex.Pattern;

/**
 * Whose a table, queue or topic is: its tag {@value #KEY} has the run's id, and so its name begins. A run is one set of
 * resources that is made and taken away together: a run of the tests, or what one call of the bootstrap made.
 *
 * @param run 3 to 36 characters: lower-case letters, digits and hyphens, the first a letter, the last no hyphen
 */
public record RunTag(String run) {
    /** The tag's key. */
    public static final String KEY = "noticeboard:run";

    /** Leaves a resource prefix (40 characters at most) room for a number after it. */
    private static final Pattern RUN = Pattern.compile("[a-z][a-z0-9-]{1,34}[a-z0-9]");

    /** @throws IllegalArgumentException if the id is none; the message names the rule */
    public RunTag {
        if (!RUN.matcher(run).matches()) {
            throw new IllegalArgumentException("\"" + run + "\" is not the id of a run: 3 to 36 of a-z 0-9 -, "
                    + "a letter first, no hyphen at the end");
        }
    }

    /** Whether a name is one that this run may give: the id itself, or the id, a hyphen or an underscore, and more. */
    public boolean covers(String name) {
        return begins(run, name);
    }

    /** Whether a name is another or goes on after it with a hyphen or an underscore. */
    static boolean begins(String beginning, String name) {
        return name.equals(beginning) || name.startsWith(beginning + "-") || name.startsWith(beginning + "_");
    }
}
