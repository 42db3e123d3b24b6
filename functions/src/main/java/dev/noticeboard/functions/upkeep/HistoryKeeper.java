package dev.noticeboard.functions.upkeep;

import dev.noticeboard.functions.observe.LogEvent;
import dev.noticeboard.functions.runtime.Faults;
import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Settings;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops the versions that a namespace's settings do not keep. Never the newest that is served, never a candidate, never a labelled one: a label that
 * moves meanwhile wins, and the parameter's turn comes again with the next run. A version was superseded when the next one
 * that the history still holds was written, or before. What is dropped is gone, so a run that runs out of time needs no
 * bookmark; each day another namespace is the first. Thread-safe.
 */
public final class HistoryKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryKeeper.class);
    /** Lambda's limit is 15 minutes; a step after the last look at the clock takes seconds. */
    private static final Duration BUDGET = Duration.ofMinutes(12);
    /** Items of a step, and their bytes: as much as DynamoDB sends at once. */
    private static final int STEP = 100;

    private static final long STEP_BYTES = 1024 * 1024;

    private final UpkeepStore upkeep;
    private final BoardStore store;
    private final Clock clock;

    /** Makes a keeper. */
    public HistoryKeeper(UpkeepStore upkeep, BoardStore store, Clock clock) {
        this.upkeep = upkeep;
        this.store = store;
        this.clock = clock;
    }

    /**
     * What a run did.
     *
     * @param dropped versions
     * @param contested parameters whose labels moved meanwhile
     * @param failures parameters or namespaces that failed; the next run tries them again
     * @param finished whether the time sufficed
     */
    public record Kept(int dropped, int contested, int failures, boolean finished) {}

    /** Runs once. */
    public Kept run() {
        Run run = new Run(clock.instant());
        List<Namespace> namespaces = new ArrayList<>(upkeep.namespaces());
        if (!namespaces.isEmpty()) {
            long day = LocalDate.ofInstant(run.start, ZoneOffset.UTC).toEpochDay();
            Collections.rotate(namespaces, -Math.floorMod(day, namespaces.size()));
        }
        for (Namespace namespace : namespaces) {
            run.attempt(namespace.text(), () -> run.namespace(namespace));
        }
        Kept kept = new Kept(run.dropped, run.contested, run.failures, !run.late());
        LOG.info("{}", kept);
        return kept;
    }

    /** One run; for one thread. */
    private final class Run {
        private final Instant start;
        private int dropped;
        private int contested;
        private int failures;

        Run(Instant start) {
            this.start = start;
        }

        boolean late() {
            return clock.instant().isAfter(start.plus(BUDGET));
        }

        void attempt(String what, Runnable step) {
            if (late() || Thread.currentThread().isInterrupted()) {
                return;
            }
            try {
                step.run();
            } catch (RuntimeException e) {
                failures++;
                LogEvent.RETENTION_FAILED
                        .in(LOG.atWarn())
                        .log("the retention of {} failed: {}", what, Faults.describe(e));
            }
        }

        void namespace(Namespace namespace) {
            Settings settings = store.head(namespace).map(Head::settingsInForce).orElse(Settings.DEFAULTS);
            Optional<RetentionRule> found = RetentionRule.of(settings);
            if (found.isEmpty()) {
                return;
            }
            RetentionRule rule = found.get();
            ParameterName after = null;
            boolean more = true;
            while (more && !late()) {
                BoardStore.Run walked = store.walk(Prefix.whole(namespace), after, Limits.PAGE_PARAMETERS, STEP_BYTES);
                for (Parameter p : walked.parameters()) {
                    if (rule.highest(p.version()) > 0) {
                        attempt(p.name().text(), () -> trim(p, rule));
                    }
                    after = p.name();
                }
                more = walked.more();
            }
        }

        private void trim(Parameter newest, RetentionRule rule) {
            ParameterName name = newest.name();
            long highest = rule.highest(newest.version());
            Labels labels = null;
            Parameter newer = null;
            // The version above the highest as well: it tells when that one was superseded.
            long before = highest + 2;
            boolean more = true;
            while (more && !late()) {
                BoardStore.HistoryRun run = store.history(name, before, STEP, STEP_BYTES);
                if (before == highest + 2
                        && !run.versions().isEmpty()
                        && run.versions().get(0).version() <= highest) {
                    // That version was dropped under other settings: the one that tells is further up.
                    before = Long.MAX_VALUE;
                    continue;
                }
                labels = labels == null ? run.labels() : labels;
                List<Long> versions = new ArrayList<>();
                for (Parameter p : run.versions()) {
                    if (p.version() <= highest
                            && drops(rule, newer == null ? newest : newer)
                            && !labels.versions().containsValue(p.version())) {
                        versions.add(p.version());
                    }
                    // What a rollout withdrew superseded nothing.
                    newer = p.unserved() ? newer : p;
                    before = p.version();
                }
                if (!upkeep.drop(name, versions, labels)) {
                    contested++;
                    return;
                }
                dropped += versions.size();
                more = run.more();
            }
        }

        private boolean drops(RetentionRule rule, Parameter next) {
            return rule.drops(next.at(), start);
        }
    }
}
