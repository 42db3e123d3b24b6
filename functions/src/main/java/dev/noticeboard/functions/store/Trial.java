package dev.noticeboard.functions.store;

import dev.noticeboard.schemas.name.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A request that is tried out: read and planned as {@link Rounds} would, never sent. For one thread. */
final class Trial {
    /** Reads that straddle a commit are repeated; so many in a row mean that others write all the time. */
    private static final int READS = 10;

    private final Rounds.Means means;
    private final WriteRequest request;

    Trial(Rounds.Means means, WriteRequest request) {
        this.means = means;
        this.request = request;
    }

    Outcome run() {
        try {
            for (int i = 0; i < READS; i++) {
                Reading reading = Reading.of(means.store(), request, null, 0);
                BoardState state = reading.state();
                if (!reading.torn()) {
                    return findings(state);
                }
                means.pauses().pause(means.backoff().next(i + 1));
            }
            return new Outcome.Busy(Outcome.Busy.Cause.RACES);
        } catch (StoreUnavailableException e) {
            return new Outcome.Busy(e.throttled() ? Outcome.Busy.Cause.THROTTLED : Outcome.Busy.Cause.UNREACHABLE);
        }
    }

    private Outcome findings(BoardState state) {
        Instant now = Instant.ofEpochMilli(means.clock().millis());
        Attempt attempt = new Attempt(
                means.newName(),
                means.newName(),
                means.newName(),
                now,
                0,
                means.settings().table());
        Planner.Findings found = means.planner().find(request, state, attempt);
        if (found.copied()) {
            return new Outcome.Copied();
        }
        if (found.overtaken() != null) {
            return new Outcome.Overtaken(found.overtaken());
        }
        List<Violation> violations = new ArrayList<>(found.violations());
        if (violations.isEmpty()) {
            Judgement judgement = new Judgement(means.validator(), request);
            if (!judgement.passes(state.settings(), found.draft().parameters().writes())) {
                Optional<Outcome> verdict = judgement.ask();
                if (verdict.isPresent() && !(verdict.get() instanceof Outcome.Refused)) {
                    return verdict.get();
                }
                verdict.map(Outcome.Refused.class::cast).ifPresent(r -> violations.addAll(r.violations()));
            }
        }
        return new Outcome.Tried(state.revision(), found.draft().items(), violations, found.conflicts());
    }
}
