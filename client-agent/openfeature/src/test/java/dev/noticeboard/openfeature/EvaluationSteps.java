package dev.noticeboard.openfeature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.FlagEvaluationOptions;
import dev.openfeature.sdk.ImmutableMetadata;
import dev.openfeature.sdk.MutableContext;
import dev.openfeature.sdk.Value;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The steps of {@code evaluation_v2.feature} and {@code metadata.feature}. */
public final class EvaluationSteps {
    private final SpecificationWorld world;
    private Map<String, Value> attributesBefore = Map.of();
    private CompletableFuture<FlagEvaluationDetails<?>> later = new CompletableFuture<>();

    public EvaluationSteps(SpecificationWorld world) {
        this.world = world;
    }

    @Given("^an? (stable|not ready|error|fatal|stale) provider$")
    public void provider(String status) {
        world.provide(status);
    }

    @Given("a {word}-flag with key {string} and a fallback value {string}")
    public void flag(String type, String key, String fallback) {
        world.type = type.toLowerCase(Locale.ROOT);
        world.key = key;
        world.fallback = fallback;
    }

    @Given("a context containing a key {string}, with type {string} and with value {string}")
    public void attribute(String key, String type, String value) {
        switch (type) {
            case "Boolean" -> world.context.add(key, Boolean.parseBoolean(value));
            case "Integer" -> world.context.add(key, Integer.parseInt(value));
            default -> world.context.add(key, value);
        }
    }

    @Given("a context containing a key {string} with null value")
    public void nullAttribute(String key) {
        world.context.add(key, (String) null);
    }

    @Given("an evaluation context with modifiable data")
    public void modifiableContext() {
        world.context = new MutableContext("someone", Map.of("tags", new Value(List.of(new Value("a")))));
        attributesBefore = world.context.asMap();
    }

    @When("the flag was evaluated with details")
    public void evaluate() {
        world.evaluate();
    }

    @When("the flag was evaluated with details asynchronously")
    public void evaluateLater() {
        later = CompletableFuture.supplyAsync(() ->
                world.evaluate(world.context, FlagEvaluationOptions.builder().build()));
    }

    /** The Java SDK has no asynchronous calls; an evaluation is one look-up in memory, which any executor may run. */
    @Then("the evaluation should complete without blocking")
    public void complete() throws InterruptedException, ExecutionException, TimeoutException {
        world.details = later.get(10, TimeUnit.SECONDS);
    }

    @Then("the resolved details value should be {string}")
    public void value(String expected) {
        assertEquals(
                SpecificationWorld.plain(world.value(expected)), SpecificationWorld.plain(world.details.getValue()));
    }

    @Then("the reason should be {string}")
    public void reason(String expected) {
        assertEquals(expected, world.details.getReason());
    }

    @Then("the variant should be {string}")
    public void variant(String expected) {
        assertEquals(expected, world.details.getVariant());
    }

    @Then("the flag key should be {string}")
    public void key(String expected) {
        assertEquals(expected, world.details.getFlagKey());
    }

    @Then("the error-code should be {string}")
    public void error(String expected) {
        assertEquals(ErrorCode.valueOf(expected), world.details.getErrorCode());
        assertNull(world.details.getVariant());
    }

    @Then("the provider status should be {string}")
    public void status(String expected) {
        assertEquals(expected, world.client.getProviderState().name());
    }

    @Then("the resolved metadata should contain")
    public void metadata(List<Map<String, String>> rows) {
        ImmutableMetadata metadata = world.details.getFlagMetadata();
        assertEquals(4, rows.size());
        for (Map<String, String> row : rows) {
            String key = row.getOrDefault("key", "");
            Object found = switch (row.getOrDefault("metadata_type", "")) {
                case "Integer" -> metadata.getInteger(key);
                case "Float" -> metadata.getDouble(key);
                case "Boolean" -> metadata.getBoolean(key);
                default -> metadata.getString(key);
            };
            assertEquals(row.get("value"), String.valueOf(found), key);
        }
    }

    @Then("the resolved metadata is empty")
    public void noMetadata() {
        assertTrue(world.details.getFlagMetadata().isEmpty());
    }

    @Then("the original evaluation context should remain unmodified")
    public void contextUnmodified() {
        assertEquals(attributesBefore, world.context.asMap());
    }

    /** The SDK's details have setters: what a provider can promise is that nobody else sees what one caller sets. */
    @Then("the evaluation details should be immutable")
    public void detailsImmutable() {
        Map<String, Object> metadata = world.details.getFlagMetadata().asUnmodifiableMap();
        org.junit.jupiter.api.Assertions.assertThrows(
                UnsupportedOperationException.class, () -> metadata.put("another", "entry"));
        world.details.setVariant("another");
        world.details.setValue(null);
        world.evaluate();
        assertEquals(true, world.details.getValue());
        assertEquals("on", world.details.getVariant());
    }
}
