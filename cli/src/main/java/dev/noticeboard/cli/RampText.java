package dev.noticeboard.cli;

import dev.noticeboard.cli.flags.Ramp;
import dev.noticeboard.cli.flags.Share;
import dev.noticeboard.cli.terminal.Printable;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.cli.terminal.TimeText;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts a ramp into words.
 *
 * @param arguments PLACE and KEY as they were given
 */
record RampText(
        Terminal terminal,
        String arguments,
        String key,
        Ramp.Ready ramp,
        @Nullable String why) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+-]+");

    /** What a step did. */
    String did(int share) {
        return Printable.oneLine("flag ramp " + key + " to " + shown(share));
    }

    /** A share and of what. */
    String shown(int share) {
        return Share.text(share) + " " + Printable.oneLine(ramp.variant());
    }

    /**
     * The command that goes on.
     *
     * @param steps how many are left
     */
    String again(int to, int steps, Duration apart) {
        StringBuilder command = new StringBuilder("flag ramp ")
                .append(arguments)
                .append(" --to ")
                .append(Share.option(to));
        Duration over = apart.multipliedBy(Math.max(0, steps - 1));
        if (steps > 1 && over.toSeconds() > 0) {
            command.append(" --over ")
                    .append(over.toSeconds() % 60 == 0 ? over.toMinutes() + "m" : over.toSeconds() + "s")
                    .append(" --steps ")
                    .append(steps);
        }
        option(command, "--variant", ramp.variant());
        option(command, "--from", ramp.from());
        ramp.by().ifPresent(by -> option(command, "--by", by));
        if (why != null) {
            option(command, "--why", why);
        }
        return Printable.oneLine(command.toString());
    }

    private static void option(StringBuilder command, String name, String value) {
        command.append(' ').append(name).append(' ');
        command.append(PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'");
    }

    /** How long until the next step. */
    String waits(int share, int next, Duration left) {
        return Printable.oneLine(key) + ": " + shown(share) + "; " + Share.text(next) + " in " + TimeText.of(left);
    }
}
