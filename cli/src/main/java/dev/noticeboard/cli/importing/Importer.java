package dev.noticeboard.cli.importing;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.sending.InterruptedSendingException;
import dev.noticeboard.cli.sending.Sender;
import dev.noticeboard.cli.terminal.Pauses;
import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.client.ApiUnreachableException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sends an import to the board, one change set after the other: change sets of one namespace sent side by side would only race
 * for its head. A put that changes nothing commits nothing, so an import that stopped is resumed by running it again. Each
 * change set is committed once, as {@link Sender} sees to.
 */
public final class Importer {
    private final BoardApi api;
    private final Sender sender;

    public Importer(BoardApi api, Pauses pauses, RandomGenerator random) {
        this.api = api;
        this.sender = new Sender(pauses, random);
    }

    /**
     * Sends it all; returns when all is committed or when it cannot go on.
     *
     * @param why the reason, kept with each revision
     */
    public ImportOutcome run(ImportPlan plan, @Nullable String why, ImportProgress progress) {
        return run(plan, why, null, progress);
    }

    /**
     * Sends it all, as {@link #run(ImportPlan, String, ImportProgress)} does.
     *
     * @param urgent whether each change set is urgent; absent for not
     */
    public ImportOutcome run(ImportPlan plan, @Nullable String why, @Nullable Boolean urgent, ImportProgress progress) {
        Run run = new Run(ImportTally.none(plan.parameters()), progress);
        for (ImportPlan.Batch batch : plan.batches()) {
            ImportOutcome end = run.send(batch, new ChangeSetRequest(batch.items(), why, urgent));
            if (end != null) {
                return end;
            }
        }
        return new ImportOutcome.Completed(run.tally);
    }

    /** One import in progress. */
    private final class Run {
        private final ImportProgress progress;
        private ImportTally tally;

        Run(ImportTally tally, ImportProgress progress) {
            this.tally = tally;
            this.progress = progress;
        }

        /**
         * Sends a batch until there is an answer to it.
         *
         * @return how the import ended; absent if it goes on
         */
        @Nullable ImportOutcome send(ImportPlan.Batch batch, ChangeSetRequest request) {
            Reply<CommitAnswer> reply;
            try {
                reply = sender.send(
                        key -> api.commit(batch.namespace(), request, key), () -> report(tally.plusRepeated()));
            } catch (InterruptedSendingException e) {
                return new ImportOutcome.Interrupted(tally);
            } catch (ApiUnreachableException e) {
                return new ImportOutcome.Unreachable(tally, String.valueOf(e.getMessage()));
            }
            return reply.<@Nullable ImportOutcome>fold(
                    answer -> {
                        report(tally.plus(batch.items().size(), answer.changed()));
                        return null;
                    },
                    refused -> new ImportOutcome.Refused(
                            tally, batch.namespace(), batch.items().get(0).name(), refused));
        }

        private void report(ImportTally now) {
            tally = now;
            progress.reached(now);
        }
    }
}
