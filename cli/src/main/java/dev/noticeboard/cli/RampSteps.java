package dev.noticeboard.cli;

import dev.noticeboard.cli.flags.FoundFlag;
import dev.noticeboard.cli.flags.Ramp;
import dev.noticeboard.cli.flags.RampRun;
import dev.noticeboard.cli.flags.Share;
import dev.noticeboard.cli.sending.InterruptedSendingException;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.LastWord;
import dev.noticeboard.cli.terminal.Printable;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.cli.terminal.TimeText;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.client.ApiUnreachableException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a ramp in steps in the foreground, shows how far it is, and says how to go on where it does not reach its end. */
final class RampSteps implements RampRun.Listener {
    /** To column 1, and erases the line (ECMA-48: CR, EL). */
    private static final String PAINT_OVER = "\r\u001b[K";

    private final BoardCommand command;
    private final Terminal terminal;
    private final RampText text;
    private final List<Integer> shares;
    private final Duration apart;
    private boolean painted;

    /** How many steps are written; also read by the thread that has the last word. */
    private volatile int written;

    RampSteps(BoardCommand command, RampText text, List<Integer> shares, Duration apart) {
        this.command = command;
        this.terminal = text.terminal();
        this.text = text;
        this.shares = shares;
        this.apart = apart;
    }

    /** Runs it. @return the exit status */
    int run(Ramp ramp, FoundFlag flag, @Nullable String why) {
        terminal.remark(
                Printable.oneLine(flag.key()) + ": " + text.shown(text.ramp().share()) + " now, "
                        + Share.text(to()) + " in " + shares.size() + " steps, " + TimeText.of(apart)
                        + " apart. Ctrl-C leaves it where it is.");
        RampRun run = new RampRun(
                new FlagWrites(command).writer(why, false),
                ramp,
                command.surroundings.pauses(),
                command.surroundings.clock(),
                terminal.interactive() && !terminal.json(),
                this);
        RampRun.End end;
        LastWord onCtrlC = new LastWord(this::lastWord);
        try {
            end = run.run(flag, shares, apart);
        } catch (ApiUnreachableException | InterruptedSendingException e) {
            clear();
            terminal.error(stopped());
            throw e;
        } finally {
            onCtrlC.close();
        }
        clear();
        if (end instanceof RampRun.End.Over) {
            return ExitCodes.OK;
        }
        if (end instanceof RampRun.End.Refused refused) {
            terminal.refusal(refused.reply());
        } else if (end instanceof RampRun.End.Stopped stopped) {
            terminal.error(Printable.oneLine(stopped.why()));
            return terminal.error("the ramp stopped " + where()
                    + ". To go on all the same, look at the flag first, then: " + again());
        }
        return terminal.error(stopped());
    }

    /** Below the line with the time left, which the terminal may have written ^C behind. */
    private void lastWord() {
        if (terminal.interactive()) {
            terminal.remark("");
        }
        terminal.error(stopped());
    }

    private int to() {
        return shares.get(shares.size() - 1);
    }

    /** What stands, and how to go on. */
    private String stopped() {
        return "the ramp stopped " + where() + ", and the flag stays so. To go on: " + again();
    }

    private String where() {
        int steps = written;
        return steps == 0
                ? "before its first step"
                : "after step " + steps + " of " + shares.size() + ", at " + text.shown(shares.get(steps - 1));
    }

    private String again() {
        return text.again(to(), shares.size() - written, apart);
    }

    @Override
    public void wrote(int step, int share, CommitAnswer answer) {
        written = step;
        clear();
        CommitText.print(terminal, text.did(share) + " (step " + step + " of " + shares.size() + ")", answer);
    }

    @Override
    public void waits(int share, int next, Duration left) {
        terminal.err()
                .print(PAINT_OVER
                        + Printable.atMost(Math.max(2, command.columns() - 1), text.waits(share, next, left)));
        terminal.err().flush();
        painted = true;
    }

    private void clear() {
        if (painted) {
            terminal.err().print(PAINT_OVER);
            terminal.err().flush();
            painted = false;
        }
    }
}
