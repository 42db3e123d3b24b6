package dev.noticeboard.agent;

import dev.noticeboard.agent.receive.NoticeSource;
import dev.noticeboard.agent.register.Registrar;
import dev.noticeboard.agent.report.ReportSender;
import dev.noticeboard.agent.snapshot.SnapshotStore;
import dev.noticeboard.agent.sync.BoardReader;
import dev.noticeboard.agent.sync.TimedGuards;
import dev.noticeboard.agent.sync.VersionReader;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.Prefix;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How to start an agent. Namespace, table and region are all that it must know; with an endpoint it also receives
 * notices, with a directory it also starts without a network.
 */
public final class AgentOptions {
    final Namespace namespace;
    final String table;
    final @Nullable String region;
    final @Nullable URI endpoint;
    final @Nullable URI dynamoDbEndpoint;
    final @Nullable URI sqsEndpoint;
    final String agentId;
    final @Nullable Path directory;
    final Duration pollInterval;
    final Duration catchUpOnStart;
    final Duration startTimeout;
    final Duration guardTimeout;
    final WhenNothingToServe whenNothingToServe;
    final boolean removeLeaseOnClose;
    final List<TimedGuards.Entry> guards;
    final List<ListenerEntry> listeners;
    final StalenessPolicy staleness;
    final @Nullable Duration onDemand;
    final boolean globalMetrics;
    final Map<String, String> hostTags;
    final List<String> prefixes;
    final @Nullable Executor executor;
    final @Nullable AwsAgentClients clients;
    final @Nullable BoardReader boardReader;
    final @Nullable VersionReader versionReader;
    final @Nullable Registrar registrar;
    final @Nullable Function<String, NoticeSource> noticeSources;
    final @Nullable Function<String, ReportSender> reportSenders;
    final Duration reportDelay;
    final @Nullable SnapshotStore snapshotStore;
    final Clock clock;
    final RandomGenerator random;

    /** A listener as an application added it; on the agent's executor where it brought none. */
    record ListenerEntry(
            Scope scope, Listener listener, @Nullable Executor executor) {}

    private AgentOptions(Builder b, Namespace namespace) {
        this.namespace = namespace;
        this.table = b.table;
        this.region = b.region;
        this.endpoint = b.endpoint;
        this.dynamoDbEndpoint = b.dynamoDbEndpoint;
        this.sqsEndpoint = b.sqsEndpoint;
        this.agentId = b.agentId == null ? AgentId.ofThisHost() : b.agentId;
        this.directory = b.directory;
        this.pollInterval = b.pollInterval;
        this.catchUpOnStart = b.catchUpOnStart;
        this.startTimeout = b.startTimeout;
        this.guardTimeout = b.guardTimeout;
        this.whenNothingToServe = b.whenNothingToServe;
        this.removeLeaseOnClose = b.removeLeaseOnClose;
        this.guards = List.copyOf(b.guards);
        this.listeners = List.copyOf(b.listeners);
        this.staleness = b.staleness;
        this.onDemand = b.onDemand;
        this.globalMetrics = b.globalMetrics;
        this.hostTags = b.hostTags;
        this.prefixes = List.copyOf(b.prefixes);
        this.executor = b.executor;
        this.clients = b.clients;
        this.boardReader = b.boardReader;
        this.versionReader = b.versionReader;
        this.registrar = b.registrar;
        this.noticeSources = b.noticeSources;
        this.reportSenders = b.reportSenders;
        this.reportDelay = b.reportDelay;
        this.snapshotStore = b.snapshotStore;
        this.clock = new SteadyClock(b.clock, b.ticks);
        this.random = b.random;
    }

    /** The options, all at their defaults; {@link Builder#namespace} must be given. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects options; checks each as it is given. Not thread-safe. */
    public static final class Builder {
        private @Nullable Namespace namespace;
        private String table = "noticeboard";
        private @Nullable String region;
        private @Nullable URI endpoint;
        private @Nullable URI dynamoDbEndpoint;
        private @Nullable URI sqsEndpoint;
        private @Nullable String agentId;
        private @Nullable Path directory;
        private Duration pollInterval = Duration.ofSeconds(60);
        private Duration catchUpOnStart = Duration.ofSeconds(2);
        private Duration startTimeout = Duration.ofSeconds(30);
        private Duration guardTimeout = Duration.ofSeconds(5);
        private WhenNothingToServe whenNothingToServe = WhenNothingToServe.FAIL;
        private boolean removeLeaseOnClose;
        private final List<TimedGuards.Entry> guards = new ArrayList<>();
        private final List<ListenerEntry> listeners = new ArrayList<>();
        private StalenessPolicy staleness = StalenessPolicy.serve();
        private @Nullable Duration onDemand;
        private boolean globalMetrics = true;
        private Map<String, String> hostTags = Map.of();
        private final List<String> prefixes = new ArrayList<>();
        private @Nullable Executor executor;
        private @Nullable AwsAgentClients clients;
        private @Nullable BoardReader boardReader;
        private @Nullable VersionReader versionReader;
        private @Nullable Registrar registrar;
        private @Nullable Function<String, NoticeSource> noticeSources;
        private @Nullable Function<String, ReportSender> reportSenders;
        private Duration reportDelay = Duration.ofSeconds(2);
        private @Nullable SnapshotStore snapshotStore;
        private Clock clock = Clock.systemUTC();
        private LongSupplier ticks = System::nanoTime;
        private RandomGenerator random = new Random();

