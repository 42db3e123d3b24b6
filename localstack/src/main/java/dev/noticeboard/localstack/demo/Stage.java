package dev.noticeboard.localstack.demo;

import dev.noticeboard.cli.terminal.Terminal;
import java.time.Duration;
import java.util.Locale;

/** Where the demonstration speaks: numbered scenes, and what was seen in each. For one thread. */
final class Stage {
    private final Terminal terminal;
    private final long started = System.nanoTime();
    private int scene;

    Stage(Terminal terminal) {
        this.terminal = terminal;
    }

    /** A new scene begins. */
    void scene(String title) {
        scene++;
        terminal.line("");
        terminal.line(terminal.colours().ansi().string("@|bold " + scene + ". " + title + "|@")
                + String.format(Locale.ROOT, "  (%.1f s)", seconds()));
    }

    /** Something that was seen. */
    void say(String text) {
        terminal.line("   " + text);
    }

    /** How long it has been. */
    double seconds() {
        return Math.round((System.nanoTime() - started) / 1e8) / 10.0;
    }

    /** A time as people read it. */
    static String text(Duration d) {
        return d.compareTo(Duration.ofSeconds(10)) < 0
                ? String.format(Locale.ROOT, "%.1f ms", d.toNanos() / 1e6)
                : String.format(Locale.ROOT, "%.1f s", d.toMillis() / 1e3);
    }
}
