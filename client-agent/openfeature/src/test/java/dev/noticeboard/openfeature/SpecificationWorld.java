package dev.noticeboard.openfeature;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.StalenessPolicy;
import dev.noticeboard.agent.simulation.SimClock;
import dev.noticeboard.agent.simulation.SimTimer;
import dev.noticeboard.schemas.json.Json;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.FlagEvaluationOptions;
import dev.openfeature.sdk.MutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Structure;
import dev.openfeature.sdk.Value;
import dev.openfeature.sdk.exceptions.FatalError;
import dev.openfeature.sdk.exceptions.ProviderNotReadyError;
import io.cucumber.java.After;
import io.cucumber.java.Before;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What the steps of one scenario share: an API of its own, a board, a real agent of it, and the provider over that. */
public final class SpecificationWorld {
    final OpenFeatureAPI api = OpenFeatureAPI.createIsolated();
    final Client client = api.getClient();
    MutableContext context = new MutableContext();
    String type = "";
    String key = "";
    String fallback = "";
    FlagEvaluationDetails<?> details = new FlagEvaluationDetails<>();

    private ProviderOptions options = ProviderOptions.DEFAULTS;
    private final List<ParameterAgent> agents = new ArrayList<>();

    /** A provider may say CACHED, says the suite; ours does when it is asked to cache. */
    @Before("@reason-codes-cached")
    public void cache() {
        options = options.withCache(true);
    }

    @After
    public void close() {
        api.shutdown();
        agents.forEach(ParameterAgent::close);
    }

    private ParameterAgent agent(FlagBoard board) {
        ParameterAgent agent = ParameterAgent.start(board.options().build());
        agents.add(agent);
        return agent;
    }

    private static FlagBoard board() {
        FlagBoard board = new FlagBoard();
        board.put("flags", SpecificationFlags.document());
        return board;
    }

    void provide(String status) {
        switch (status) {
            case "stable" -> api.setProviderAndWait(new NoticeboardProvider(agent(board()), options));
            // Nothing was ever written, so that the initialisation goes on waiting.
            case "not ready" -> api.setProvider(new NoticeboardProvider(agent(new FlagBoard()), options));
            case "error" -> {
                NoticeboardProvider impatient =
                        new NoticeboardProvider(agent(new FlagBoard()), options.withInitialWait(Duration.ZERO));
                assertThrows(ProviderNotReadyError.class, () -> api.setProviderAndWait(impatient));
            }
            case "fatal" -> {
                NoticeboardProvider used = new NoticeboardProvider(agent(board()), options);
                used.shutdown();
                assertThrows(FatalError.class, () -> api.setProviderAndWait(used));
            }
            case "stale" -> provideStale();
            default -> throw new AssertionError("no such provider: " + status);
        }
    }

    private void provideStale() {
        SimClock clock = new SimClock();
        SimTimer timer = new SimTimer(clock);
        ParameterAgent agent = ParameterAgent.start(board().options()
                .clock(clock)
                .onDemand(Duration.ZERO)
                .staleness(StalenessPolicy.warn(Duration.ofMinutes(5)))
                .build());
        agents.add(agent);
        CountDownLatch told = new CountDownLatch(1);
        client.onProviderStale(event -> told.countDown());
        api.setProviderAndWait(new NoticeboardProvider(agent, options, timer, () -> {}));
        timer.runUntil(clock.instant().plus(Duration.ofMinutes(6)));
        try {
            assertTrue(told.await(10, TimeUnit.SECONDS), "PROVIDER_STALE within 10 s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Evaluates the scenario's flag. */
    FlagEvaluationDetails<?> evaluate(EvaluationContext with, FlagEvaluationOptions how) {
        return switch (type) {
            case "boolean" -> client.getBooleanDetails(key, Boolean.parseBoolean(fallback), with, how);
            case "string" -> client.getStringDetails(key, fallback, with, how);
            case "integer" -> client.getIntegerDetails(key, Integer.parseInt(fallback), with, how);
            case "float" -> client.getDoubleDetails(key, Double.parseDouble(fallback), with, how);
            case "object" -> client.getObjectDetails(key, object(fallback), with, how);
            default -> throw new AssertionError("no such type: " + type);
        };
    }

    void evaluate() {
        details = evaluate(context, FlagEvaluationOptions.builder().build());
    }

    /** A text of the suite as a value of the scenario's type. */
    Object value(String text) {
        return switch (type) {
            case "boolean" -> Boolean.parseBoolean(text);
            case "integer" -> Integer.parseInt(text);
            case "float" -> Double.parseDouble(text);
            case "object" -> object(text);
            default -> text;
        };
    }

    /** Compared as plain maps: the SDK has several structures, which do not equal each other. */
    static Object plain(Object value) {
        return value instanceof Value v && v.isStructure() ? v.asStructure().asObjectMap() : value;
    }

    private static Value object(String text) {
        Map<String, Object> map = new java.util.HashMap<>();
        Json.tree(text)
                .properties()
                .forEach(e -> map.put(
                        e.getKey(),
                        e.getValue().isBoolean()
                                ? (Object) e.getValue().asBoolean()
                                : e.getValue().isInt()
                                        ? (Object) e.getValue().intValue()
                                        : e.getValue().asString()));
        return new Value(Structure.mapToStructure(map));
    }
}
