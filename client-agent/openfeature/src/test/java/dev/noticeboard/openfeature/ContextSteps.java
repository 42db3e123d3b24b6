package dev.noticeboard.openfeature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.Hook;
import dev.openfeature.sdk.HookContext;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.ThreadLocalTransactionContextPropagator;
import dev.openfeature.sdk.Value;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The steps of {@code contextMerging.feature}. The merged context is read by rules of flags, as the provider hands it to them. */
public final class ContextSteps {
    private final SpecificationWorld world;
    private final Map<String, Map<String, Value>> levels = new HashMap<>();
    private final Map<String, String> merged = new HashMap<>();
    private List<String> precedence = List.of();

    public ContextSteps(SpecificationWorld world) {
        this.world = world;
    }

    @Given("a stable provider with retrievable context is registered")
    public void provide() {
        world.provide("stable");
        world.api.setTransactionContextPropagator(new ThreadLocalTransactionContextPropagator());
    }

    @Given("A context entry with key {string} and value {string} is added to the {string} level")
    public void add(String key, String value, String level) {
        levels.computeIfAbsent(level, l -> new HashMap<>()).put(key, new Value(value));
    }

    @Given("A table with levels of increasing precedence")
    public void table(List<String> order) {
        precedence = order;
    }

    @Given(
            "Context entries for each level from API level down to the {string} level, with key {string} and value {string}")
    public void addDownTo(String last, String key, String value) {
        for (String level : precedence.subList(0, precedence.indexOf(last) + 1)) {
            add(key, level.equals(last) ? value : level, level);
        }
    }

    private EvaluationContext at(String level) {
        return new ImmutableContext(levels.getOrDefault(level, Map.of()));
    }

    @When("Some flag was evaluated")
    public void evaluate() {
        world.api.setEvaluationContext(at("API"));
        world.api.setTransactionContext(at("Transaction"));
        world.client.setEvaluationContext(at("Client"));
        world.client.addHooks(new Hook<Object>() {
            @Override
            public Optional<EvaluationContext> before(HookContext<Object> context, Map<String, Object> hints) {
                return Optional.of(at("Before Hooks"));
            }
        });
        for (String key : SpecificationFlags.CONTEXT_KEYS) {
            merged.put(key, world.client.getStringValue("merged " + key, "absent", at("Invocation")));
        }
        world.api.setTransactionContext(ImmutableContext.EMPTY);
    }

    @Then("The merged context contains an entry with key {string} and value {string}")
    public void contains(String key, String value) {
        assertEquals(value, merged.get(key));
    }
}
