package dev.noticeboard.localstack.rollouts;

import dev.noticeboard.agent.ChangePreview;
import dev.noticeboard.agent.Guard;
import dev.noticeboard.agent.receive.NoticeSource;
import dev.noticeboard.agent.refresh.Jitter;
import dev.noticeboard.agent.refresh.Refresher;
import dev.noticeboard.agent.refresh.Timer;
import dev.noticeboard.agent.register.LeaseKeeper;
import dev.noticeboard.agent.register.Registrar;
import dev.noticeboard.agent.report.Reporter;
import dev.noticeboard.agent.simulation.SimDisk;
import dev.noticeboard.agent.snapshot.PrefixFilter;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.agent.sync.Announcer;
import dev.noticeboard.agent.sync.BoardReader;
import dev.noticeboard.agent.sync.Counters;
import dev.noticeboard.agent.sync.HostIdentity;
import dev.noticeboard.agent.sync.NoticesResult;
import dev.noticeboard.agent.sync.Sync;
import dev.noticeboard.schemas.api.Registration;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A host: an agent's real parts (sync core, refresh loop, lease, reports, disk), wired as {@code AgentRuntime} does, around an application to
 * which a change may be bad. Whoever crashes is started again, catches up first, and has its disk. For one thread.
 */
final class SimHost {
    /** The parameter that the change is about, what it is, and what the change makes of it. */
    static final String NAME = SimFunctions.NAMESPACE.text() + "/pool-size";

    static final String STABLE = "10";
    static final String CANDIDATE = "64";

    private static final Duration POLL = Duration.ofSeconds(60);
    private static final Duration REPORT_DELAY = Duration.ofSeconds(2);
    /** Between two questions of the agent's health check. */
    private static final Duration HEALTH_CHECK = Duration.ofSeconds(10);

    private static final Duration CRASHES_LATER = Duration.ofSeconds(30);
    /** How long the supervisor waits before it starts a crashed process again: 10 s, or up to half as much again. */
    private static final Duration RESTART = Duration.ofSeconds(10);

    private static final Duration RESTART_JITTER = Duration.ofSeconds(5);
    /** SQS's visibility time-out of an agent's queue. */
    private static final Duration COMES_AGAIN = Duration.ofSeconds(30);

    private static final int RECEIVED = 10;

    /**
     * What all hosts share.
     *
     * @param push whether agents have leases, and so notices and reports
     * @param poison how long a host serves what poisons it before it is unwell
     */
    record World(
            Clock clock,
            Timer timer,
            Jitter jitter,
            BoardReader board,
            SimFunctions functions,
            Wire wire,
            boolean push,
            Duration poison) {}

    private final World world;
    private final HostIdentity identity;
    private final Defect defect;
    private final SimDisk disk = new SimDisk();
    private final List<String> queue = new ArrayList<>();
    /** Counts processes; what an ended one has left in the timer does nothing. */
    private int life;

    private boolean alive;
    private boolean listening;
    private boolean candidate;
    private @Nullable Sync sync;
    private @Nullable Refresher refresher;
    private @Nullable Reporter reporter;
    private @Nullable Instant exposedAt;
    private @Nullable Instant harmedAt;
    private @Nullable Instant backAt;

    /** @param defect what the change does to this host */
    SimHost(World world, HostIdentity identity, Defect defect) {
        this.world = world;
        this.identity = identity;
        this.defect = defect;
    }

    String id() {
        return identity.agentId();
    }

    /** When it first served the candidate. */
    Optional<Instant> exposedAt() {
        return Optional.ofNullable(exposedAt);
    }

    /** When the change first hurt it. */
    Optional<Instant> harmedAt() {
        return Optional.ofNullable(harmedAt);
    }

    /** Since when it runs on the stable value again; empty while it does not. */
    Optional<Instant> backAt() {
        return Optional.ofNullable(backAt);
    }

    /** Starts the agent's process. */
    void start() {
        int mine = life;
        Timer timer = (delay, task) -> world.timer.after(delay, () -> {
            if (life == mine) {
                task.run();
            }
        });
        Counters counters = new Counters();
        Sync core = new Sync(
                SimFunctions.NAMESPACE,
                PrefixFilter.ALL,
                identity,
                world.board,
                disk,
                this::judge,
                new Announcer(counters),
                counters,
                world.clock);
        Refresher refreshes = new Refresher(core, timer, world.jitter, POLL, () -> {});
        Reporter reports = reporter(timer);
        alive = true;
        candidate = false;
        sync = core;
        refresher = refreshes;
        reporter = reports;
        core.observe((snapshot, traceparent) -> serves(snapshot, reports));
        core.load();
        core.refresh(true);
        if (life == mine && core.serveLoaded()) {
            core.served().ifPresent(snapshot -> serves(snapshot, reports));
        }
        if (life == mine) {
            runs();
            refreshes.start();
            if (world.push) {
                lease(timer, counters, refreshes, reports).start();
            }
        }
    }

