package dev.noticeboard.openfeature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.FlagEvaluationOptions;
import dev.openfeature.sdk.Hook;
import dev.openfeature.sdk.HookContext;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The steps of {@code hooks.feature}, and those about hooks in {@code evaluation_v2.feature}. */
public final class HookSteps {
    private final SpecificationWorld world;
    /** What was called, in its order: the hook's name and the stage. */
    private final List<String> calls = new ArrayList<>();

    private final Map<String, FlagEvaluationDetails<Object>> seen = new HashMap<>();
    private FlagEvaluationOptions options = FlagEvaluationOptions.builder().build();

    public HookSteps(SpecificationWorld world) {
        this.world = world;
    }

    private final class Recorder implements Hook<Object> {
        private final String name;

        Recorder(String name) {
            this.name = name;
        }

        @Override
        public Optional<EvaluationContext> before(HookContext<Object> context, Map<String, Object> hints) {
            calls.add(name + " before");
            return Optional.empty();
        }

        @Override
        public void after(
                HookContext<Object> context, FlagEvaluationDetails<Object> details, Map<String, Object> hints) {
            calls.add(name + " after");
            seen.put("after", details);
        }

        @Override
        public void error(HookContext<Object> context, Exception error, Map<String, Object> hints) {
            calls.add(name + " error");
        }

        @Override
        public void finallyAfter(
                HookContext<Object> context, FlagEvaluationDetails<Object> details, Map<String, Object> hints) {
            calls.add(name + " finally");
            seen.put("finally", details);
        }
    }

    @Given("a client with added hook")
    public void addHook() {
        world.client.addHooks(new Recorder("client's"));
    }

    @Given("evaluation options containing specific hooks")
    public void options() {
        options = FlagEvaluationOptions.builder()
                .hook(new Recorder("first"))
                .hook(new Recorder("second"))
                .build();
    }

    @When("the flag was evaluated with details using the evaluation options")
    public void evaluate() {
        world.details = world.evaluate(world.context, options);
    }

    @Then("the {string} hook should have been executed")
    public void executed(String stage) {
        assertTrue(calls.contains("client's " + stage), calls.toString());
    }

    @Then("the {string} hooks should be called with evaluation details")
    public void calledWith(String stages, List<Map<String, String>> rows) {
        assertEquals(5, rows.size());
        for (String stage : stages.split(", ", -1)) {
            assertTrue(calls.contains("client's " + stage), calls.toString());
            FlagEvaluationDetails<Object> details = seen.getOrDefault(stage, new FlagEvaluationDetails<>());
            Map<String, String> found = Map.of(
                    "flag_key", String.valueOf(details.getFlagKey()),
                    "value", String.valueOf(details.getValue()),
                    "variant", String.valueOf(details.getVariant()),
                    "reason", String.valueOf(details.getReason()),
                    "error_code", String.valueOf(details.getErrorCode()));
            rows.forEach(row -> assertEquals(row.get("value"), found.get(row.get("key")), row.toString()));
        }
    }

    @Then("the specified hooks should execute during evaluation")
    public void bothExecuted() {
        assertEquals(6, calls.size(), calls.toString());
        assertEquals(true, world.details.getValue());
    }

    /** Later stages go the way back. Which of two hooks of one level is the first is the SDK's affair. */
    @Then("the hook order should be maintained")
    public void order() {
        String outer = calls.get(0).replace(" before", "");
        String inner = outer.equals("first") ? "second" : "first";
        assertEquals(
                List.of(
                        outer + " before",
                        inner + " before",
                        inner + " after",
                        outer + " after",
                        inner + " finally",
                        outer + " finally"),
                calls);
    }
}
