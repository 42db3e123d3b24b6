package dev.noticeboard.cli.rollouts;

import dev.noticeboard.cli.terminal.TimeText;
import dev.noticeboard.schemas.board.Strategy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Puts a strategy into words. */
public final class StrategyText {
    /** In one line: its steps with their bakes, then what is not the default. */
    public static String of(Strategy strategy) {
        List<String> parts = new ArrayList<>();
        parts.add(strategy.stages().stream().map(StrategyText::step).collect(Collectors.joining(", ")));
        if (strategy.bakeByTimeOnly()) {
            parts.add("by time alone where no agent has a lease");
        }
        if (strategy.minAgents() > 1) {
            parts.add("at least " + strategy.minAgents() + " agents a step");
        }
        if (strategy.minReportedPercent().compareTo(BigDecimal.valueOf(100)) != 0) {
            parts.add("at least " + percent(strategy.minReportedPercent()) + " reported");
        }
        limit(strategy.maxVetoedPercent(), "vetoed", parts);
        limit(strategy.maxUnhealthyPercent(), "unhealthy", parts);
        if (!strategy.alarms().isEmpty()) {
            parts.add("alarms " + String.join(", ", strategy.alarms()));
        }
        return String.join("; ", parts);
    }

    private static String step(Strategy.Stage stage) {
        return RolloutText.exposed(stage.share(), stage.tags()) + " for "
                + TimeText.of(Duration.ofSeconds(stage.bakeSeconds()));
    }

    private static void limit(BigDecimal most, String what, List<String> parts) {
        if (most.signum() != 0) {
            parts.add("up to " + percent(most) + " " + what);
        }
    }

    /** A percentage. */
    static String percent(BigDecimal percent) {
        return (percent.signum() == 0 ? "0" : percent.stripTrailingZeros().toPlainString()) + " %";
    }

    private StrategyText() {}
}
