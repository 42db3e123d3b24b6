package dev.noticeboard.openfeature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.StalenessPolicy;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.simulation.SimClock;
import dev.noticeboard.agent.simulation.SimTimer;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.EventDetails;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.ProviderEvent;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A board, an agent of it that reads when it is told to, the provider over that with time by hand, and the SDK's client. */
final class Provided implements AutoCloseable {
    static final Duration LIMIT = Duration.ofMinutes(5);

    final FlagBoard board = new FlagBoard();
    final SimClock clock = new SimClock();
    final SimTimer timer = new SimTimer(clock);
    final ParameterAgent agent;
    final NoticeboardProvider provider;
    final OpenFeatureAPI api = OpenFeatureAPI.createIsolated();
    final Client client = api.getClient();
    private final BlockingQueue<Told> events = new LinkedBlockingQueue<>();

    record Told(ProviderEvent event, EventDetails details) {}

    /** @param document the flags, or null for an empty board */
    Provided(@Nullable String document, StalenessPolicy policy, ProviderOptions options) {
        if (document != null) {
            board.put("flags", document);
        }
        AgentOptions agentOptions = board.options()
                .clock(clock)
                .onDemand(Duration.ZERO)
                .staleness(policy)
                .build();
        agent = ParameterAgent.start(agentOptions);
        provider = new NoticeboardProvider(agent, options, timer, () -> {});
        for (ProviderEvent event : ProviderEvent.values()) {
            client.on(event, details -> events.add(new Told(event, details)));
        }
    }

    /** Ready, and without a limit of staleness. */
    static Provided of(String document) {
        Provided provided = new Provided(document, StalenessPolicy.serve(), ProviderOptions.DEFAULTS);
        provided.api.setProviderAndWait(provided.provider);
        provided.next(ProviderEvent.PROVIDER_READY);
        return provided;
    }

    /** A document of flags. */
    static String flags(String flags) {
        return "{\"flags\":{" + flags + "}}";
    }

    /** A flag that always is this value. */
    static String fixed(String key, String json) {
        return "\"" + key + "\":{\"state\":\"ENABLED\",\"variants\":{\"it\":" + json + "},\"defaultVariant\":\"it\"}";
    }

    /** Lets time go on, with what is due in it. */
    void pass(Duration time) {
        timer.runUntil(clock.instant().plus(time));
    }

    /** Waits for the next event, which must be this. */
    EventDetails next(ProviderEvent expected) {
        try {
            Told told = events.poll(10, TimeUnit.SECONDS);
            assertTrue(told != null, "an event within 10 s: " + expected);
            assertEquals(expected, told == null ? null : told.event());
            return told == null ? EventDetails.builder().build() : told.details();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Nothing was told but what was asked for; a change told after it comes next. */
    void assertSilent() {
        board.put("flags-of-the-end", flags(fixed("the-end", "true")));
        agent.refreshNow();
        assertEquals(
                "[the-end]",
                String.valueOf(
                        next(ProviderEvent.PROVIDER_CONFIGURATION_CHANGED).getFlagsChanged()));
    }

    static String namespace() {
        return SimBoard.NAMESPACE.text();
    }

    @Override
    public void close() {
        api.shutdown();
        agent.close();
    }
}
