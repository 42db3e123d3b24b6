package dev.noticeboard.agent.daemon.exec;

import dev.noticeboard.agent.daemon.config.ConfigException;
import dev.noticeboard.agent.daemon.process.Processes;
import java.util.Locale;

/** What the process is told when its parameters changed. */
public sealed interface OnChange {
    /** It is ended and started again. */
    record Restart() implements OnChange {}

    /** It gets a signal; its environment stays what it was. */
    record Signal(String name) implements OnChange {}

    /** Nothing. */
    record Nothing() implements OnChange {}

    /**
     * {@code restart}, {@code signal:NAME} or {@code none}.
     *
     * @throws ConfigException if it is none of them
     */
    static OnChange parse(String text) {
        if (text.equals("restart")) {
            return new Restart();
        }
        if (text.equals("none")) {
            return new Nothing();
        }
        String name =
                text.startsWith("signal:") ? text.substring("signal:".length()).toUpperCase(Locale.ROOT) : "";
        if (Processes.SIGNALS.contains(name)) {
            return new Signal(name);
        }
        throw new ConfigException(
                "--on-change: \"" + text + "\" is not allowed. Give restart, none, or signal: with one of "
                        + String.join(", ", Processes.SIGNALS) + ".");
    }
}
