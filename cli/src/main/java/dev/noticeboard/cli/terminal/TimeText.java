package dev.noticeboard.cli.terminal;

import java.time.Duration;

/** Durations in the form in which options take them: 45s, 10m, 1h30m. */
public final class TimeText {
    /** The text, in whole seconds; what is negative is 0s. */
    public static String of(Duration time) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        part(time.toHours(), 'h', text);
        part(time.toMinutesPart(), 'm', text);
        part(time.toSecondsPart(), 's', text);
        return text.toString();
    }

    private static void part(long number, char unit, StringBuilder text) {
        if (number > 0) {
            text.append(number).append(unit);
        }
    }

    private TimeText() {}
}