        private Builder() {}

        /** The namespace to keep current. Required. */
        public Builder namespace(Namespace value) {
            this.namespace = value;
            return this;
        }

        /** As {@link #namespace(Namespace)}, by its text. @throws IllegalArgumentException if it is no namespace */
        public Builder namespace(String value) {
            return namespace(new Namespace(value));
        }

        /** The DynamoDB table; {@code noticeboard} by default. */
        public Builder table(String value) {
            this.table = value;
            return this;
        }

        /** The AWS region; by default what the SDK's default chain finds. */
        public Builder region(String value) {
            this.region = value;
            return this;
        }

        /** The API's endpoint, where the agent registers for notices. Without it the agent polls only. */
        public Builder endpoint(URI value) {
            this.endpoint = value;
            return this;
        }

        /** Another DynamoDB than the region's. */
        public Builder dynamoDbEndpoint(URI value) {
            this.dynamoDbEndpoint = value;
            return this;
        }

        /** Another SQS than the region's. */
        public Builder sqsEndpoint(URI value) {
            this.sqsEndpoint = value;
            return this;
        }

        /**
         * The agent's name in the fleet, stable across restarts: 1 to 128 of {@code A-Z a-z 0-9 _ . -}. By default the
         * host's name.
         *
         * @throws IllegalArgumentException if it is not of that form
         */
        public Builder agentId(String value) {
            this.agentId = AgentId.checked(value);
            return this;
        }

        /** Where the last known good snapshot is kept, by one agent of this namespace. Without it nothing is kept. */
        public Builder directory(Path value) {
            this.directory = value;
            return this;
        }

        /** The longest time between two polls, 100 ms or more; 60 s by default. */
        public Builder pollInterval(Duration value) {
            this.pollInterval = atLeast("pollInterval", value, Duration.ofMillis(100));
            return this;
        }

        /** For how long a start tries to catch up before it serves from disk; 2 s by default. */
        public Builder catchUpOnStart(Duration value) {
            this.catchUpOnStart = atLeast("catchUpOnStart", value, Duration.ZERO);
            return this;
        }

        /** For how long a start without a snapshot on disk waits for the first read; 30 s by default. */
        public Builder startTimeout(Duration value) {
            this.startTimeout = atLeast("startTimeout", value, Duration.ZERO);
            return this;
        }

        /** What to do when there is neither; {@link WhenNothingToServe#FAIL} by default. */
        public Builder whenNothingToServe(WhenNothingToServe value) {
            this.whenNothingToServe = value;
            return this;
        }

        /** Adds a guard of whole change sets; guards are asked in the order of adding. */
        public Builder guard(Guard value) {
            return guard(Scope.everything(), value);
        }

        /**
         * Adds a guard that is asked about a change only if one of its effective changes is in this scope, and then sees all of
         * them. In a thread of the agent's own.
         */
        public Builder guard(Scope scope, Guard value) {
            this.guards.add(new TimedGuards.Entry(scope, value, null));
            return this;
        }

        /**
         * As {@link #guard(Scope, Guard)}, on an executor of the caller's. A check that waits there too long has timed out,
         * and does not begin any more.
         *
         * @param on must not run tasks in the calling thread: the time limit would not hold
         */
        public Builder guard(Scope scope, Guard value, Executor on) {
            this.guards.add(new TimedGuards.Entry(scope, value, on));
            return this;
        }

        /** How long all guards together may take over one change; 5 s by default. */
        public Builder guardTimeout(Duration value) {
            this.guardTimeout = atLeast("guardTimeout", value, Duration.ofMillis(1));
            return this;
        }

        /** Adds a listener to whole change sets; each change is told in the order of adding. */
        public Builder listener(Listener value) {
            return listener(Scope.everything(), value);
        }

        /** Adds a listener that is told of what changes in this scope, on the agent's executor for listeners. */
        public Builder listener(Scope scope, Listener value) {
            this.listeners.add(new ListenerEntry(scope, value, null));
            return this;
        }

        /**
         * As {@link #listener(Scope, Listener)}, on an executor of the caller's.
         *
         * @param on should not run tasks in the calling thread
         */
        public Builder listener(Scope scope, Listener value, Executor on) {
            this.listeners.add(new ListenerEntry(scope, value, on));
            return this;
        }

        /** What happens when the agent has not been confirmed current for too long; by default it serves all the same. */
        public Builder staleness(StalenessPolicy value) {
            this.staleness = value;
            return this;
        }

