package dev.noticeboard.cli;

import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.flags.FlagWriter;
import dev.noticeboard.cli.flags.FoundFlag;
import dev.noticeboard.cli.terminal.DryRunText;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Printable;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.board.Parameter;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Carries out what a command does to one flag, and prints what it came to. */
record FlagWrites(BoardCommand command) {
    /** Writes for a command, and repeats what must be repeated as the command does. */
    FlagWriter writer(@Nullable String why, boolean urgent) {
        return new FlagWriter(
                command.api(),
                new FlagWriter.Sending() {
                    @Override
                    public <T> Reply<T> send(Function<String, Reply<T>> request) {
                        return command.send(request);
                    }
                },
                why,
                urgent);
    }

    /**
     * One edit.
     *
     * @param did for example {@code "flag off new-checkout"}
     */
    int one(
            String did,
            FoundFlag flag,
            Function<FoundFlag, FlagWriter.Edit> edit,
            WriteOptions options,
            boolean urgent,
            WaitOptions waiting) {
        Duration limit = command.limit(waiting, options.dryRun);
        FlagWriter writer = writer(options.why, urgent);
        FlagWriter.Result result = options.dryRun
                ? writer.dryRun(flag.parameter().name(), flag.key(), edit)
                : writer.write(flag.parameter().name(), flag.key(), edit);
        Terminal terminal = command.terminal();
        if (result instanceof FlagWriter.Result.Written written) {
            CommitAnswer answer = written.answer();
            CommitText.print(terminal, did, answer);
            return limit == null ? ExitCodes.OK : command.awaitFleet(answer.namespace(), answer.revision(), limit);
        }
        if (result instanceof FlagWriter.Result.Tried tried) {
            return DryRunText.print(terminal, tried.run());
        }
        if (result instanceof FlagWriter.Result.Same same) {
            return same(did, same.flag(), terminal);
        }
        return result instanceof FlagWriter.Result.Refused refused
                ? terminal.refusal(refused.reply())
                : terminal.error(Printable.oneLine(((FlagWriter.Result.No) result).why()));
    }

    /** Says that there was nothing to do. */
    static int same(String did, FoundFlag flag, Terminal terminal) {
        Parameter p = flag.parameter();
        CommitText.print(
                terminal,
                did,
                new CommitAnswer(
                        p.name().namespace(),
                        null,
                        p.revision(),
                        false,
                        null,
                        List.of(new CommitAnswer.Version(p.name(), p.version())),
                        0));
        if (flag.underRollout()) {
            terminal.remark(
                    "note: " + p.name() + " is under rollout, and hosts that are exposed have another version; see"
                            + " rollout status " + p.name().namespace());
        }
        return ExitCodes.OK;
    }
}
