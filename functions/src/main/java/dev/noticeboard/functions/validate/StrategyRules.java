package dev.noticeboard.functions.validate;

import dev.noticeboard.schemas.board.Strategy;
import dev.noticeboard.schemas.name.Violation;
import java.util.List;

/** What a strategy may be. */
public final class StrategyRules {
    /** What is wrong with a strategy; empty if nothing is. */
    public static List<Violation> check(String field, Strategy strategy) {
        return strategy.stages().isEmpty()
                ? List.of(Violation.of(field, "strategy", "it has no steps", "Give steps or growth."))
                : List.of();
    }

    private StrategyRules() {}
}
