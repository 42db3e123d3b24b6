package dev.noticeboard.functions.upkeep;

import dev.noticeboard.functions.observe.LogEvent;
import dev.noticeboard.functions.runtime.Faults;
import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.store.DueTimes;
import dev.noticeboard.functions.store.Outcome;
import dev.noticeboard.functions.store.WriteRequest;
import dev.noticeboard.functions.upkeep.BoardEvent.Kind;
import dev.noticeboard.functions.upkeep.PolicyEnforcer.Result;
import dev.noticeboard.functions.upkeep.UpkeepStore.DueParameter;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Violation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is due of one version. Its notices come first and hold the version's place in the index until they were taken,
 * so each is told at least once; only an expiry does not wait for them. Thread-safe.
 */
final class DueVersion {
    private static final Logger LOG = LoggerFactory.getLogger(DueVersion.class);
    /** After a refusal: rules or validators change when people change them, and every try tells an event. */
    private static final Duration AFTER_REFUSAL = Duration.ofHours(1);
    /** After a validator that did not judge: a function that starts slowly or was throttled recovers within minutes. */
    private static final Duration AFTER_SILENCE = Duration.ofMinutes(5);
    /** A validator that has been silent for this long will not recover by itself: an event tells of it. */
    private static final Duration SILENCE_TOLD = Duration.ofMinutes(15);
    /** Violations that an event lists. EventBridge takes 256 KB in all; the first few tell enough. */
    private static final int LISTED = 10;

    private final UpkeepStore store;
    private final Committer committer;
    private final BoardEvents events;
    private final Clock clock;

    DueVersion(UpkeepStore store, Committer committer, BoardEvents events, Clock clock) {
        this.store = store;
        this.committer = committer;
        this.events = events;
        this.clock = clock;
    }

    /** Does what the entry says, if it still holds. */
    Result enforce(DueParameter due) {
        Optional<Parameter> standing = store.dueStill(due);
        return standing.isEmpty() ? Result.PASSED : new Work(due, standing.get(), clock.instant()).run();
    }

    private final class Work {
        private final DueParameter due;
        private final Parameter version;
        private final Instant now;
        private final List<DueTimes.Due> times;

        Work(DueParameter due, Parameter version, Instant now) {
            this.due = due;
            this.version = version;
            this.now = now;
            this.times = DueTimes.of(version);
        }

        Result run() {
            List<BoardEvent> notices = times.stream()
                    .filter(t -> !t.at().isAfter(now))
                    .filter(t -> !t.at().truncatedTo(ChronoUnit.SECONDS).isBefore(due.at()))
                    .flatMap(t -> notice(t).stream())
                    .toList();
            boolean told = tell(notices);
            Optional<Instant> expiry = times.stream()
                    .filter(t -> t.kind() == DueTimes.Kind.EXPIRY && !t.at().isAfter(now))
                    .map(DueTimes.Due::at)
                    .findFirst();
            if (expiry.isPresent()) {
                return expire(expiry.get(), told);
            }
            return told ? postpone(null, notices.isEmpty() ? Result.PASSED : Result.NOTIFIED) : Result.FAILED;
        }

        private Optional<BoardEvent> notice(DueTimes.Due time) {
            return switch (time.kind()) {
                case EXPIRY -> Optional.empty();
                case EXPIRY_NOTICE ->
                    Optional.of(event(
                            Kind.EXPIRING,
                            time.at(),
                            "it expires at "
                                    + times.stream()
                                            .filter(t -> t.kind() == DueTimes.Kind.EXPIRY)
                                            .map(t -> t.at().toString())
                                            .collect(Collectors.joining())));
                case NO_CHANGE_NOTICE ->
                    Optional.of(event(Kind.UNCHANGED, time.at(), "nobody changed it since " + version.at()));
            };
        }

        private BoardEvent event(Kind kind, Instant at, String text) {
            return BoardEvent.of(kind, version.name(), version.version(), at, text);
        }

        private boolean tell(List<BoardEvent> told) {
            try {
                if (!told.isEmpty()) {
                    events.publish(told);
                }
                return true;
            } catch (EventsUnavailableException e) {
                LogEvent.POLICY_FAILED
                        .in(LOG.atWarn())
                        .log("events of {} were not told: {}", version.name(), Faults.describe(e));
                return false;
            }
        }

        private Result expire(Instant expiry, boolean told) {
            Wish wish = new Wish.Delete("", version.name(), version.version());
            String why = "expired at " + expiry + " by its policy";
            Outcome outcome = committer.commit(
                    new WriteRequest(version.name().namespace(), Wishes.one(wish, why), why, PolicyEnforcer.BY, null)
                            .in(WriteRequest.Manner.UPKEEP));
            if (outcome instanceof Outcome.Done done) {
                tell(List.of(event(
                        Kind.EXPIRED,
                        expiry,
                        "deleted at revision " + done.answer().revision())));
                return Result.EXPIRED;
            }
            if (outcome instanceof Outcome.Refused refused) {
                tell(List.of(event(Kind.EXPIRY_REFUSED, expiry, "refused: " + listed(refused.violations()))));
                return told ? postpone(now.plus(AFTER_REFUSAL), Result.REFUSED) : Result.FAILED;
            }
            if (outcome instanceof Outcome.Unjudged unjudged) {
                if (!now.isBefore(expiry.plus(SILENCE_TOLD))) {
                    tell(List.of(event(Kind.EXPIRY_REFUSED, expiry, "the validator function " + unjudged.reason())));
                }
                LogEvent.VALIDATOR_UNAVAILABLE
                        .in(LOG.atWarn())
                        .log("{} was not judged: the validator function {}", version, unjudged.reason());
                return told ? postpone(now.plus(AFTER_SILENCE), Result.REFUSED) : Result.FAILED;
            }
            // A conflict: somebody was faster, and the new version has an entry of its own.
            return outcome instanceof Outcome.Busy ? Result.BUSY : Result.PASSED;
        }

        /** Fields and rules only: a message, of a validator above all, could quote the value. */
        private String listed(List<Violation> violations) {
            return violations.stream()
                    .limit(LISTED)
                    .map(v -> (v.parameter() == null ? v.field() : v.parameter()) + " (" + v.rule() + ")")
                    .distinct()
                    .collect(Collectors.joining(", "));
        }

        /** To the next event that is still to come, or to a time before it. */
        private Result postpone(@Nullable Instant again, Result result) {
            Instant next = again;
            for (DueTimes.Due time : times) {
                if (time.at().isAfter(now) && (next == null || time.at().isBefore(next))) {
                    next = time.at();
                }
            }
            store.postpone(due, version.version(), next);
            return result;
        }
    }
}
