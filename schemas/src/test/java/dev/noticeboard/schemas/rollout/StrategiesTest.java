package dev.noticeboard.schemas.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.noticeboard.schemas.board.Strategy;
import dev.noticeboard.schemas.board.Strategy.Stage;
import dev.noticeboard.schemas.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("design.md section 5: strategies")
class StrategiesTest {
    private static List<Integer> shares(Strategy strategy) {
        return strategy.stages().stream().map(Stage::share).toList();
    }

    private static Strategy shipped(String name) {
        return Objects.requireNonNull(Strategies.SHIPPED.get(name));
    }

    @Test
    void shipped_haveTheStepsThatTheirNamesSay() {
        assertEquals(List.of(100_000), shares(shipped("all-at-once")));
        assertEquals(List.of(1_000, 10_000, 100_000), shares(shipped("canary-1-10-100")));
        assertEquals(List.of(20_000, 40_000, 60_000, 80_000, 100_000), shares(shipped("linear-20-every-6m")));
        assertEquals(
                List.of(1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 100_000),
                shares(shipped("exponential-2x")));
        assertEquals(
                List.of(360, 360, 360, 360, 1800),
                shipped("linear-20-every-6m").stages().stream()
                        .map(Stage::bakeSeconds)
                        .toList());
    }

    @Test
    void json_withStepsOnly_hasTheDocumentedDefaults() {
        Strategy read = Json.readStrict(
                "{\"steps\":[{\"tags\":{\"ring\":\"canary\"},\"bakeSeconds\":5},{\"percent\":0.5},{\"percent\":100}]}",
                Strategy.class);
        assertEquals(600, read.bakeSeconds());
        assertEquals(600, read.finalBakeSeconds());
        assertEquals(60, read.graceSeconds());
        assertEquals(1, read.minAgents());
        assertEquals(BigDecimal.valueOf(100), read.minReportedPercent());
        assertEquals(BigDecimal.ZERO, read.maxVetoedPercent());
        assertEquals(BigDecimal.ZERO, read.maxUnhealthyPercent());
        assertEquals(List.of(), read.alarms());
        assertEquals(false, read.bakeByTimeOnly());
        assertNull(read.growth());
        assertEquals(
                List.of(
                        new Stage(0, List.of(Map.of("ring", "canary")), 5),
                        new Stage(500, List.of(Map.of("ring", "canary")), 600),
                        new Stage(100_000, List.of(Map.of("ring", "canary")), 600)),
                read.stages());
        assertEquals(read, Json.readStrict(Json.write(read), Strategy.class));
    }

    @Test
    void growth_withoutAFactor_doubles() {
        Strategy read = Json.readStrict("{\"growth\":{\"kind\":\"exponential\",\"percent\":30}}", Strategy.class);
        assertEquals(List.of(30_000, 60_000, 100_000), shares(read));
    }

    @Test
    void steps_thatShrinkOrAreMissing_neverExposeLess() {
        Strategy odd = Strategy.with(
                List.of(
                        new Strategy.Step(null, BigDecimal.valueOf(50), null),
                        new Strategy.Step(null, BigDecimal.valueOf(10), null)),
                null,
                1,
                2);
        assertEquals(List.of(50_000, 50_000), shares(odd));
        assertEquals(List.of(), shares(Strategy.with(List.of(), null, null, null)));
    }
}
