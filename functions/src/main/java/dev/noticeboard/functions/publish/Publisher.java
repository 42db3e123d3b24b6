package dev.noticeboard.functions.publish;

import dev.noticeboard.functions.observe.LogEvent;
import dev.noticeboard.functions.runtime.Backoff;
import dev.noticeboard.functions.runtime.Faults;
import dev.noticeboard.functions.runtime.Pauses;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Notice;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ValueText;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes a change set as a notice: with the change set inside where it fits, by reference otherwise. Thread-safe. */
public final class Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final Duration PAUSE_BASE = Duration.ofMillis(50);
    private static final Duration PAUSE_CAP = Duration.ofSeconds(1);

    private final Topics topics;
    private final Duration spread;
    private final Pauses pauses;
    private final Backoff backoff;

    /**
     * Makes a publisher.
     *
     * @param spread over how long a fleet spreads its reads of a change set that does not fit into a notice
     */
    public Publisher(Topics topics, Duration spread, Pauses pauses, RandomGenerator random) {
        this.topics = topics;
        this.spread = spread;
        this.pauses = pauses;
        this.backoff = new Backoff(PAUSE_BASE, PAUSE_CAP, random);
    }

    /**
     * Publishes a change set.
     *
     * @param tries how often to try, 1 or more
     * @return whether it was taken
     */
    public boolean publish(ChangeSet changeSet, int tries) {
        return send(inline(changeSet).orElseGet(() -> reference(changeSet)), tries);
    }

    /**
     * Publishes that a namespace has reached its newest revision.
     *
     * @param tries how often to try, 1 or more
     * @return whether it was taken
     */
    public boolean publish(Head head, int tries) {
        return send(
                encode(Notice.byReference(head.namespace(), head.epoch(), head.revision(), spread.toMillis())), tries);
    }

    private boolean send(Encoded notice, int tries) {
        for (int failures = 1; ; failures++) {
            try {
                topics.publish(notice.namespace(), notice.text());
                return true;
            } catch (PublishFailedException e) {
                LogEvent.PUBLICATION_FAILED
                        .in(LOG.atWarn())
                        .log("publishing {} failed, try {} of {}: {}", notice, failures, tries, Faults.describe(e));
                if (failures >= tries) {
                    return false;
                }
                pauses.pause(backoff.next(failures));
            }
        }
    }

    private static Optional<Encoded> inline(ChangeSet changeSet) {
        return Optional.of(changeSet)
                .filter(ChangeSet::inline)
                .map(c -> encode(Notice.inline(c)))
                .filter(e -> ValueText.utf8Length(e.text()) <= Limits.NOTICE_BYTES);
    }

    private Encoded reference(ChangeSet changeSet) {
        long spreadMillis = changeSet.inline() ? spread.toMillis() : changeSet.spreadMillis();
        return encode(Notice.byReference(changeSet, spreadMillis));
    }

    private static Encoded encode(Notice notice) {
        return new Encoded(notice.namespace(), notice.revision(), Json.write(notice));
    }

    private record Encoded(Namespace namespace, long revision, String text) {
        /** Without the text, which may hold values. */
        @Override
        public String toString() {
            return "revision " + revision + " of " + namespace;
        }
    }
}
