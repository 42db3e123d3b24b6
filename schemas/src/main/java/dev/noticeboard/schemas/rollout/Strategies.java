package dev.noticeboard.schemas.rollout;

import dev.noticeboard.schemas.board.Strategy;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The strategies that every namespace has. */
public final class Strategies {
    /** Five minutes a step: seven of them, so that doubling from 1 % reaches everybody after 35 minutes. */
    private static final int DOUBLING_BAKE = 300;
    /** As AppConfig's {@code Linear20PercentEvery6Minutes}. */
    private static final int LINEAR_BAKE = 360;

    private static final int LINEAR_FINAL_BAKE = 1800;

    /** By name: {@code all-at-once}, {@code canary-1-10-100}, {@code linear-20-every-6m} and {@code exponential-2x}. */
    public static final Map<String, Strategy> SHIPPED = shipped();

    private static Map<String, Strategy> shipped() {
        Map<String, Strategy> shipped = new LinkedHashMap<>();
        shipped.put("all-at-once", Strategy.with(steps(100), null, null, null));
        shipped.put("canary-1-10-100", Strategy.with(steps(1, 10, 100), null, null, null));
        shipped.put(
                "linear-20-every-6m",
                Strategy.with(List.of(), growth(Strategy.Kind.LINEAR, 20, null), LINEAR_BAKE, LINEAR_FINAL_BAKE));
        shipped.put(
                "exponential-2x",
                Strategy.with(List.of(), growth(Strategy.Kind.EXPONENTIAL, 1, 2), DOUBLING_BAKE, null));
        return Collections.unmodifiableMap(shipped);
    }

    private static List<Strategy.Step> steps(int... percents) {
        return Arrays.stream(percents)
                .mapToObj(p -> new Strategy.Step(null, BigDecimal.valueOf(p), null))
                .toList();
    }

    private static Strategy.Growth growth(Strategy.Kind kind, int percent, @Nullable Integer factor) {
        return new Strategy.Growth(
                kind, BigDecimal.valueOf(percent), factor == null ? null : BigDecimal.valueOf(factor));
    }

    private Strategies() {}
}
