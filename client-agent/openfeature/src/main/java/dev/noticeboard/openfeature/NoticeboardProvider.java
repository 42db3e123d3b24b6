package dev.noticeboard.openfeature;

import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.AgentStatus;
import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.SnapshotChange;
import dev.noticeboard.agent.StaleParametersException;
import dev.noticeboard.agent.Subscription;
import dev.noticeboard.agent.WhenNothingToServe;
import dev.noticeboard.agent.flags.AgentFlags;
import dev.noticeboard.agent.refresh.ThreadTimer;
import dev.noticeboard.agent.refresh.Timer;
import dev.noticeboard.flags.FlagSet;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.EventProvider;
import dev.openfeature.sdk.ImmutableMetadata;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.ProviderEvent;
import dev.openfeature.sdk.ProviderEventDetails;
import dev.openfeature.sdk.ProviderState;
import dev.openfeature.sdk.Value;
import dev.openfeature.sdk.exceptions.FatalError;
import dev.openfeature.sdk.exceptions.ProviderNotReadyError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * OpenFeature's provider over the flags that an agent serves: every evaluation is made in the process, from the agent's snapshot. It is
 * ready once the agent serves something; stale while the agent was not confirmed current within the limit of its {@link
 * dev.noticeboard.agent.StalenessPolicy}; and it tells which flags changed. No evaluation throws. Make one per agent; it can be registered for
 * several domains. Thread-safe.
 */
public final class NoticeboardProvider extends EventProvider {
    private static final String NAME = "Noticeboard";

    private final ParameterAgent agent;
    private final AgentFlags flags;
    private final Answers answers;
    private final ProviderOptions options;
    private final Watch watch;
    private final Runnable release;
    /** Guarded by this, as is what follows. */
    private @Nullable Subscription subscription;

    private boolean closed;

    /** Over an agent that the application owns, and closes after this provider's shutdown. */
    public NoticeboardProvider(ParameterAgent agent) {
        this(agent, ProviderOptions.DEFAULTS);
    }

    /** The same with options. */
    public NoticeboardProvider(ParameterAgent agent, ProviderOptions options) {
        this(agent, options, timer(agent), () -> {});
    }

    private NoticeboardProvider(ParameterAgent agent, ProviderOptions options, ThreadTimer timer, Runnable release) {
        this(agent, options, (Timer) timer, () -> {
            timer.close();
            release.run();
        });
    }

    /** @param release called once, at the shutdown */
    NoticeboardProvider(ParameterAgent agent, ProviderOptions options, Timer timer, Runnable release) {
        this.agent = agent;
        this.flags = new AgentFlags(agent);
        this.answers = new Answers(options.cache());
        this.options = options;
        this.watch = new Watch(agent, timer, this::became);
        this.release = release;
    }

