package dev.noticeboard.schemas.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.noticeboard.schemas.board.Trace;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an agent says back, through the reports queue: all of its state, so that the newest report makes every older one
 * superfluous. It holds no value of a parameter; reasons and details are the application's words.
 *
 * <p>Bounded, so that its JSON stays under {@value #BYTES} bytes: SQS and Lambda count in units of 64 KB, DynamoDB in units of 1 KB,
 * and a fleet of thousands reports at once. What was cut is counted.
 *
 * @param noticeboard the format's number, {@value #FORMAT}
 * @param namespace what the agent keeps current
 * @param agentId which agent
 * @param epoch the epoch that it serves; absent while it serves nothing
 * @param revision the revision that it has applied; 0 while it serves nothing
 * @param appliedAfter {@code applied} tells of every revision after this one up to {@code revision}
 * @param applied when it applied revisions, the oldest first; several applied at once have one entry, with the newest of them
 * @param withheld what guards on the host refused, the newest first
 * @param moreWithheld how many groups of {@code withheld} were cut
 * @param health the application's
 * @param state the agent's state in a word, as its status has it
 * @param at when it was made, by the host's clock
 * @param version of the agent's software
 */
public record Report(
        int noticeboard,
        Namespace namespace,
        String agentId,
        @Nullable String epoch,
        long revision,
        long appliedAfter,
        List<Applied> applied,
        List<Withheld> withheld,
        int moreWithheld,
        Health health,
        String state,
        Instant at,
        String version) {
    /** The number of this format. */
    public static final int FORMAT = 1;
    /**
     * How often, in seconds, an agent reports at least while an open rollout exposes its host: silence must show within a step's bake,
     * which is shorter than a lease. Our choice: the conductor looks as often.
     */
    public static final int EXPOSED_HEARTBEAT_SECONDS = 60;
    /** The most bytes of its JSON. */
    public static final int BYTES = 8 * 1024;
    /** The most entries of {@code applied}. */
    public static final int APPLIED = 20;
    /** How many entries of {@code applied}, the newest, tell their trace. Our choice: so that the largest report stays in its bounds. */
    public static final int TRACES = 5;
    /** The most groups of {@code withheld}. */
    public static final int WITHHELD = 4;
    /** The most characters of the names of one group. */
    public static final int NAMES_CHARACTERS = 300;
    /** The most characters of a reason and of a detail. */
    public static final int TEXT_CHARACTERS = 160;
    /** The most characters of an epoch, a state and a version. */
    public static final int WORD_CHARACTERS = 64;

    private static final Pattern AGENT_ID = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9_.-]{1,128}");

    /** @throws IllegalArgumentException if a part is missing or over its bound */
    public Report {
        require(noticeboard == FORMAT, "noticeboard", "is not " + FORMAT);
        require(namespace != null, "namespace", "is missing");
        require(agentId != null && AGENT_ID.matcher(agentId).matches(), "agentId", "is not an agent's id");
        require(epoch == null || epoch.length() <= WORD_CHARACTERS, "epoch", "is too long");
        require(appliedAfter >= 0 && appliedAfter <= revision, "appliedAfter", "is not between 0 and the revision");
        applied = applied == null ? List.of() : List.copyOf(applied);
        require(applied.size() <= APPLIED, "applied", "has more than " + APPLIED + " entries");
        long last = appliedAfter;
        for (Applied entry : applied) {
            require(entry.revision() > last && entry.revision() <= revision, "applied", "is not in order");
            last = entry.revision();
        }
        withheld = withheld == null ? List.of() : List.copyOf(withheld);
        require(withheld.size() <= WITHHELD, "withheld", "has more than " + WITHHELD + " entries");
        require(moreWithheld >= 0, "moreWithheld", "is less than 0");
        require(health != null, "health", "is missing");
        require(state != null && state.length() <= WORD_CHARACTERS, "state", "is missing or too long");
        require(at != null, "at", "is missing");
        require(version != null && version.length() <= WORD_CHARACTERS, "version", "is missing or too long");
    }

    private static void require(boolean holds, String field, String what) {
        if (!holds) {
            throw new IllegalArgumentException(field + " " + what);
        }
    }

    /**
     * Revisions up to this one were applied at this moment of the host's clock.
     *
     * @param traceparent the trace of the change set that made this revision; absent where none is known
     */
    public record Applied(
            long revision, Instant at, @Nullable String traceparent) {
        /** @throws IllegalArgumentException if there is no time, or the trace is none */
        @JsonCreator
        public Applied {
            require(at != null, "applied", "has no time");
            require(
                    traceparent == null || Trace.parse(traceparent, null).isPresent(),
                    "traceparent",
                    "is not one of W3C's Trace Context");
        }

        /** Of no known trace. */
        public Applied(long revision, Instant at) {
            this(revision, at, null);
        }
    }

    /**
     * A change that a guard on the host refused.
     *
     * @param fromRevision the oldest revision in it
     * @param toRevision the newest revision in it
     * @param reason the guard's
     * @param names the parameters in it, as far as they fit
     * @param moreNames how many names were cut
     */
    public record Withheld(long fromRevision, long toRevision, String reason, List<String> names, int moreNames) {
        /** @throws IllegalArgumentException if a part is missing or over its bound */
        public Withheld {
            require(fromRevision >= 0 && fromRevision <= toRevision, "withheld", "has no range of revisions");
            require(reason != null && reason.length() <= TEXT_CHARACTERS, "reason", "is missing or too long");
            names = names == null ? List.of() : List.copyOf(names);
            require(
                    names.stream().mapToInt(String::length).sum() <= NAMES_CHARACTERS,
                    "names",
                    "have more than " + NAMES_CHARACTERS + " characters");
            require(moreNames >= 0, "moreNames", "is less than 0");
        }
    }

    /**
     * The health of the application that the agent serves.
     *
     * @param ok whether it is well; true where nobody said
     * @param detail why, if somebody said
     */
    public record Health(boolean ok, @Nullable String detail) {
        /** @throws IllegalArgumentException if the detail is too long */
        public Health {
            require(detail == null || detail.length() <= TEXT_CHARACTERS, "detail", "is too long");
        }
    }

    /** Whether it had this revision of this epoch when it was sent, or a newer one. */
    public boolean reached(String ofEpoch, long wanted) {
        return ofEpoch.equals(epoch) && revision >= wanted;
    }

    /** When it applied this revision, as far as it tells: not of what it had when it started, nor of what was cut. */
    public @Nullable Instant appliedAt(long wanted) {
        if (wanted <= appliedAfter || wanted > revision) {
            return null;
        }
        return applied.stream()
                .filter(entry -> entry.revision() >= wanted)
                .findFirst()
                .map(Applied::at)
                .orElse(null);
    }
}
