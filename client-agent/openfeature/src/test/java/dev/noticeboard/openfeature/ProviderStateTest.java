package dev.noticeboard.openfeature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.StalenessPolicy;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.ProviderEvent;
import dev.openfeature.sdk.ProviderState;
import dev.openfeature.sdk.exceptions.FatalError;
import dev.openfeature.sdk.exceptions.ProviderNotReadyError;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When the provider is ready, stale, in error and at its end, and what it then answers. */
class ProviderStateTest {
    private static final String DOCUMENT = Provided.flags(Provided.fixed("on", "true"));
    private static final ProviderOptions IMPATIENT = ProviderOptions.DEFAULTS.withInitialWait(Duration.ZERO);

    @Test
    void initialize_whenTheAgentServes_isReadyAtOnceAndNeedsNoThread() {
        try (Provided provided = Provided.of(DOCUMENT)) {
            assertEquals(ProviderState.READY, provided.client.getProviderState());
            assertEquals("Noticeboard", provided.api.getProviderMetadata().getName());
            assertEquals(0, provided.timer.waiting());
            assertTrue(provided.client.getBooleanValue("on", false));
        }
    }

    @Test
    void initialize_whenNothingIsServedInTime_failsAndMendsItself() {
        try (Provided provided = new Provided(null, StalenessPolicy.serve(), IMPATIENT)) {
            ProviderNotReadyError e =
                    assertThrows(ProviderNotReadyError.class, () -> provided.api.setProviderAndWait(provided.provider));
            assertTrue(
                    String.valueOf(e.getMessage()).startsWith("the agent of /sim/prod serves nothing"), e.getMessage());
            provided.next(ProviderEvent.PROVIDER_ERROR);
            assertEquals(ProviderState.ERROR, provided.client.getProviderState());
            FlagEvaluationDetails<Boolean> before = provided.client.getBooleanDetails("on", false);
            assertEquals(ErrorCode.PROVIDER_NOT_READY, before.getErrorCode());
            assertFalse(before.getValue());
            provided.board.put("flags", DOCUMENT);
            provided.agent.refreshNow();
            provided.pass(Duration.ofSeconds(1));
            provided.next(ProviderEvent.PROVIDER_READY);
            assertEquals(ProviderState.READY, provided.client.getProviderState());
            assertTrue(provided.client.getBooleanValue("on", false));
            assertEquals(0, provided.timer.waiting());
        }
    }

    @Test
    void initialize_whileTheAgentComesUp_waitsForIt() throws InterruptedException {
        FlagBoard board = new FlagBoard();
        board.down(true);
        OpenFeatureAPI api = OpenFeatureAPI.createIsolated();
        try (ParameterAgent agent = ParameterAgent.start(board.options().build())) {
            CountDownLatch ready = new CountDownLatch(1);
            api.onProviderReady(event -> ready.countDown());
            api.setProvider(new NoticeboardProvider(agent));
            assertEquals(ProviderState.NOT_READY, api.getClient().getProviderState());
            board.put("flags", DOCUMENT);
            board.down(false);
            assertTrue(ready.await(20, TimeUnit.SECONDS));
            assertTrue(api.getClient().getBooleanValue("on", false));
            api.shutdown();
            assertTrue(agent.snapshot().isPresent(), "the agent is the application's");
        }
    }

    @Test
    void warn_beyondTheLimit_isStaleWithin100msServesAndIsReadyOnceConfirmed() {
        try (Provided provided = new Provided(DOCUMENT, StalenessPolicy.warn(Provided.LIMIT), IMPATIENT)) {
            provided.api.setProviderAndWait(provided.provider);
            provided.next(ProviderEvent.PROVIDER_READY);
            provided.pass(Provided.LIMIT);
            assertEquals(ProviderState.READY, provided.client.getProviderState());
            provided.pass(Duration.ofMillis(100));
            assertEquals(
                    "/sim/prod was not confirmed current within the limit",
                    provided.next(ProviderEvent.PROVIDER_STALE).getMessage());
            assertEquals(ProviderState.STALE, provided.client.getProviderState());
            assertTrue(provided.client.getBooleanValue("on", false));
            provided.pass(Provided.LIMIT);
            provided.agent.refreshNow();
            provided.pass(Duration.ofSeconds(1));
            provided.next(ProviderEvent.PROVIDER_READY);
            assertEquals(ProviderState.READY, provided.client.getProviderState());
            provided.assertSilent();
        }
    }

