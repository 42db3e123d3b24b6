package dev.noticeboard.functions.validate;

import dev.noticeboard.schemas.board.Strategy;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.ValueText;
import dev.noticeboard.schemas.name.Violation;
import dev.noticeboard.schemas.rollout.Bucket;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a strategy may be (design, section 5). */
public final class StrategyRules {
    /** A day. Our choice: who watches a step for longer can pause the rollout. */
    private static final int LONGEST_BAKE = 86_400;
    /** An hour: agents report with every renewal of their lease, far more often. */
    private static final int LONGEST_GRACE = 3_600;

    private static final int MOST_AGENTS = 10_000;
    /** As many as a host may have: a group of more would match none. */
    private static final int TAGS = 20;
    /** Source: CloudWatch API, {@code PutMetricAlarm}, {@code AlarmName}. */
    private static final int ALARM_CHARACTERS = 255;

    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);
    /** A share counts thousandths of a percent. */
    private static final int DECIMALS = 3;

    private final String field;
    private final Strategy strategy;
    private final List<Violation> violations = new ArrayList<>();

    private StrategyRules(String field, Strategy strategy) {
        this.field = field;
        this.strategy = strategy;
    }

    /**
     * What is wrong with a strategy; empty if nothing is.
     *
     * @param field where in the input it stands, e.g. {@code strategies.canary}
     */
    public static List<Violation> check(String field, Strategy strategy) {
        StrategyRules rules = new StrategyRules(field, strategy);
        rules.numbers();
        rules.alarms();
        rules.shape();
        if (rules.violations.isEmpty() && bytes(strategy) > Limits.STRATEGIES_BYTES) {
            rules.add(
                    "",
                    "as JSON it has more than " + Limits.STRATEGIES_BYTES + " bytes",
                    "Use fewer steps, tags or alarms.");
        }
        return rules.violations;
    }

    /** UTF-8 bytes of strategies as JSON. */
    static long bytes(Object strategies) {
        return ValueText.utf8Length(Json.write(strategies));
    }

    private void add(String inside, String message, String remedy) {
        violations.add(Violation.of(field + inside, "strategy", message, remedy));
    }

    private void numbers() {
        range(".bakeSeconds", strategy.bakeSeconds(), 0, LONGEST_BAKE);
        range(".finalBakeSeconds", strategy.finalBakeSeconds(), 0, LONGEST_BAKE);
        range(".graceSeconds", strategy.graceSeconds(), 0, LONGEST_GRACE);
        range(".minAgents", strategy.minAgents(), 1, MOST_AGENTS);
        percent(".minReportedPercent", strategy.minReportedPercent(), true);
        percent(".maxVetoedPercent", strategy.maxVetoedPercent(), true);
        percent(".maxUnhealthyPercent", strategy.maxUnhealthyPercent(), true);
    }

    private void range(String inside, @Nullable Integer number, int least, int most) {
        if (number != null && (number < least || number > most)) {
            add(inside, "the number is out of range", "Give " + least + " to " + most + ".");
        }
    }

    /** Whether it may be calculated with. */
    private boolean percent(String inside, @Nullable BigDecimal percent, boolean zero) {
        if (percent == null) {
            add(inside, "the percentage is missing", "Give one.");
            return false;
        }
        if (percent.signum() < (zero ? 0 : 1) || percent.compareTo(WHOLE) > 0) {
            add(inside, "the percentage is out of range", zero ? "Give 0 to 100." : "Give more than 0, up to 100.");
            return false;
        }
        return decimals(inside, percent);
    }

    private boolean decimals(String inside, BigDecimal number) {
        // Never written out: its exponent may be as far as it likes.
        if (number.stripTrailingZeros().scale() > DECIMALS) {
            add(inside, "the number has more than " + DECIMALS + " decimals", "Round it to thousandths.");
            return false;
        }
        return true;
    }

    private void alarms() {
        if (strategy.alarms().size() > Strategy.ALARMS) {
            add(".alarms", "there are " + strategy.alarms().size(), "Name at most " + Strategy.ALARMS + " alarms.");
        }
        for (int i = 0; i < strategy.alarms().size(); i++) {
            int length = strategy.alarms().get(i).length();
            if (length < 1 || length > ALARM_CHARACTERS) {
                add(
                        ".alarms[" + i + "]",
                        "the alarm's name is empty or too long",
                        "Use 1 to " + ALARM_CHARACTERS + " characters.");
            }
        }
    }

    private void shape() {
        Strategy.Growth growth = strategy.growth();
        if (strategy.steps().isEmpty() == (growth == null)) {
            add(
                    "",
                    growth == null ? "it has neither steps nor growth" : "it has both steps and growth",
                    "Give exactly one of the two.");
            return;
        }
        if (growth == null ? steps() : growth(growth)) {
            expanded();
        }
    }

    private boolean growth(Strategy.Growth growth) {
        boolean sound = percent(".growth.percent", growth.percent(), false);
        if (growth.kind() == null) {
            add(".growth.kind", "the kind is missing", "Give linear or exponential.");
            return false;
        }
        BigDecimal factor = growth.factor();
        if (factor == null) {
            return sound;
        }
        if (growth.kind() == Strategy.Kind.LINEAR) {
            add(".growth.factor", "linear growth has no factor", "Leave it out, or give exponential.");
            return false;
        }
        if (factor.compareTo(BigDecimal.ONE) <= 0 || factor.compareTo(WHOLE) > 0) {
            add(".growth.factor", "the factor is out of range", "Give more than 1, up to 100.");
            return false;
        }
        return decimals(".growth.factor", factor) && sound;
    }

    private boolean steps() {
        int before = violations.size();
        for (int i = 0; i < strategy.steps().size(); i++) {
            step(
                    ".steps[" + i + "]",
                    strategy.steps().get(i),
                    i == strategy.steps().size() - 1);
        }
        return violations.size() == before;
    }

    private void step(String inside, Strategy.Step step, boolean last) {
        if (step.tags() == null && step.percent() == null) {
            add(inside, "the step exposes nobody new", "Give it tags, a percentage, or both.");
        }
        if (step.percent() != null) {
            percent(inside + ".percent", step.percent(), false);
        }
        if (step.tags() != null) {
            tags(inside + ".tags", step.tags());
        }
        range(inside + ".bakeSeconds", step.bakeSeconds(), 0, LONGEST_BAKE);
        if (last && step.bakeSeconds() != null) {
            add(
                    inside + ".bakeSeconds",
                    "the last step has its own setting",
                    "Leave it out, and give the strategy finalBakeSeconds.");
        }
    }

    private void tags(String inside, Map<String, String> tags) {
        if (tags.isEmpty() || tags.size() > TAGS) {
            add(inside, "there are " + tags.size() + " tags", "Use 1 to " + TAGS + ".");
        }
        boolean fit = tags.entrySet().stream()
                .allMatch(tag -> !tag.getKey().isEmpty()
                        && tag.getKey().length() <= Limits.TAG_KEY_CHARACTERS
                        && tag.getValue() != null
                        && tag.getValue().length() <= Limits.TAG_VALUE_CHARACTERS);
        if (!fit) {
            add(
                    inside,
                    "a tag's key or value is missing or too long",
                    "Use keys of 1 to " + Limits.TAG_KEY_CHARACTERS + " and values of up to "
                            + Limits.TAG_VALUE_CHARACTERS + " characters.");
        }
    }

    /** What only the steps as a whole show. */
    private void expanded() {
        int count = strategy.growth() == null
                ? strategy.steps().size()
                : strategy.stages().size();
        if (count > Strategy.STEPS) {
            add(
                    strategy.growth() == null ? ".steps" : ".growth",
                    "there are more than " + Strategy.STEPS + " steps",
                    strategy.growth() == null ? "Use fewer." : "Let it grow faster.");
            return;
        }
        BigDecimal highest = BigDecimal.ZERO;
        for (int i = 0; i < strategy.steps().size(); i++) {
            BigDecimal percent = strategy.steps().get(i).percent();
            if (percent != null && percent.compareTo(highest) < 0) {
                add(".steps[" + i + "].percent", "the share shrinks", "Give no less than the steps before.");
            }
            highest = percent == null ? highest : highest.max(percent);
        }
        if (strategy.stages().get(count - 1).share() < Bucket.BUCKETS) {
            add(".steps[" + (count - 1) + "].percent", "the last step does not expose everybody", "Give it 100.");
        }
    }
}
