package dev.noticeboard.functions.store;

import dev.noticeboard.functions.observe.Measure;
import dev.noticeboard.functions.observe.Measures;
import dev.noticeboard.functions.runtime.Backoff;
import dev.noticeboard.functions.runtime.Pauses;
import dev.noticeboard.functions.store.BoardStore.CommitResult;
import dev.noticeboard.functions.validate.ChangeValidator;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The rounds of one request, as {@link Committer} explains them. For one thread. */
final class Rounds {
    /** What all requests share. */
    record Means(
            BoardStore store,
            Planner planner,
            ChangeValidator validator,
            Turns turns,
            CommitSettings settings,
            Measures measures,
            Clock clock,
            Pauses pauses,
            RandomGenerator random,
            Backoff backoff,
            Backoff lateBackoff) {

        String newName() {
            return new UUID(random.nextLong(), random.nextLong()).toString();
        }
    }

    private final Means means;
    private final WriteRequest request;
    private final Judgement judgement;
    private final String changeSetId;
    /** The same in all attempts, so that the answer holds whichever of them was committed. */
    private final String epoch;

    private final Instant start;
    private final Instant deadline;
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

    Rounds(Means means, WriteRequest request) {
        this.means = means;
        this.request = request;
        this.judgement = new Judgement(means.validator(), request);
        this.changeSetId = means.newName();
        this.epoch = means.newName();
        this.start = means.clock().instant();
        this.deadline = start.plus(means.settings().budget());
    }

