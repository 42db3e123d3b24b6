package dev.noticeboard.functions.store;

import dev.noticeboard.functions.observe.Measures;
import dev.noticeboard.functions.runtime.Backoff;
import dev.noticeboard.functions.runtime.Pauses;
import dev.noticeboard.functions.validate.ChangeValidator;
import dev.noticeboard.functions.validate.SchemaRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The commit protocol: a change set becomes exactly one revision, or nothing at all. Thread-safe.
 *
 * <p><b>One round</b> reads what the request touches, plans on it, and sends one transaction that holds only if all of that
 * is still so: the head is at R, each parameter has the version that was validated, and those found to be as asked for
 * already still are. The head names the revision at which every schema was bound, so a plan made with other schemas than
 * the head's cannot hold either. The items are read one by one and may straddle another commit: where that shows
 * ({@link BoardState#torn}) the round starts over, where it does not the transaction's conditions catch it. A plan that
 * changes nothing has no transaction to catch it; with several parameters it counts only when two reads in a row found the
 * same versions, since then all of them held at the moment between the two.
 *
 * <p><b>Writers of one process take turns</b>, round by round and first come first served, since they could only invalidate
 * each other's reads. Writers of different processes meet in the table alone.
 *
 * <p><b>A lost race</b> starts the next round after a pause with full jitter, with the request planned anew. If the caller
 * named the version to replace, the new plan itself finds that it no longer holds.
 *
 * <p><b>An unknown outcome</b> is not a lost race: the transaction may have happened, or may yet. The very same one is sent
 * again, under the same request token, until an answer tells. DynamoDB answers a repeated token with success for ten
 * minutes; where a store does not, the repeat finds the head moved and loses. So every round after the first also reads
 * the log entry that the attempt before it would have made. If it carries this request's change set id, the attempt
 * was committed, however it was answered. If it carries another id, the attempt can never be: its condition on the head is
 * gone for good. If there is no entry, the head is still at R, and whichever of the old and the new transaction comes
 * second will lose. The same holds when the SDK's own retries hid a time-out. Hence one request makes one revision at most.
 *
 * <p><b>An idempotency key</b> extends this beyond the request: the transaction also writes the answer under the key, on
 * condition that none is kept. Of two requests under one key the loser of that race finds the winner's answer in its next
 * round.
 *
 * <p><b>A guess</b> ({@link BoardStore#guess}) stands in for the first read during an import, where the process knows the head from its own last commit
 * and nothing of the next change set will be there. The transaction says of each item, the token included, that it is as it was guessed; if one is not,
 * it is lost, and the round reads after all, the log entry of the attempt included. Only a plan to commit is made of a guess, never a refusal or an
 * answer.
 *
 * <p><b>A validator function</b> is asked between two turns, once for each set of changes that a plan came to: the round that
 * follows commits only what was judged.
 *
 * <p>All of it ends within the budget; API Gateway waits 29 s for an answer. What ran out of time is reported as
 * {@link Outcome.Busy} with its cause.
 */
public final class Committer {
    /** Pauses between rounds start at about the time of one transaction … */
    private static final Duration PAUSE_BASE = Duration.ofMillis(20);
    /**
     * … and grow to this. Measured on DynamoDB Local with 64 committers that share nothing but the table, on two busy
     * cores: with half of it some ran out of their budget, with this none did.
     */
    private static final Duration PAUSE_CAP = Duration.ofMillis(800);
    /** Who has used up half of the budget pauses shortly: few are that late, and so they win. */
    private static final Duration PAUSE_WHEN_LATE = Duration.ofMillis(40);

    private final Rounds.Means means;

    /** Makes a committer that measures nothing; otherwise as the other one. */
    public Committer(
            BoardStore store,
            SchemaRules schemas,
            ChangeValidator validator,
            CommitSettings settings,
            Clock clock,
            Pauses pauses,
            RandomGenerator random) {
        this(store, schemas, validator, settings, Measures.none(), clock, pauses, random);
    }

    /**
     * Makes a committer.
     *
     * @param validator asks the functions that namespaces name
     * @param random draws pauses, ids and epochs; thread-safe and unpredictable across processes
     */
    public Committer(
            BoardStore store,
            SchemaRules schemas,
            ChangeValidator validator,
            CommitSettings settings,
            Measures measures,
            Clock clock,
            Pauses pauses,
            RandomGenerator random) {
        this.means = new Rounds.Means(
                store,
                new Planner(schemas, settings.spread(), settings.answersKept()),
                validator,
                new Turns(),
                settings,
                measures,
                clock,
                pauses,
                random,
                new Backoff(PAUSE_BASE, PAUSE_CAP, random),
                new Backoff(PAUSE_WHEN_LATE, PAUSE_WHEN_LATE, random));
    }

    /** Commits what the request asks for, or says why not. Blocks for the commit budget at most, and one call more. */
    public Outcome commit(WriteRequest request) {
        return new Rounds(means, request).run();
    }

    /** Says what {@link #commit} would come to at this moment, and writes nothing. */
    public Outcome tryOut(WriteRequest request) {
        return new Trial(means, request).run();
    }

    /** What is kept under an idempotency key, if it holds still. */
    public Optional<StoredAnswer> answered(IdempotencyKey key) {
        StoredAnswer answer = means.store()
                .read(StateQuery.of(key.namespace(), List.of(), key, 0))
                .answer();
        return Optional.ofNullable(answer).filter(a -> !a.expired(means.clock().instant()));
    }

    /** Keeps an answer that {@link #commit} does not keep by itself, unless one is kept already. */
    public void remember(IdempotencyKey key, String answer) {
        Instant now = means.clock().instant();
        long expiry = now.plus(means.settings().answersKept()).getEpochSecond();
        means.store().remember(key, new StoredAnswer(key.requestHash(), answer, expiry), now.getEpochSecond());
    }
}
