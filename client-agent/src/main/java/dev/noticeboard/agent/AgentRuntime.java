package dev.noticeboard.agent;

import static java.util.Objects.requireNonNull;

import dev.noticeboard.agent.refresh.CachedVersionReader;
import dev.noticeboard.agent.refresh.Jitter;
import dev.noticeboard.agent.refresh.Refresher;
import dev.noticeboard.agent.refresh.ThreadTimer;
import dev.noticeboard.agent.register.Registrar;
import dev.noticeboard.agent.register.SigV4Registrar;
import dev.noticeboard.agent.report.ReportSender;
import dev.noticeboard.agent.snapshot.FileSnapshotStore;
import dev.noticeboard.agent.snapshot.PrefixFilter;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.SnapshotStore;
import dev.noticeboard.agent.sync.Announcer;
import dev.noticeboard.agent.sync.BoardReader;
import dev.noticeboard.agent.sync.Counters;
import dev.noticeboard.agent.sync.HostIdentity;
import dev.noticeboard.agent.sync.Judge;
import dev.noticeboard.agent.sync.ReadResult;
import dev.noticeboard.agent.sync.Sync;
import dev.noticeboard.agent.sync.TimedGuards;
import dev.noticeboard.agent.sync.VersionReader;
import dev.noticeboard.schemas.client.SigV4ApiClient;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    private final AgentOptions options;
    private final Counters counters = new Counters();
    private final CountDownLatch servesSomething = new CountDownLatch(1);
    private final @Nullable AwsAgentClients ownClients;
    private final @Nullable ThreadPoolExecutor listenerThread;
    private final Announcer announcer;
    private final Readings readings = new Readings();
    private final VersionReader versions;
    private final Sync sync;
    private final ThreadTimer refreshTimer;
    private final Refresher refresher;
    private final @Nullable PushPath push;
    private final Freshness freshness;
    /** Asked before each read; absent where the policy never fails one. */
    private final @Nullable Freshness readCheck;

    private final @Nullable OnDemand onDemand;
    private final @Nullable CallingThread callingThread;

    AgentRuntime(AgentOptions o) {
        this.options = o;
        boolean needsClients = o.clients == null
                && (o.boardReader == null || (o.noticeSources == null && (o.registrar != null || o.endpoint != null)));
        this.ownClients = needsClients ? connect(o) : null;
        AgentThreads threads = new AgentThreads(o.namespace + " " + o.agentId);
        this.callingThread = o.executor == null && o.onDemand != null ? new CallingThread() : null;
        this.listenerThread = o.executor == null && o.onDemand == null ? threads.single("listeners") : null;
        this.announcer = new Announcer(counters);
        PrefixFilter filter = PrefixFilter.of(o.namespace, o.prefixes);
        o.listeners.forEach(l -> listen(l.scope(), l.listener(), l.executor()));
        this.sync = new Sync(
                o.namespace,
                filter,
                new HostIdentity(o.agentId, o.hostTags),
                reader(),
                store(filter),
                judge(o, threads),
                announcer,
                counters,
                o.clock);
        this.freshness = new Freshness(o.namespace, o.staleness, sync.health(), o.clock, LOG);
        this.readCheck = freshness.failsReads() ? freshness : null;
        this.versions = new CachedVersionReader(
                versionReader(), () -> sync.served().map(Snapshot::epoch).orElse(""), o.clock);
        Jitter jitter = new Jitter(o.random);
        this.onDemand = o.onDemand == null ? null : new OnDemand(sync, freshness, o.clock, o.onDemand, jitter);
        this.refreshTimer = new ThreadTimer(threads.named("refresh"));
        this.refresher = new Refresher(sync, refreshTimer, jitter, o.pollInterval, this::afterRead);
        Registrar registrar = registrar();
        this.push = registrar == null
                ? null
                : new PushPath(
                        o,
                        new PushPath.Parts(sync, refresher, threads, jitter, counters),
                        registrar,
                        o.noticeSources != null ? o.noticeSources : clients()::noticeSource,
                        reportSenders(),
                        () -> status().state());
        sync.observe(new ServedLog(LOG, push));
    }

    /** What the application reads by handles is known without its help, so its guards are asked about what fits only. */
    private Judge judge(AgentOptions o, AgentThreads threads) {
        TimedGuards kinds = new TimedGuards(
                List.of(new TimedGuards.Entry(Scope.everything(), readings, null)),
                o.guardTimeout,
                threads.named("readings"));
        TimedGuards guards = new TimedGuards(o.guards, o.guardTimeout, threads.named("guards"));
        return change -> {
            Guard.Verdict verdict = readings.concern(change) ? kinds.ask(change) : Guard.accept();
            return verdict instanceof Guard.Verdict.Veto ? verdict : guards.ask(change);
        };
    }

    private static AwsAgentClients connect(AgentOptions o) {
        return o.onDemand == null
                ? AwsAgentClients.connect(o.region, o.dynamoDbEndpoint, o.sqsEndpoint)
                : AwsAgentClients.connectOnDemand(o.region, o.dynamoDbEndpoint, o.sqsEndpoint);
    }

    private Executor executor() {
        if (callingThread != null) {
            return callingThread;
        }
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

    private @Nullable SnapshotStore store(PrefixFilter filter) {
        if (options.snapshotStore != null || options.directory == null) {
            return options.snapshotStore;
        }
        return new FileSnapshotStore(options.directory, options.namespace, filter);
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

    private Function<String, ReportSender> reportSenders() {
        if (options.reportSenders != null) {
            return options.reportSenders;
        }
        AwsAgentClients clients = options.clients != null ? options.clients : ownClients;
        return clients != null
                ? clients::reportSender
                : url -> report -> {
                    throw new ReportSender.ReportException("no AWS clients were made; give reportSenders", null);
                };
    }

    void start() {
        boolean onDisk = sync.load();
        String trouble = onDemand == null ? firstRead(onDisk) : trouble(onDemand.first());
        if (sync.serveLoaded()) {
            LOG.warn("{} is served from disk: {}", options.namespace, trouble);
            if (push != null) {
                sync.served().ifPresent(found -> push.serves(found, null));
            }
        }
        boolean serves = sync.served().isPresent();
        if (!serves && options.whenNothingToServe == WhenNothingToServe.FAIL) {
            throw new AgentStartException("nothing to serve for " + options.namespace + ": " + trouble
                    + ". Check namespace, table, region and credentials, give a directory with a last known good"
                    + " snapshot, or let the start wait.");
        }
        freshness.observe();
        if (onDemand == null) {
            runInBackground();
            if (serves) {
                servesSomething.countDown();
            } else if (options.whenNothingToServe == WhenNothingToServe.WAIT) {
                awaitServing();
            }
        }
    }

    private void runInBackground() {
        refresher.start();
        if (push != null) {
            push.start();
        }
    }

    private String firstRead(boolean onDisk) {
        CompletableFuture<ReadResult> first = new CompletableFuture<>();
        refreshTimer.after(Duration.ZERO, () -> {
            try {
                first.complete(sync.refresh(true));
            } catch (RuntimeException e) {
                first.completeExceptionally(e);
                throw e;
            }
        });
        return await(first, onDisk ? options.catchUpOnStart : options.startTimeout);
    }

    private static String trouble(ReadResult result) {
        return result instanceof ReadResult.Failed failed ? failed.reason() : "the board was read";
    }

    /** What kept the first read from an answer within the limit; nothing to speak of if it worked. */
    private static String await(CompletableFuture<ReadResult> first, Duration limit) {
        try {
            return trouble(first.get(limit.toNanos(), TimeUnit.NANOSECONDS));
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
        freshness.observe();
        if (callingThread != null) {
            callingThread.run();
        }
    }

    void health(boolean ok, @Nullable String detail) {
        if (push != null) {
            push.health(ok, detail);
        }
    }

    Subscription listen(Scope scope, Listener listener, @Nullable Executor on) {
        return announcer.add(scope, listener, on == null ? executor() : on);
    }

    Readings readings() {
        return readings;
    }

    Counters counters() {
        return counters;
    }

    VersionReader versions() {
        return versions;
    }

    Namespace namespace() {
        return options.namespace;
    }

    StalenessPolicy staleness() {
        return options.staleness;
    }

    void override(Map<String, String> texts) {
        for (String name : texts.keySet()) {
            if (!options.namespace.contains(new ParameterName(name))) {
                throw new IllegalArgumentException("override: " + name + " does not lie in " + options.namespace
                        + ". Override it in its own namespace's agent.");
            }
        }
        sync.override(texts);
        if (callingThread != null) {
            callingThread.run();
        }
    }

    /** What reads see. @throws StaleParametersException if the staleness policy says so */
    @Nullable Snapshot served() {
        if (readCheck != null) {
            // Before what is served is looked at, which can then only be fresher.
            readCheck.check();
        }
        return sync.servedNow();
    }

    ReadResult refreshNow() {
        ReadResult result = sync.refresh(true);
        afterRead();
        return result;
    }

    RefreshOutcome refreshIfStale() {
        if (onDemand == null) {
            return new RefreshOutcome.NotDue();
        }
        RefreshOutcome outcome = onDemand.refreshIfStale();
        if (outcome instanceof RefreshOutcome.Read) {
            afterRead();
        }
        return outcome;
    }

    AgentStatus status() {
        freshness.observe();
        return StatusReport.of(
                options,
                sync,
                freshness,
                counters,
                push == null ? AgentStatus.Lease.NONE : push.lease(),
                push == null ? null : push.error().orElse(null));
    }

    void close() {
        sync.close();
        refreshTimer.close();
        try {
            if (push != null) {
                push.close(options.removeLeaseOnClose, JOIN);
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
}