    Outcome run() {
        Outcome.Busy.Cause cause;
        if (request.wishes().wishes().isEmpty()) {
            return new Outcome.Refused(request.wishes().violations());
        }
        do {
            try {
                Optional<Outcome> outcome = turn();
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

    /** A round, and others at once while there is something to be judged first. */
    private Optional<Outcome> turn() {
        Optional<Outcome> outcome = means.turns().take(request.namespace(), remaining(), this::round);
        while (outcome.isEmpty() && judgement.pending() && !remaining().isNegative()) {
            outcome = judgement.ask();
            if (outcome.isEmpty()) {
                outcome = means.turns().take(request.namespace(), remaining(), this::round);
            }
        }
        return outcome;
    }

    private Duration remaining() {
        return Duration.between(means.clock().instant(), deadline);
    }

    /** The log may hold the last attempt after all. */
    private Outcome lastLook(Outcome.Busy.Cause cause) {
        if (last == null) {
            return new Outcome.Busy(cause);
        }
        try {
            Optional<ChangeSet> entry =
                    means.store().changeSet(request.namespace(), last.after().revision());
            if (entry.isPresent()) {
                return entry.get().id().equals(changeSetId) ? committed(last) : new Outcome.Busy(cause);
            }
        } catch (StoreUnavailableException e) {
            cause = Outcome.Busy.Cause.UNREACHABLE;
        }
        return new Outcome.Busy(unsure ? Outcome.Busy.Cause.UNKNOWN : cause);
    }

    /** False when the time is up. */
    private boolean pause(boolean raced) {
        failures++;
        boolean late =
                raced && remaining().multipliedBy(2).compareTo(means.settings().budget()) < 0;
        Duration pause = (late ? means.lateBackoff() : means.backoff()).next(failures);
        if (means.clock().instant().plus(pause).isAfter(deadline)) {
            return false;
        }
        means.pauses().pause(pause);
        return true;
    }

    /** Empty if another round is to follow. */
    private Optional<Outcome> round() {
        if (sendAgain && last != null) {
            return send(last);
        }
        Optional<Outcome> guessed = last == null ? sendGuessed() : Optional.empty();
        if (guessed.isPresent()) {
            return guessed;
        }
        Reading reading = Reading.of(
                means.store(),
                request,
                request.key(),
                last == null ? 0 : last.after().revision());
        BoardState state = reading.state();
        ChangeSet entry = state.attempted();
        if (last != null && entry != null && entry.id().equals(changeSetId)) {
            return Optional.of(committed(last));
        }
        unsure = false;
        StoredAnswer stored = state.answer();
        Instant now = Instant.ofEpochMilli(means.clock().millis());
        if (request.key() != null && stored != null && !stored.expired(now)) {
            return Optional.of(replay(request.key(), stored));
        }
        if (reading.torn()) {
            lostRace();
            return Optional.empty();
        }
        Plan plan = means.planner().plan(request, state, attempt(now));
        if (plan instanceof Plan.Ends ends) {
            return Optional.of(ends.outcome());
        }
        if (plan instanceof Plan.ChangesNothing nothing) {
            return confirm(nothing.answer(), now);
        }
        seen = null;
        Commit commit = ((Plan.Ready) plan).commit();
        return judgement.passes(state.settings(), commit.writes()) ? send(commit) : Optional.empty();
    }

    private Attempt attempt(Instant now) {
        return new Attempt(
                changeSetId,
                means.newName(),
                epoch,
                now,
                retries,
                means.settings().table());
    }

    /** Sends what is planned on a guess, where the store has one; empty if it has none or it was wrong, so that the state must be read. */
    private Optional<Outcome> sendGuessed() {
        if (request.start().isPresent()) {
            return Optional.empty();
        }
        StateQuery query = StateQuery.of(request.namespace(), request.wishes().wishes(), request.key(), 0);
        BoardState guess = means.store().guess(query).orElse(null);
        if (guess == null || guess.settings().validator() != null) {
            return Optional.empty();
        }
        Instant now = Instant.ofEpochMilli(means.clock().millis());
        // Whatever else it came to is not to be told from a guess.
        return means.planner().plan(request, guess, attempt(now)) instanceof Plan.Ready ready
                ? send(ready.commit())
                : Optional.empty();
    }

    private static Outcome replay(IdempotencyKey key, StoredAnswer stored) {
        return stored.requestHash().equals(key.requestHash())
                ? new Outcome.Done(Json.readTolerant(stored.answer(), CommitAnswer.class))
                : new Outcome.KeyReused();
    }

    private Optional<Outcome> confirm(CommitAnswer answer, Instant now) {
        List<Wish> wishes = request.wishes().wishes();
        // A label stands in an item of its own beside the parameter's: two reads, even for one wish.
        boolean oneItem = wishes.size() == 1 && !(wishes.get(0) instanceof Wish.OfLabel);
        boolean held = oneItem || (seen != null && seen.parameters().equals(answer.parameters()));
        seen = answer;
        if (!held) {
            return round();
        }
        IdempotencyKey key = request.key();
        if (key == null) {
            return Optional.of(new Outcome.Done(answer));
        }
        long expiry = now.plus(means.settings().answersKept()).getEpochSecond();
        StoredAnswer stored = new StoredAnswer(key.requestHash(), Json.write(answer), expiry);
        return means.store().remember(key, stored, now.getEpochSecond())
                ? Optional.of(new Outcome.Done(answer))
                : Optional.empty();
    }

    private Outcome committed(Commit commit) {
        means.measures().count(Measure.WRITES);
        means.measures()
                .take(Measure.COMMIT_TIME, Duration.between(start, means.clock().instant()));
        return new Outcome.Done(commit.answer(), commit.changeSet());
    }

    private void lostRace() {
        retries++;
        means.measures().count(Measure.LOST_RACES);
    }

    private Optional<Outcome> send(Commit commit) {
        last = commit;
        boolean again = sendAgain;
        CommitResult result = means.store().commit(commit);
        sendAgain = result == CommitResult.UNKNOWN || (sendAgain && result == CommitResult.THROTTLED);
        return switch (result) {
            case COMMITTED -> Optional.of(committed(commit));
            case LOST -> {
                if (again) {
                    // Perhaps to itself.
                    retries++;
                } else {
                    lostRace();
                }
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
