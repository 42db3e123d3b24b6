package dev.noticeboard.agent;

import static java.util.Objects.requireNonNull;

import dev.noticeboard.agent.receive.NoticeSource;
import dev.noticeboard.agent.receive.Receiver;
import dev.noticeboard.agent.refresh.CachedVersionReader;
import dev.noticeboard.agent.refresh.Jitter;
import dev.noticeboard.agent.refresh.Refresher;
import dev.noticeboard.agent.refresh.ThreadTimer;
import dev.noticeboard.agent.register.LeaseKeeper;
import dev.noticeboard.agent.register.Registrar;
import dev.noticeboard.agent.register.SigV4Registrar;
import dev.noticeboard.agent.snapshot.FileSnapshotStore;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.SnapshotStore;
import dev.noticeboard.agent.sync.Announcer;
import dev.noticeboard.agent.sync.BoardReader;
import dev.noticeboard.agent.sync.Counters;
import dev.noticeboard.agent.sync.ReadResult;
import dev.noticeboard.agent.sync.Sync;
import dev.noticeboard.agent.sync.TimedGuards;
import dev.noticeboard.agent.sync.VersionReader;
import dev.noticeboard.schemas.client.SigV4ApiClient;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An agent's parts, wired by hand, and the order in which they start and end. */
final class AgentRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(AgentRuntime.class);
    /** How long a close waits for each thread; they are daemons, so one that hangs does not hold up the process. */
    private static final Duration JOIN = Duration.ofSeconds(2);
    /** How long a join waits before it cuts a long poll short once more, which may have begun just then. */
    private static final Duration NUDGE = Duration.ofMillis(50);

    private final AgentOptions options;
    private final Counters counters = new Counters();
    private final CountDownLatch servesSomething = new CountDownLatch(1);
    private final @Nullable AwsAgentClients ownClients;
    private final @Nullable ThreadPoolExecutor listenerThread;
    private final Announcer announcer;
    private final VersionReader versions;
    private final Sync sync;
    private final ThreadTimer refreshTimer;
    private final Refresher refresher;
    private final @Nullable Push push;

    /** What only an agent with a registrar has. */
    private record Push(ThreadTimer timer, LeaseKeeper lease, Receiver receiver, Thread thread) {}

    AgentRuntime(AgentOptions o) {
        this.options = o;
        boolean needsClients = o.clients == null
                && (o.boardReader == null || (o.noticeSources == null && (o.registrar != null || o.endpoint != null)));
        this.ownClients = needsClients ? AwsAgentClients.connect(o.region, o.dynamoDbEndpoint, o.sqsEndpoint) : null;
        AgentThreads threads = new AgentThreads(o.namespace + " " + o.agentId);
        this.listenerThread = o.executor == null ? threads.single("listeners") : null;
        this.announcer = new Announcer(counters);
        o.listeners.forEach(l -> announcer.add(Scope.everything(), l, executor()));
        this.sync = new Sync(
                o.namespace,
                reader(),
                store(),
                new TimedGuards(o.guards, o.guardTimeout, threads.named("guards")),
                announcer,
                counters,
                o.clock);
        this.versions = new CachedVersionReader(
                versionReader(), () -> sync.served().map(Snapshot::epoch).orElse(""), o.clock);
        Jitter jitter = new Jitter(o.random);
        this.refreshTimer = new ThreadTimer(threads.named("refresh"));
        this.refresher = new Refresher(sync, refreshTimer, jitter, o.pollInterval, this::afterRead);
        Registrar registrar = registrar();
        this.push = registrar == null ? null : push(registrar, threads, jitter);
    }

    private Executor executor() {
        return listenerThread == null ? requireNonNull(options.executor) : listenerThread;
    }

    private BoardReader reader() {
        return options.boardReader != null ? options.boardReader : clients().boardReader(options.table);
    }

    private VersionReader versionReader() {
        if (options.versionReader != null) {
            return options.versionReader;
        }
        return options.boardReader != null
                ? VersionReader.of(options.boardReader)
                : clients().versionReader(options.table);
    }

    private @Nullable SnapshotStore store() {
        if (options.snapshotStore != null || options.directory == null) {
            return options.snapshotStore;
        }
        return new FileSnapshotStore(options.directory, options.namespace);
    }

    private @Nullable Registrar registrar() {
        if (options.registrar != null || options.endpoint == null) {
            return options.registrar;
        }
        return new SigV4Registrar(SigV4ApiClient.of(options.endpoint));
    }

    private AwsAgentClients clients() {
        AwsAgentClients clients = options.clients != null ? options.clients : ownClients;
        if (clients == null) {
            throw new IllegalStateException("no AWS clients were made");
        }
        return clients;
    }

    private Push push(Registrar registrar, AgentThreads threads, Jitter jitter) {
        ThreadTimer timer = new ThreadTimer(threads.named("lease"));
        Function<String, NoticeSource> sources =
                options.noticeSources != null ? options.noticeSources : clients()::noticeSource;
        LeaseKeeper lease = new LeaseKeeper(
                registrar,
                options.namespace,
                options.agentId,
                options.hostTags,
                sources,
                timer,
                jitter,
                counters,
                () -> refresher.readWithin(Duration.ZERO));
        Receiver receiver =
                new Receiver(lease, sync, refresher, jitter, d -> TimeUnit.NANOSECONDS.sleep(d.toNanos()), counters);
        return new Push(timer, lease, receiver, threads.named("receive").newThread(receiver));
    }

    void start() {
        boolean onDisk = sync.load();
        CompletableFuture<ReadResult> first = new CompletableFuture<>();
        refreshTimer.after(Duration.ZERO, () -> {
            try {
                first.complete(sync.refresh(true));
            } catch (RuntimeException e) {
                first.completeExceptionally(e);
                throw e;
            }
        });
        String trouble = await(first, onDisk ? options.catchUpOnStart : options.startTimeout);
        if (sync.serveLoaded()) {
            LOG.warn("{} is served from disk: {}", options.namespace, trouble);
        }
        boolean serves = sync.served().isPresent();
        if (!serves && options.whenNothingToServe == WhenNothingToServe.FAIL) {
            throw new AgentStartException("nothing to serve for " + options.namespace + ": " + trouble
                    + ". Check namespace, table, region and credentials, give a directory with a last known good"
                    + " snapshot, or let the start wait.");
        }
        refresher.start();
        if (push != null) {
            push.lease.start();
            push.thread.start();
        }
        if (serves) {
            servesSomething.countDown();
        } else if (options.whenNothingToServe == WhenNothingToServe.WAIT) {
            awaitServing();
        }
    }

    /** What kept the first read from an answer within the limit; nothing to speak of if it worked. */
    private static String await(CompletableFuture<ReadResult> first, Duration limit) {
        try {
            ReadResult result = first.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return result instanceof ReadResult.Failed failed ? failed.reason() : "the board was read";
        } catch (TimeoutException e) {
            return "the board was not read within " + limit.toMillis() + " ms";
        } catch (ExecutionException e) {
            return "the first read broke off: " + e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AgentStartException("interrupted while the board was read");
        }
    }

    private void awaitServing() {
        try {
            servesSomething.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AgentStartException("interrupted while there was nothing to serve");
        }
    }

    private void afterRead() {
        if (sync.served().isPresent()) {
            servesSomething.countDown();
        }
    }

    Subscription listen(Scope scope, Listener listener, @Nullable Executor on) {
        return announcer.add(scope, listener, on == null ? executor() : on);
    }

    VersionReader versions() {
        return versions;
    }

    Namespace namespace() {
        return options.namespace;
    }

    @Nullable Snapshot served() {
        return sync.served().orElse(null);
    }

    ReadResult refreshNow() {
        ReadResult result = sync.refresh(true);
        afterRead();
        return result;
    }

    AgentStatus status() {
        return StatusReport.of(
                options,
                sync,
                counters,
                push != null && push.lease.registered(),
                push == null ? null : push.lease.error().orElse(null));
    }

    void close() {
        refreshTimer.close();
        try {
            if (push != null) {
                push.timer.close();
                push.lease.close(options.removeLeaseOnClose);
                closeReceiver(push);
                push.timer.awaitClosed(JOIN);
            }
            refreshTimer.awaitClosed(JOIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (listenerThread != null) {
                listenerThread.shutdown();
            }
            if (ownClients != null) {
                ownClients.close();
            }
        }
    }

    private static void closeReceiver(Push push) throws InterruptedException {
        long deadline = System.nanoTime() + JOIN.toNanos();
        do {
            push.receiver.close();
            push.thread.interrupt();
            push.thread.join(NUDGE.toMillis());
        } while (push.thread.isAlive() && System.nanoTime() < deadline);
    }
}
