package dev.noticeboard.functions.store;

import dev.noticeboard.functions.runtime.Backoff;
import dev.noticeboard.functions.runtime.Pauses;
import dev.noticeboard.functions.store.BoardStore.CommitResult;
import dev.noticeboard.functions.validate.SchemaRules;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

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

    private final Turns turns = new Turns();
    private final BoardStore store;
    private final Planner planner;
    private final Clock clock;
    private final Pauses pauses;
    private final RandomGenerator random;
    private final Backoff backoff;
    private final Backoff lateBackoff;
    private final CommitSettings settings;

    /**
     * Makes a committer.
     *
     * @param random draws pauses, ids and epochs; thread-safe and unpredictable across processes
     */
    public Committer(
            BoardStore store,
            SchemaRules schemas,
            CommitSettings settings,
            Clock clock,
            Pauses pauses,
            RandomGenerator random) {
        this.store = store;
        this.planner = new Planner(schemas, settings.spread(), settings.answersKept());
        this.clock = clock;
        this.pauses = pauses;
        this.random = random;
        this.backoff = new Backoff(PAUSE_BASE, PAUSE_CAP, random);
        this.lateBackoff = new Backoff(PAUSE_WHEN_LATE, PAUSE_WHEN_LATE, random);
        this.settings = settings;
    }

    /** Commits what the request asks for, or says why not. Blocks for the commit budget at most, and one call more. */
    public Outcome commit(WriteRequest request) {
        return new Rounds(request).run();
    }

    private String name() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** The rounds of one request. */
    private final class Rounds {
        private final WriteRequest request;
        private final String changeSetId = name();
        /** The same in all attempts, so that the answer holds whichever of them was committed. */
        private final String epoch = name();

        private final Instant deadline = clock.instant().plus(settings.budget());
        private int retries;
        private int failures;
        /** The newest attempt; it may have been committed whatever was answered. */
        private @Nullable Commit last;
        /** Whether the last answer to it did not tell, so that it is to be sent again as it is. */
        private boolean sendAgain;
        /** Whether an answer to it was missing and the log was not asked since. */
        private boolean unsure;
        /** What the read before found that changes nothing. */
        private @Nullable CommitAnswer seen;

        Rounds(WriteRequest request) {
            this.request = request;
        }

        Outcome run() {
            Outcome.Busy.Cause cause;
            if (request.wishes().wishes().isEmpty()) {
                return new Outcome.Refused(request.wishes().violations());
            }
            do {
                try {
                    Optional<Outcome> outcome = turns.take(request.namespace(), remaining(), this::round);
                    if (outcome.isPresent()) {
                        return outcome.get();
                    }
                    cause = Outcome.Busy.Cause.RACES;
                } catch (StoreUnavailableException e) {
                    cause = e.throttled() ? Outcome.Busy.Cause.THROTTLED : Outcome.Busy.Cause.UNREACHABLE;
                }
            } while (pause(cause == Outcome.Busy.Cause.RACES));
            return lastLook(cause);
        }

        private Duration remaining() {
            return Duration.between(clock.instant(), deadline);
        }

        /** The log may hold the last attempt after all. */
        private Outcome lastLook(Outcome.Busy.Cause cause) {
            if (last == null) {
                return new Outcome.Busy(cause);
            }
            try {
                Optional<ChangeSet> entry =
                        store.changeSet(request.namespace(), last.after().revision());
                if (entry.isPresent()) {
                    return entry.get().id().equals(changeSetId)
                            ? new Outcome.Done(last.answer())
                            : new Outcome.Busy(cause);
                }
            } catch (StoreUnavailableException e) {
                cause = Outcome.Busy.Cause.UNREACHABLE;
            }
            return new Outcome.Busy(unsure ? Outcome.Busy.Cause.UNKNOWN : cause);
        }

        /** False when the time is up. */
        private boolean pause(boolean raced) {
            failures++;
            boolean late = raced && remaining().multipliedBy(2).compareTo(settings.budget()) < 0;
            Duration pause = (late ? lateBackoff : backoff).next(failures);
            if (clock.instant().plus(pause).isAfter(deadline)) {
                return false;
            }
            pauses.pause(pause);
            return true;
        }

        /** Empty if another round is to follow. */
        private Optional<Outcome> round() {
            if (sendAgain && last != null) {
                return send(last);
            }
            StateQuery query = query();
            BoardState state = store.read(query);
            ChangeSet entry = state.attempted();
            if (last != null && entry != null && entry.id().equals(changeSetId)) {
                return Optional.of(new Outcome.Done(last.answer()));
            }
            unsure = false;
            StoredAnswer stored = state.answer();
            Instant now = Instant.ofEpochMilli(clock.millis());
            if (request.key() != null && stored != null && !stored.expired(now)) {
                return Optional.of(replay(request.key(), stored));
            }
            if (state.torn(query)) {
                retries++;
                return Optional.empty();
            }
            Plan plan = planner.plan(request, state, new Attempt(changeSetId, name(), epoch, now, retries));
            if (plan instanceof Plan.Ends ends) {
                return Optional.of(ends.outcome());
            }
            if (plan instanceof Plan.ChangesNothing nothing) {
                return confirm(nothing.answer(), now);
            }
            seen = null;
            return send(((Plan.Ready) plan).commit());
        }

        private StateQuery query() {
            Set<ParameterName> names = new HashSet<>();
            Set<String> prefixes = new HashSet<>();
            for (Wish wish : request.wishes().wishes()) {
                if (wish instanceof Wish.OfParameter p) {
                    names.add(p.name());
                } else if (wish instanceof Wish.Bind bind) {
                    prefixes.add(bind.prefix().text());
                }
            }
            long attempted = last == null ? 0 : last.after().revision();
            return new StateQuery(request.namespace(), names, prefixes, request.key(), attempted);
        }

        private Outcome replay(IdempotencyKey key, StoredAnswer stored) {
            return stored.requestHash().equals(key.requestHash())
                    ? new Outcome.Done(Json.readTolerant(stored.answer(), CommitAnswer.class))
                    : new Outcome.KeyReused();
        }

        private Optional<Outcome> confirm(CommitAnswer answer, Instant now) {
            boolean held = request.wishes().wishes().size() == 1
                    || (seen != null && seen.parameters().equals(answer.parameters()));
            seen = answer;
            if (!held) {
                return round();
            }
            IdempotencyKey key = request.key();
            if (key == null) {
                return Optional.of(new Outcome.Done(answer));
            }
            long expiry = now.plus(settings.answersKept()).getEpochSecond();
            StoredAnswer stored = new StoredAnswer(key.requestHash(), Json.write(answer), expiry);
            return store.remember(key, stored, now.getEpochSecond())
                    ? Optional.of(new Outcome.Done(answer))
                    : Optional.empty();
        }

        private Optional<Outcome> send(Commit commit) {
            last = commit;
            CommitResult result = store.commit(commit);
            sendAgain = result == CommitResult.UNKNOWN || (sendAgain && result == CommitResult.THROTTLED);
            return switch (result) {
                case COMMITTED -> Optional.of(new Outcome.Done(commit.answer()));
                case LOST -> {
                    retries++;
                    yield Optional.empty();
                }
                case UNKNOWN -> {
                    unsure = true;
                    throw new StoreUnavailableException(false, new IllegalStateException("no answer to a commit"));
                }
                case THROTTLED ->
                    throw new StoreUnavailableException(true, new IllegalStateException("no capacity to commit"));
            };
        }
    }
}
