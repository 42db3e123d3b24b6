package dev.noticeboard.agent.daemon.lambda;

import dev.noticeboard.agent.daemon.lambda.ExtensionsApi.Event;
import dev.noticeboard.agent.daemon.lambda.ExtensionsApi.ExtensionsApiException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent as an external extension. Between invocations Lambda freezes every thread, so none is relied on: at each INVOKE what was
 * confirmed too long ago is read anew, in this thread, before the next event is asked for. A read that fails leaves what is served
 * (promise 5). Clocks go on while frozen, so an age is true at once after a thaw.
 */
public final class LambdaExtension {
    private static final Logger LOG = LoggerFactory.getLogger(LambdaExtension.class);

    /** One namespace's agent, as far as the extension needs it. */
    public interface Refreshed {
        /** When it last knew that it was current; empty if never. */
        Optional<Instant> confirmedAt();

        /** Reads the board now. */
        void refreshNow();
    }

    private final ExtensionsApi api;
    private final String name;
    private final Duration staleness;
    private final Clock clock;

    /**
     * Does nothing yet.
     *
     * @param address host and port of the Extensions API, from {@code AWS_LAMBDA_RUNTIME_API}
     * @param name the name of the file in {@code /opt/extensions}
     * @param staleness how old what is served may be when the function is invoked; zero or more
     */
    public LambdaExtension(String address, String name, Duration staleness, Clock clock) {
        this.api = new ExtensionsApi(address);
        this.name = name;
        this.staleness = staleness;
        this.clock = clock;
    }

    /**
     * Registers, starts, then serves until SHUTDOWN.
     *
     * @param start starts agents and local HTTP; called once, within Lambda's init phase (10 s, AWS Lambda quotas)
     * @throws ExtensionsApiException if the API refuses or cannot be reached
     */
    public void run(Supplier<List<? extends Refreshed>> start) {
        api.register(name);
        List<? extends Refreshed> agents;
        try {
            agents = start.get();
        } catch (RuntimeException e) {
            api.initError("Noticeboard.StartFailed", String.valueOf(e.getMessage()));
            throw e;
        }
        for (Event event = api.next(); ; event = api.next()) {
            if (event instanceof Event.Shutdown shutdown) {
                LOG.info("ends: {}", shutdown.reason());
                return;
            }
            agents.forEach(this::refreshIfOld);
        }
    }

    private void refreshIfOld(Refreshed agent) {
        Instant now = clock.instant();
        boolean old = agent.confirmedAt()
                .map(at -> Duration.between(at, now).compareTo(staleness) > 0)
                .orElse(true);
        if (old) {
            try {
                agent.refreshNow();
            } catch (RuntimeException e) {
                LOG.error("a refresh failed; what was served before still is", e);
            }
        }
    }
}
