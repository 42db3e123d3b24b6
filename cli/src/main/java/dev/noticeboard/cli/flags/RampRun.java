package dev.noticeboard.cli.flags;

import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.terminal.Pauses;
import dev.noticeboard.schemas.api.CommitAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A ramp in steps: ordinary puts at even times, the first at once. It keeps nothing anywhere but in the flag, so whenever it stops, the
 * share stays where it is, and another run goes on from there. It goes on only from what it wrote itself: if anything of the flag is
 * another when a step is due (another share, a pulled kill switch), whoever changed it knew better. For one thread.
 */
public final class RampRun {
    /** Hears what happens. */
    public interface Listener {
        /**
         * A step was written.
         *
         * @param step which, from 1
         */
        void wrote(int step, int share, CommitAnswer answer);

        /** It waits for the next step. */
        void waits(int share, int next, Duration left);
    }

    /** How it ended. */
    public sealed interface End {
        /** The last step is written. */
        record Over() implements End {}

        /** It did not go on, for a reason of this kind: somebody changed the flag. */
        record Stopped(String why) implements End {}

        /** The board refused a step. */
        record Refused(Reply.Refused<?> reply) implements End {}

        /** The thread was interrupted between two steps. */
        record Interrupted() implements End {}
    }

    /** How often the time left is told of. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private final FlagWriter writer;
    private final Ramp ramp;
    private final Pauses pauses;
    private final InstantSource clock;
    private final boolean ticking;
    private final Listener listener;

    /** The flag as the last step left it. */
    private @Nullable JsonNode left;

    /**
     * Makes one.
     *
     * @param ticking whether the time left is told of while it waits
     */
    public RampRun(
            FlagWriter writer, Ramp ramp, Pauses pauses, InstantSource clock, boolean ticking, Listener listener) {
        this.writer = writer;
        this.ramp = ramp;
        this.pauses = pauses;
        this.clock = clock;
        this.ticking = ticking;
        this.listener = listener;
    }

    /**
     * Runs it.
     *
     * @param first the flag as it is when it begins
     * @param shares of the steps
     * @param apart how long after one step the next is due
     */
    public End run(FoundFlag first, List<Integer> shares, Duration apart) {
        left = first.definition();
        for (int i = 0; i < shares.size(); i++) {
            if (i > 0 && !pause(shares.get(i - 1), shares.get(i), apart)) {
                return new End.Interrupted();
            }
            int share = shares.get(i);
            FlagWriter.Result result = writer.write(first.parameter().name(), first.key(), flag -> step(flag, share));
            if (result instanceof FlagWriter.Result.Written written) {
                left = written.flag().definition();
                listener.wrote(i + 1, share, written.answer());
            } else if (result instanceof FlagWriter.Result.Refused refused) {
                return new End.Refused(refused.reply());
            } else {
                return new End.Stopped(((FlagWriter.Result.No) result).why());
            }
        }
        return new End.Over();
    }

    private FlagWriter.Edit step(FoundFlag flag, int share) {
        if (!flag.definition().equals(left)) {
            return new FlagWriter.Edit.No("somebody else has changed flag " + flag.key() + " (version "
                    + flag.parameter().version() + " of " + flag.parameter().name() + ", by "
                    + flag.parameter().by() + ")");
        }
        return edit(ramp, flag, share, true);
    }

    /**
     * The edit that gives a flag a share.
     *
     * @param always whether also where it has it already
     */
    public static FlagWriter.Edit edit(Ramp ramp, FoundFlag flag, int share, boolean always) {
        Ramp.On on = ramp.on(flag);
        if (on instanceof Ramp.Not not) {
            return new FlagWriter.Edit.No(not.why());
        }
        Ramp.Ready ready = (Ramp.Ready) on;
        return ready.isAt(share) && !always
                ? new FlagWriter.Edit.Same()
                : new FlagWriter.Edit.To(ready.text(flag, share));
    }

    /** Waits until the next step is due; a machine that slept in between makes it late, and does not make the ones after it early. */
    private boolean pause(int share, int next, Duration apart) {
        Instant due = clock.instant().plus(apart);
        Duration rest = apart;
        while (!rest.isNegative() && !rest.isZero()) {
            if (ticking) {
                listener.waits(share, next, rest);
            }
            if (!pauses.pause(ticking && rest.compareTo(TICK) > 0 ? TICK : rest)) {
                return false;
            }
            rest = Duration.between(clock.instant(), due);
        }
        return true;
    }
}
