package dev.noticeboard.localstack.rollouts;

import dev.noticeboard.schemas.board.Strategy;
import dev.noticeboard.schemas.rollout.Strategies;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Draws what simulated rollouts came to as tables of Markdown. */
final class RolloutTable {
    /** Who sees the candidate first in the strategy that is simulated beside those that are shipped. */
    static final String TAGS_FIRST = "ring=canary, then 10 % and 100 %";

    /** Of the table in the docs. */
    static final long SEED = 1;
    /** Of the table in the docs. */
    static final int HOSTS = 10_000;

    private static final int SECONDS = 60;

    /** The shipped strategies, and one that goes by tags first. */
    static Map<String, Strategy> strategies() {
        Map<String, Strategy> all = new LinkedHashMap<>(Strategies.SHIPPED);
        all.put(
                TAGS_FIRST,
                Strategy.with(
                        List.of(
                                new Strategy.Step(Map.of("ring", "canary"), null, null),
                                new Strategy.Step(null, BigDecimal.valueOf(10), null),
                                new Strategy.Step(null, BigDecimal.valueOf(100), null)),
                        null,
                        null,
                        null));
        return all;
    }

    static Strategy strategy(String name) {
        return Optional.ofNullable(strategies().get(name)).orElseThrow();
    }

    /** What is simulated with a strategy. */
    static List<Scenario> scenarios(String strategy) {
        return strategy.equals(TAGS_FIRST)
                ? List.of(Scenario.GOOD, Scenario.CRASH, Scenario.TAGGED, Scenario.POISON)
                : Scenario.ALL;
    }

    /** The first lines of a strategy's table. */
    static String head() {
        return """
                | what happens | ends | exposed | harmed | of them beyond the first step | rolled back after | all back after | complete after |
                | --- | --- | --- | --- | --- | --- | --- | --- |
                """;
    }

    /** A line of a strategy's table. */
    static String line(Scenario scenario, Verdict v) {
        String step = v.rollout().step() + " of " + v.rollout().steps();
        String ends = v.state().ended() ? v.state().label() + " at step " + step : "waits before step 1";
        return String.join(
                " | ",
                "| " + scenario.title(),
                ends,
                count(v.exposed().size()),
                count(v.harmed().size()) + share(v.harmed().size(), v.hosts()),
                count(v.harmedOutside()),
                time(v.toRollBack()),
                time(v.toBack()),
                time(v.toComplete()) + " |\n");
    }

    static String count(long hosts) {
        return String.format(Locale.ROOT, "%,d", hosts);
    }

    private static String share(int part, int whole) {
        return part == 0 ? "" : String.format(Locale.ROOT, " (%.2f %%)", 100.0 * part / whole);
    }

    /** Minutes and seconds. */
    static String time(@Nullable Duration time) {
        return time == null
                ? ""
                : String.format(Locale.ROOT, "%d:%02d", time.toSeconds() / SECONDS, time.toSeconds() % SECONDS);
    }

    private RolloutTable() {}
}
