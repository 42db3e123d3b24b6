package dev.noticeboard.cli.importing;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.terminal.Pauses;
import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.client.ApiUnreachableException;
import java.time.Duration;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sends an import to the board, one change set after the other: change sets of one namespace sent side by side would only race
 * for its head. A put that changes nothing commits nothing, so an import that stopped is resumed by running it again.
 *
 * <p>A request that was throttled, or whose answer was lost, is sent again with the same idempotency key, so it is
 * carried out once. The waits in between are exponential with full jitter (AWS Architecture Blog, "Exponential Backoff
 * And Jitter", 2015). An endpoint that has not answered at all yet is not waited for.
 */
public final class Importer {
    /** The first wait is shorter than this, the next shorter than twice this, and so on. */
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);

    /** No wait is longer. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

    /** Requests for one change set; the waits between them are 12 s in the mean and 24 s at most. */
    static final int TRIES = 8;

    private final BoardApi api;
    private final Pauses pauses;
    private final RandomGenerator random;

    public Importer(BoardApi api, Pauses pauses, RandomGenerator random) {
        this.api = api;
        this.pauses = pauses;
        this.random = random;
    }

    /**
     * Sends it all; returns when all is committed or when it cannot go on.
     *
     * @param why the reason, kept with each revision
     */
    public ImportOutcome run(ImportPlan plan, @Nullable String why, ImportProgress progress) {
        Run run = new Run(ImportTally.none(plan.parameters()), progress);
        for (ImportPlan.Batch batch : plan.batches()) {
            ImportOutcome end = run.send(batch, new ChangeSetRequest(batch.items(), why));
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
        private boolean answered;

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
            String key = UUID.randomUUID().toString();
            for (int tried = 1; ; tried++) {
                ImportOutcome end = once(batch, request, key);
                if (end == null) {
                    return null;
                }
                boolean repeat = end instanceof ImportOutcome.Refused refused
                        ? refused.reason().transientFault()
                        : (answered && end instanceof ImportOutcome.Unreachable);
                if (!repeat || tried == TRIES) {
                    return end;
                }
                report(tally.plusRepeated());
                if (!pauses.pause(jittered(tried))) {
                    return new ImportOutcome.Interrupted(tally);
                }
            }
        }

        private @Nullable ImportOutcome once(ImportPlan.Batch batch, ChangeSetRequest request, String key) {
            Reply<CommitAnswer> reply;
            try {
                reply = api.commit(batch.namespace(), request, key);
            } catch (ApiUnreachableException e) {
                return Thread.currentThread().isInterrupted()
                        ? new ImportOutcome.Interrupted(tally)
                        : new ImportOutcome.Unreachable(tally, String.valueOf(e.getMessage()));
            }
            answered = true;
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

    private Duration jittered(int tried) {
        long ceiling = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << (tried - 1));
        return Duration.ofMillis(random.nextLong(ceiling));
    }
}