    /** Makes its thread when something is first scheduled. */
    private static ThreadTimer timer(ParameterAgent agent) {
        return new ThreadTimer(task -> {
            Thread thread = new Thread(task, "noticeboard-openfeature " + agent.namespace());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts an agent of this namespace, with all else at its default, and a provider that closes it at its shutdown. Returns at once, also
     * where the board cannot be read: the initialisation waits for it.
     *
     * @throws IllegalArgumentException if the text is no namespace
     */
    public static NoticeboardProvider start(String namespace) {
        return start(
                AgentOptions.builder()
                        .namespace(namespace)
                        .whenNothingToServe(WhenNothingToServe.RETURN)
                        .startTimeout(Duration.ZERO)
                        .build(),
                ProviderOptions.DEFAULTS);
    }

    /**
     * The same with options of both.
     *
     * @throws dev.noticeboard.agent.AgentStartException as {@link ParameterAgent#start(AgentOptions)} does
     */
    public static NoticeboardProvider start(AgentOptions agentOptions, ProviderOptions options) {
        ParameterAgent agent = ParameterAgent.start(agentOptions);
        return new NoticeboardProvider(agent, options, timer(agent), agent::close);
    }

    @Override
    public Metadata getMetadata() {
        return () -> NAME;
    }

    /**
     * Waits for an agent that serves nothing yet. After a failure it becomes ready by itself, as soon as the agent serves something.
     *
     * @throws ProviderNotReadyError if it does not within {@link ProviderOptions#initialWait}
     * @throws FatalError after the shutdown
     */
    @Override
    public void initialize(EvaluationContext context) {
        listen();
        try {
            if (watch.await(options.initialWait())) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String error = agent.status().lastError();
        throw new ProviderNotReadyError("the agent of " + agent.namespace() + " serves nothing that may be used yet"
                + (error == null ? "" : ": " + error)
                + ". Evaluations give the defaults until it does. Check namespace, table, region and credentials.");
    }

    private synchronized void listen() {
        if (closed) {
            throw new FatalError("this provider was shut down. Register a new one.");
        }
        if (subscription == null) {
            subscription = flags.listen(this::changed);
        }
    }

    private void changed(SnapshotChange change) {
        List<String> keys = FlagChanges.keys(change);
        if (!keys.isEmpty()) {
            answers.forget(keys);
            tell(
                    ProviderEvent.PROVIDER_CONFIGURATION_CHANGED,
                    ProviderEventDetails.builder().flagsChanged(keys).build());
        }
    }

    private void became(ProviderState state, AgentStatus status) {
        boolean stale = state == ProviderState.STALE;
        String message = status.namespace() + (stale ? " was not confirmed current within the limit" : " is current");
        tell(
                stale ? ProviderEvent.PROVIDER_STALE : ProviderEvent.PROVIDER_READY,
                ProviderEventDetails.builder().message(message).build());
    }

    private void tell(ProviderEvent event, ProviderEventDetails details) {
        try {
            emit(event, details);
        } catch (RejectedExecutionException shutDown) {
            // Nobody listens any more.
        }
    }

    @Override
    public ProviderEvaluation<Boolean> getBooleanEvaluation(String key, Boolean fallback, EvaluationContext context) {
        return evaluation(key, fallback, context, Kind.BOOLEAN);
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(String key, String fallback, EvaluationContext context) {
        return evaluation(key, fallback, context, Kind.STRING);
    }

    /** A whole number within 32 bits, in whichever way it is written. */
    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(String key, Integer fallback, EvaluationContext context) {
        return evaluation(key, fallback, context, Kind.INTEGER);
    }

    /** A whole number within 64 bits, in whichever way it is written. */
    @Override
    public ProviderEvaluation<Long> getLongEvaluation(String key, Long fallback, EvaluationContext context) {
        return evaluation(key, fallback, context, Kind.LONG);
    }

    /** Any number; one of more than 53 bits is rounded. */
    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(String key, Double fallback, EvaluationContext context) {
        return evaluation(key, fallback, context, Kind.DOUBLE);
    }

    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(String key, Value fallback, EvaluationContext context) {
        return evaluation(key, fallback, context, Kind.OBJECT);
    }

    private <T> ProviderEvaluation<T> evaluation(String key, T fallback, EvaluationContext context, Kind<T> kind) {
        try {
            Optional<FlagSet> set = flags.set();
            return set.isPresent()
                    ? answers.of(set.get().evaluate(key, new ContextAdapter(context)), fallback, kind)
                    : Answers.failed(
                            fallback,
                            ErrorCode.PROVIDER_NOT_READY,
                            "the agent of " + agent.namespace() + " serves nothing yet",
                            ImmutableMetadata.EMPTY);
        } catch (StaleParametersException e) {
            return Answers.failed(fallback, ErrorCode.GENERAL, e.getMessage(), ImmutableMetadata.EMPTY);
        }
    }

    /** Ends the events, and the agent if this provider started it; repeated calls do nothing. */
    @Override
    public void shutdown() {
        Subscription listening;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            listening = subscription;
        }
        watch.close();
        if (listening != null) {
            listening.close();
        }
        release.run();
        super.shutdown();
    }
}