    @Test
    void warn_whileConfirmedInTime_isNeverStale() {
        try (Provided provided = new Provided(DOCUMENT, StalenessPolicy.warn(Provided.LIMIT), IMPATIENT)) {
            provided.api.setProviderAndWait(provided.provider);
            provided.next(ProviderEvent.PROVIDER_READY);
            for (int i = 0; i < 20; i++) {
                provided.pass(Duration.ofMinutes(1));
                provided.agent.refreshNow();
            }
            provided.assertSilent();
            assertEquals(1, provided.timer.waiting());
        }
    }

    @Test
    void warn_whenStaleFromTheStart_isReadyFirstAndStaleSoonAfter() {
        try (Provided provided = new Provided(DOCUMENT, StalenessPolicy.warn(Provided.LIMIT), IMPATIENT)) {
            provided.pass(Provided.LIMIT.plusMillis(1));
            provided.api.setProviderAndWait(provided.provider);
            provided.next(ProviderEvent.PROVIDER_READY);
            provided.pass(Duration.ofMillis(100));
            provided.next(ProviderEvent.PROVIDER_STALE);
            assertEquals(ProviderState.STALE, provided.client.getProviderState());
        }
    }

    @Test
    void fail_beyondTheLimit_answersTheDefaultWithAnErrorAndThrowsNothing() {
        try (Provided provided = new Provided(DOCUMENT, StalenessPolicy.fail(Provided.LIMIT), IMPATIENT)) {
            provided.api.setProviderAndWait(provided.provider);
            provided.next(ProviderEvent.PROVIDER_READY);
            provided.board.down(true);
            provided.pass(Provided.LIMIT.plusMillis(100));
            provided.next(ProviderEvent.PROVIDER_STALE);
            FlagEvaluationDetails<Boolean> details = provided.client.getBooleanDetails("on", false);
            assertFalse(details.getValue());
            assertEquals(ErrorCode.GENERAL, details.getErrorCode());
            assertEquals("ERROR", details.getReason());
            assertTrue(details.getErrorMessage().contains("the staleness policy allows PT5M"), details.toString());
            provided.board.down(false);
            provided.agent.refreshNow();
            provided.pass(Duration.ofSeconds(1));
            provided.next(ProviderEvent.PROVIDER_READY);
            assertTrue(provided.client.getBooleanValue("on", false));
        }
    }

    @Test
    void fail_whenNothingWasEverConfirmed_isAnErrorAndNotStale() {
        try (Provided provided = new Provided(null, StalenessPolicy.fail(Provided.LIMIT), IMPATIENT)) {
            assertThrows(ProviderNotReadyError.class, () -> provided.api.setProviderAndWait(provided.provider));
            provided.next(ProviderEvent.PROVIDER_ERROR);
            provided.pass(Provided.LIMIT.multipliedBy(2));
            assertEquals(ProviderState.ERROR, provided.client.getProviderState());
            assertEquals(
                    ErrorCode.GENERAL,
                    provided.client.getBooleanDetails("on", false).getErrorCode());
        }
    }

    @Test
    void shutdown_whenRepeated_doesNothingMoreAndTheProviderCannotBeUsedAgain() {
        int[] released = {0};
        FlagBoard board = new FlagBoard();
        board.put("flags", DOCUMENT);
        try (ParameterAgent agent = ParameterAgent.start(board.options().build())) {
            NoticeboardProvider provider =
                    new NoticeboardProvider(agent, ProviderOptions.DEFAULTS, (delay, task) -> {}, () -> released[0]++);
            provider.initialize(ImmutableContext.EMPTY);
            provider.shutdown();
            provider.shutdown();
            assertEquals(1, released[0]);
            assertThrows(FatalError.class, () -> provider.initialize(ImmutableContext.EMPTY));
        }
    }

    @Test
    void start_whenShutDown_closesItsOwnAgent() throws InterruptedException {
        FlagBoard board = new FlagBoard();
        board.put("flags", DOCUMENT);
        OpenFeatureAPI api = OpenFeatureAPI.createIsolated();
        NoticeboardProvider provider = NoticeboardProvider.start(board.options().build(), ProviderOptions.DEFAULTS);
        api.setProviderAndWait(provider);
        assertTrue(api.getClient().getBooleanValue("on", false));
        api.shutdown();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("noticeboard-refresh /sim/prod")) {
                thread.join(10_000);
                assertFalse(thread.isAlive(), thread.getName());
            }
        }
    }

    @Test
    void start_whenTheTextIsNoNamespace_refusesIt() {
        assertThrows(IllegalArgumentException.class, () -> NoticeboardProvider.start("no namespace"));
    }

    @Test
    void options_whenTheWaitIsNegative_areRefusedByName() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> IMPATIENT.withInitialWait(Duration.ofSeconds(-1)));
        assertTrue(String.valueOf(e.getMessage()).startsWith("initialWait: "), e.getMessage());
    }
}