        /**
         * No thread, no lease and no queue: the agent reads once at its start, and later when {@link
         * ParameterAgent#refreshIfStale} is called and it was confirmed current no less than this ago. For Lambda
         * functions, which are frozen between invocations. Listeners run in the thread that refreshes; the agent's own AWS
         * clients give each call 2 s.
         *
         * @param staleness zero or more
         */
        public Builder onDemand(Duration staleness) {
            this.onDemand = atLeast("onDemand", staleness, Duration.ZERO);
            return this;
        }

        /** Whether metrics go to Micrometer's global registry, where Micrometer is on the class path. True by default. */
        public Builder globalMetrics(boolean value) {
            this.globalMetrics = value;
            return this;
        }

        /**
         * Runs the listeners that brought no executor; by default one thread of the agent's own, or, {@linkplain #onDemand on
         * demand}, the thread that refreshes. Should not run tasks in the calling thread.
         */
        public Builder executor(Executor value) {
            this.executor = value;
            return this;
        }

        /**
         * Keeps only what lies at and below this prefix, and below others that are given likewise; by default all of the
         * namespace. The rest is never held, in memory or on disk.
         */
        public Builder prefix(String value) {
            this.prefixes.add(value);
            return this;
        }

        /** Tags of the host, for rollouts; at most 20. */
        public Builder hostTags(Map<String, String> value) {
            this.hostTags = Map.copyOf(value);
            return this;
        }

        /**
         * Whether a close gives the lease and its queue back. False by default: a restart then finds its queue again, and
         * the lease of a host that is gone expires by itself.
         */
        public Builder removeLeaseOnClose(boolean value) {
            this.removeLeaseOnClose = value;
            return this;
        }

        /** AWS clients shared with other agents; not closed by this agent. By default it makes its own. */
        public Builder clients(AwsAgentClients value) {
            this.clients = value;
            return this;
        }

        /** Another way to read the board. */
        public Builder boardReader(BoardReader value) {
            this.boardReader = value;
            return this;
        }

        /** Another way to read versions and labels. With another board reader and without this, labels cannot be read. */
        public Builder versionReader(VersionReader value) {
            this.versionReader = value;
            return this;
        }

        /** Another way to register; with it the agent receives notices even without an endpoint. */
        public Builder registrar(Registrar value) {
            this.registrar = value;
            return this;
        }

        /** Another way to open a queue by the URL that the registration brings. */
        public Builder noticeSources(Function<String, NoticeSource> value) {
            this.noticeSources = value;
            return this;
        }

        /** Another way to open the reports queue by the URL that the registration brings. */
        public Builder reportSenders(Function<String, ReportSender> value) {
            this.reportSenders = value;
            return this;
        }

        /**
         * The longest time from an applied revision, a change of what is withheld or a change of health to the report of it, drawn at
         * random so that a fleet does not report at once; 2 s by default.
         */
        public Builder reportDelay(Duration value) {
            this.reportDelay = atLeast("reportDelay", value, Duration.ZERO);
            return this;
        }

        /** Another place than a directory to keep the last known good snapshot. */
        public Builder snapshotStore(SnapshotStore value) {
            this.snapshotStore = value;
            return this;
        }

        /** The clock of {@code confirmedAt} and of the status. While it is set back, the agent's time stands still. */
        public Builder clock(Clock value) {
            return clock(value, () -> 0);
        }

        /**
         * As {@link #clock(Clock)}, with a monotonic clock by which the agent's time goes on while the other is set back.
         *
         * @param nanos nanoseconds from any origin, never going back
         */
        public Builder clock(Clock value, LongSupplier nanos) {
            this.clock = value;
            this.ticks = nanos;
            return this;
        }

        /** The source of jitter. */
        public Builder random(RandomGenerator value) {
            this.random = value;
            return this;
        }

        /** The options as given so far. @throws IllegalArgumentException if there is no namespace, or two contradict */
        public AgentOptions build() {
            if (namespace == null) {
                throw new IllegalArgumentException("namespace: is required. Give for example /billing/prod.");
            }
            for (String prefix : prefixes) {
                Prefix.check(namespace, prefix).ifPresent(v -> {
                    throw new IllegalArgumentException(v.line());
                });
            }
            if (onDemand != null && (endpoint != null || registrar != null)) {
                throw new IllegalArgumentException(
                        "onDemand: such an agent takes no lease. Leave endpoint and registrar out.");
            }
            if (onDemand != null && whenNothingToServe == WhenNothingToServe.WAIT) {
                throw new IllegalArgumentException(
                        "whenNothingToServe: WAIT needs reads in the background, which onDemand does without."
                                + " Use FAIL or RETURN.");
            }
            return new AgentOptions(this, namespace);
        }

        private static Duration atLeast(String option, Duration value, Duration least) {
            if (value.compareTo(least) < 0) {
                throw new IllegalArgumentException(
                        option + ": " + value + " is too short. Give at least " + least + ".");
            }
            return value;
        }
    }
}
