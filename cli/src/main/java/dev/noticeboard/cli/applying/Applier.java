package dev.noticeboard.cli.applying;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.api.Write;
import dev.noticeboard.cli.importing.ImportOutcome;
import dev.noticeboard.cli.importing.ImportPlan;
import dev.noticeboard.cli.importing.ImportTally;
import dev.noticeboard.cli.terminal.Counted;
import dev.noticeboard.cli.terminal.DryRunText;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Printable;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.api.DryRun;
import dev.noticeboard.schemas.api.HistoryPage;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tries a plan, and says how its execution ended.
 *
 * @param api the board
 * @param terminal where to say so
 */
public record Applier(BoardApi api, Terminal terminal) {

    /**
     * Asks the board for what it would refuse, change set by change set; each on the state as it is now.
     *
     * @param urgent whether each change set is urgent; absent for not
     * @return the exit status: {@link ExitCodes#REFUSED} if it would refuse any
     */
    public int tryOut(ImportPlan changes, @Nullable String why, @Nullable Boolean urgent) {
        List<ImportPlan.Batch> batches = changes.batches();
        int status = ExitCodes.OK;
        for (int i = 0; i < batches.size(); i++) {
            ImportPlan.Batch batch = batches.get(i);
            Write write = Write.changeSet(batch.namespace(), new ChangeSetRequest(batch.items(), why, urgent));
            Reply<DryRun> reply = api.dryRun(write);
            if (reply instanceof Reply.Refused<DryRun> refused) {
                return terminal.refusal(refused);
            }
            DryRun run = ((Reply.Accepted<DryRun>) reply).value();
            if (terminal.json()) {
                terminal.jsonLine(run);
            } else if (!run.passes()) {
                terminal.remark("change set " + (i + 1) + " of " + batches.size() + ":");
                DryRunText.problems(terminal, run);
            }
            status = run.passes() ? status : ExitCodes.REFUSED;
        }
        if (!terminal.json()) {
            terminal.line((status == ExitCodes.OK ? "the board would take it" : "the board would refuse it") + ", in "
                    + Counted.of(batches.size(), "change set") + "; nothing was written");
        }
        return status;
    }

    /** Says how it ended. @return the exit status */
    public int conclude(ImportOutcome outcome) {
        ImportTally tally = outcome.tally();
        if (outcome instanceof ImportOutcome.Completed) {
            if (terminal.json()) {
                terminal.jsonLine(tally);
            } else {
                terminal.line(Counted.of(tally.of(), "change") + " on the board, in "
                        + Counted.of(tally.committed(), "change set"));
            }
            return ExitCodes.OK;
        }
        int status = ExitCodes.REFUSED;
        if (outcome instanceof ImportOutcome.Refused refused) {
            terminal.refusal(refused.reason());
            winner(refused.reason());
        } else if (outcome instanceof ImportOutcome.Unreachable unreachable) {
            terminal.error(unreachable.message());
            status = ExitCodes.UNREACHABLE;
        }
        terminal.error("it stopped: " + tally.parameters() + " of " + tally.of()
                + " changes are on the board. Run it again: it makes a new plan, of what is left.");
        return status;
    }

    /** Says who won a race. Its refusal is said already, so a failure to find out is passed over. */
    private void winner(Reply.Refused<?> refused) {
        Problem problem = refused.problem();
        Problem.Winner winner = problem == null ? null : problem.winner();
        if (terminal.json() || winner == null) {
            return;
        }
        Reply<HistoryPage> newest = api.history(new ParameterName(winner.name()), 1, null);
        if (newest instanceof Reply.Accepted<HistoryPage> page) {
            page.value().versions().stream().map(HistoryPage.Entry::parameter).forEach(p -> {
                String why = p.why() == null ? "" : " (" + p.why() + ")";
                terminal.remark(Printable.oneLine("  version " + p.version()
                        + (p.tombstone() ? ", which deletes it," : "") + " was written by " + p.by() + " at " + p.at()
                        + why));
            });
        }
    }
}
