package dev.noticeboard.agent.daemon.view;

/** Where views come from. */
@FunctionalInterface
public interface Views {
    /** The parameters now, or why there are none to be used: an empty or failed read is never a view. */
    Looked look();

    /** What a look brought. */
    sealed interface Looked {
        /** At least one parameter. */
        record Seen(View view) implements Looked {}

        /** Nothing to be used, for this reason, which names namespaces and never values. */
        record Nothing(String reason) implements Looked {}
    }
}
