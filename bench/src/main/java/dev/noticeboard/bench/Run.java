package dev.noticeboard.bench;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * How a measurement is run.
 *
 * @param quick whether it takes less than a minute and is coarser for it
 * @param seed begins whatever is random
 * @param seconds how long a measurement that can take any time takes; 0 for its own default
 * @param folder where it may write files (plots, temporary tables)
 * @param progress hears in a line what is done now
 */
public record Run(boolean quick, long seed, int seconds, Path folder, Consumer<String> progress) {
    /** Says what is done now. */
    public void say(String format, Object... values) {
        progress.accept(String.format(Locale.ROOT, format, values));
    }

    /** One of two sizes. */
    public int size(int whole, int whenQuick) {
        return quick ? whenQuick : whole;
    }
}
