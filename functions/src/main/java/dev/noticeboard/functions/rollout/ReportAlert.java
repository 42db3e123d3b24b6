package dev.noticeboard.functions.rollout;

import dev.noticeboard.functions.fleet.ReportListener;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Rollout.State;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.rollout.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Calls the conductor when reports make that worth while, so that a failing canary is rolled back within seconds of them: once for a
 * batch and namespace. Bad news of a host that a rollout exposes always is; that a host has what an over-ripe step or a roll-back waits
 * for is, but not at every report, since the conductor would look within a minute anyway. All other reports cost no call. Thread-safe.
 */
public final class ReportAlert implements ReportListener {
    /** For how long good news trust what is known of rollouts. Bad ones are held against the table, whenever what is known does not tell. */
    private static final Duration FRESH = Duration.ofSeconds(5);
    /** Between calls for good news of one namespace: a whole fleet may have them at once. */
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final RolloutStore store;
    private final ConductorCall conductor;
    private final Clock clock;
    private final Map<Namespace, Instant> called = new ConcurrentHashMap<>();
    private volatile @Nullable Known known;

    /** Over rollouts and what calls the conductor. */
    public ReportAlert(RolloutStore store, ConductorCall conductor, Clock clock) {
        this.store = store;
        this.conductor = conductor;
        this.clock = clock;
    }

    /** What a report is to a namespace's rollouts. */
    private enum News {
        NONE,
        GOOD,
        BAD
    }

    /** What was known at a time; each rollout is read when it is first asked for. */
    private final class Known {
        private final Instant at;
        private final List<RolloutStore.Pending> pending = store.pending();
        private final Map<RolloutStore.Pending, Optional<Rollout>> rollouts = new ConcurrentHashMap<>();

        Known(Instant at) {
            this.at = at;
        }

        News news(Namespace namespace, List<Kept> batch, Instant now) {
            return pending.stream()
                    .filter(p -> p.namespace().equals(namespace))
                    .flatMap(p -> rollouts.computeIfAbsent(p, q -> store.find(q.namespace(), q.id())).stream())
                    .flatMap(r -> batch.stream().map(kept -> ReportAlert.news(r, kept, now)))
                    .reduce(News.NONE, (a, b) -> a.compareTo(b) > 0 ? a : b);
        }
    }

    @Override
    public void kept(List<Kept> batch) {
        Instant now = clock.instant();
        Map<Namespace, List<Kept>> namespaces = batch.stream()
                .collect(Collectors.groupingBy(k -> k.report().namespace(), TreeMap::new, Collectors.toList()));
        RuntimeException failed = null;
        for (Map.Entry<Namespace, List<Kept>> each : namespaces.entrySet()) {
            try {
                if (worthWhile(each.getKey(), each.getValue(), now)) {
                    conductor.call(each.getKey());
                }
            } catch (RuntimeException e) {
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    private boolean worthWhile(Namespace namespace, List<Kept> batch, Instant now) {
        Known mine = known(now);
        News news = mine.news(namespace, batch, now);
        if (news != News.BAD && mine.at.isBefore(now) && batch.stream().anyMatch(ReportAlert::complains)) {
            news = refreshed(now).news(namespace, batch, now);
        }
        if (news != News.GOOD) {
            return news == News.BAD;
        }
        Instant last = called.get(namespace);
        boolean due = last == null || !now.isBefore(last.plus(BETWEEN));
        if (due) {
            called.put(namespace, now);
        }
        return due;
    }

    private static boolean complains(Kept kept) {
        return !kept.report().withheld().isEmpty() || !kept.report().health().ok();
    }

    private Known known(Instant now) {
        Known mine = known;
        return mine == null || !now.isBefore(mine.at.plus(FRESH)) ? refreshed(now) : mine;
    }

    private Known refreshed(Instant now) {
        Known fresh = new Known(now);
        known = fresh;
        return fresh;
    }

    private static News news(Rollout r, Kept kept, Instant now) {
        Report report = kept.report();
        if (!Bucket.exposed(r.id(), r.share(), r.tags(), report.agentId(), kept.hostTags())) {
            return News.NONE;
        }
        if (r.state() == State.ROLLING_BACK) {
            return report.reached(r.epoch(), r.revision()) ? News.GOOD : News.NONE;
        }
        Said said = r.open() ? Said.of(r, report) : Said.NOTHING;
        if (said.bad()) {
            return News.BAD;
        }
        return said.reached() && r.state() == State.BAKING && Decider.opens(r, now) ? News.GOOD : News.NONE;
    }
}
