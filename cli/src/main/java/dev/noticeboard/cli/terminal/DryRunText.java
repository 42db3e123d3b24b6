package dev.noticeboard.cli.terminal;

import dev.noticeboard.schemas.api.DryRun;

/** Prints what a write would do. */
public final class DryRunText {
    /**
     * Prints it all.
     *
     * @return {@link ExitCodes#OK} if the write would pass, else {@link ExitCodes#REFUSED}
     */
    public static int print(Terminal terminal, DryRun run) {
        if (terminal.json()) {
            terminal.jsonLine(run);
            return run.passes() ? ExitCodes.OK : ExitCodes.REFUSED;
        }
        run.changes().forEach(c -> terminal.line(Printable.oneLine(line(c))));
        terminal.line((run.changes().isEmpty() && run.passes() ? "nothing would change" : changes(run))
                + " on revision " + run.revision() + " of " + run.namespace() + "; nothing was written");
        return problems(terminal, run);
    }

    /**
     * Prints what is wrong only.
     *
     * @return {@link ExitCodes#OK} if nothing is, else {@link ExitCodes#REFUSED}
     */
    public static int problems(Terminal terminal, DryRun run) {
        if (!run.violations().isEmpty()) {
            terminal.violations("the board would refuse it", run.violations());
        }
        if (!run.conflicts().isEmpty()) {
            terminal.error("not the versions that were expected");
            run.conflicts().forEach(w -> terminal.remark("  " + Printable.oneLine(ProblemText.winner(w))));
        }
        return run.passes() ? ExitCodes.OK : ExitCodes.REFUSED;
    }

    private static String changes(DryRun run) {
        return Counted.of(run.changes().size(), "change") + ", " + Counted.of(run.liveAgents(), "agent")
                + " to hear of it,";
    }

    private static String line(DryRun.Item item) {
        StringBuilder text = new StringBuilder(item.kind());
        if (item.name() != null) {
            text.append(' ').append(item.name());
        }
        if (item.label() != null) {
            text.append(" label ").append(item.label());
        }
        if (item.from() != 0 || item.to() != 0) {
            text.append(" version ").append(item.from()).append(" -> ").append(item.to());
        }
        if (!item.fields().isEmpty()) {
            text.append(" (").append(String.join(", ", item.fields())).append(')');
        }
        return text.toString();
    }

    private DryRunText() {}
}
