package dev.noticeboard.openfeature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.Reason;
import dev.openfeature.sdk.Structure;
import dev.openfeature.sdk.Value;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

/** The steps of {@code evaluation.feature}, which the specification keeps as deprecated. */
public final class DeprecatedSteps {
    private final SpecificationWorld world;

    public DeprecatedSteps(SpecificationWorld world) {
        this.world = world;
    }

    private void evaluate(String type, String key, String fallback) {
        world.type = type;
        world.key = key;
        world.fallback = fallback;
        world.evaluate();
    }

    @When(
            "^an? (boolean|string|integer|float) flag with key \"(.*)\" is evaluated with (?:details and )?default value \"?([^\"]*)\"?$")
    public void evaluated(String type, String key, String fallback) {
        evaluate(type, key, fallback);
    }

    @When("^an object flag with key \"(.*)\" is evaluated with (?:details and )?a null default value$")
    public void evaluatedAsObject(String key) {
        world.details = world.client.getObjectDetails(key, null, world.context);
    }

    @When("a flag with key {string} is evaluated with default value {string}")
    public void evaluatedAsString(String key, String fallback) {
        evaluate("string", key, fallback);
    }

    @When("a non-existent string flag with key {string} is evaluated with details and a fallback value {string}")
    public void missing(String key, String fallback) {
        evaluate("string", key, fallback);
    }

    @When("a string flag with key {string} is evaluated as an integer, with details and a fallback value {int}")
    public void wrong(String key, int fallback) {
        evaluate("integer", key, String.valueOf(fallback));
    }

    @Given(
            "context contains keys {string}, {string}, {string}, {string} with values {string}, {string}, {int}, {string}")
    public void context(
            String key1,
            String key2,
            String key3,
            String key4,
            String value1,
            String value2,
            int value3,
            String value4) {
        world.context.add(key1, value1).add(key2, value2).add(key3, value3).add(key4, Boolean.parseBoolean(value4));
    }

    @Then("^the resolved (?:boolean|string|integer|float) (?:value|response) should be \"?([^\"]*)\"?$")
    public void value(String expected) {
        assertEquals(world.value(expected), world.details.getValue());
    }

    @Then(
            "^the resolved (?:boolean|string|integer|float) details value should be \"?([^\"]*)\"?, the variant should be \"(.*)\", and the reason should be \"(.*)\"$")
    public void details(String expected, String variant, String reason) {
        value(expected);
        variantAndReason(variant, reason);
    }

    @Then("the variant should be {string}, and the reason should be {string}")
    public void variantAndReason(String variant, String reason) {
        assertEquals(variant, world.details.getVariant());
        assertEquals(reason, world.details.getReason());
    }

    @Then(
            "^the resolved object (?:details )?value should be contain fields \"(.*)\", \"(.*)\", and \"(.*)\", with values \"(.*)\", \"(.*)\" and (\\d+), respectively$")
    public void fields(String key1, String key2, String key3, String value1, String value2, int value3) {
        Structure object = ((Value) world.details.getValue()).asStructure();
        assertEquals(Boolean.parseBoolean(value1), object.getValue(key1).asBoolean());
        assertEquals(value2, object.getValue(key2).asString());
        assertEquals(value3, object.getValue(key3).asInteger());
    }

    @Then("the resolved flag value is {string} when the context is empty")
    public void valueWithoutContext(String expected) {
        assertEquals(expected, world.client.getStringValue(world.key, world.fallback, ImmutableContext.EMPTY));
    }

    @Then("^the default (?:integer|string) value should be returned$")
    public void fallback() {
        assertEquals(world.value(world.fallback), world.details.getValue());
    }

    @Then("^the reason should indicate an error and the error code should indicate .* with \"(.*)\"$")
    public void error(String code) {
        assertEquals(Reason.ERROR.name(), world.details.getReason());
        assertEquals(ErrorCode.valueOf(code), world.details.getErrorCode());
    }
}