    private Reporter reporter(Timer timer) {
        return new Reporter(
                new Reporter.Reporting(SimFunctions.NAMESPACE, id(), "simulated"),
                () -> "current",
                url -> report -> {
                    var message = world.functions.message(report);
                    world.wire.report(() -> world.functions.arrived(message));
                },
                timer,
                world.jitter,
                world.clock,
                REPORT_DELAY);
    }

    private LeaseKeeper lease(Timer timer, Counters counters, Refresher refreshes, Reporter reports) {
        LeaseKeeper lease = new LeaseKeeper(
                registrar(),
                SimFunctions.NAMESPACE,
                id(),
                identity.hostTags(),
                url -> new Unread(),
                timer,
                world.jitter,
                counters,
                () -> refreshes.readWithin(Duration.ZERO));
        lease.onGranted(granted -> {
            reports.granted(granted);
            listening = true;
            drain();
        });
        return lease;
    }

    private Registrar registrar() {
        return new Registrar() {
            @Override
            public Registration register(Namespace namespace, String agentId, Registration.Request request) {
                return world.functions.register(agentId, request);
            }

            @Override
            public void remove(Namespace namespace, String agentId) {
                throw new RegistrationException("simulated hosts do not leave");
            }
        };
    }

    /** A notice has arrived in its queue, whether or not the process runs. */
    void receive(String notice) {
        queue.add(notice);
        drain();
    }

    /** As the receive loop does. */
    private void drain() {
        int mine = life;
        Sync core = sync;
        Refresher refreshes = refresher;
        while (listening && core != null && refreshes != null && !queue.isEmpty()) {
            List<String> batch = List.copyOf(queue.subList(0, Math.min(RECEIVED, queue.size())));
            NoticesResult result = core.onNotices(batch);
            if (life != mine) {
                return;
            }
            result.readWithin().ifPresent(refreshes::readWithin);
            queue.subList(0, batch.size()).clear();
            for (int place = 0; place < batch.size(); place++) {
                String body = batch.get(place);
                if (!result.handled().contains(place)) {
                    world.timer.after(COMES_AGAIN, () -> receive(body));
                }
            }
        }
    }

    private Guard.Verdict judge(ChangePreview change) {
        boolean asked = defect == Defect.VETO && isCandidate(change.after()) && !isCandidate(change.before());
        return asked ? Guard.veto("the pool is too large") : Guard.accept();
    }

    private static boolean isCandidate(Snapshot snapshot) {
        Value value = snapshot.value(NAME);
        return value != null && value.text().equals(CANDIDATE);
    }

    private void serves(Snapshot snapshot, Reporter reports) {
        if (world.push) {
            reports.serves(snapshot, null);
        }
        boolean now = isCandidate(snapshot);
        if (now == candidate) {
            return;
        }
        candidate = now;
        if (now) {
            exposedAt = exposedAt == null ? world.clock.instant() : exposedAt;
            backAt = null;
            suffer();
        } else {
            tell(false, true);
            runs();
        }
    }

    private void runs() {
        if (exposedAt != null && !candidate && backAt == null) {
            backAt = world.clock.instant();
        }
    }

    private void suffer() {
        switch (defect) {
            case NONE, VETO -> {}
            case CRASH -> crash();
            case CRASH_LATER -> {
                if (harmedAt == null) {
                    whileServed(CRASHES_LATER, this::crash);
                } else {
                    crash();
                }
            }
            case CRASH_LOOP -> whileServed(CRASHES_LATER, this::crash);
            case UNWELL -> {
                harmed();
                tell(true, false);
            }
            case POISON ->
                whileServed(world.poison, () -> {
                    harmed();
                    tell(true, false);
                });
        }
    }

    private void harmed() {
        harmedAt = harmedAt == null ? world.clock.instant() : harmedAt;
    }

    private void whileServed(Duration delay, Runnable task) {
        int mine = life;
        world.timer.after(delay, () -> {
            if (life == mine && candidate) {
                task.run();
            }
        });
    }

    /** The health check's next answer, should the host still serve what made it so. */
    private void tell(boolean serving, boolean well) {
        int mine = life;
        Reporter reports = reporter;
        world.timer.after(world.jitter.within(HEALTH_CHECK), () -> {
            if (life == mine && alive && candidate == serving && reports != null) {
                reports.health(well, well ? null : "HTTP 503");
            }
        });
    }

    private void crash() {
        harmed();
        life++;
        alive = false;
        listening = false;
        backAt = null;
        world.timer.after(RESTART.plus(world.jitter.within(RESTART_JITTER)), this::start);
    }

    /** A queue that is emptied by {@link #drain}. */
    private static final class Unread implements NoticeSource {
        @Override
        public List<Received> receive() {
            return List.of();
        }

        @Override
        public void delete(List<Received> done) {}

        @Override
        public void close() {}
    }
}
