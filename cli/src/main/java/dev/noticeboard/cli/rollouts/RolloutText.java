package dev.noticeboard.cli.rollouts;

import dev.noticeboard.cli.terminal.Counted;
import dev.noticeboard.cli.terminal.TimeText;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Strategy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts a rollout into words. Reasons and names stand in them as they are: make a line printable before it is printed. */
public final class RolloutText {
    private static final int NAMES_SHOWN = 2;
    private static final int WHOLE = 100_000;

    /** Whom a share and groups of tags expose: {@code 10 %}, {@code ring=canary}, {@code ring=canary or 10 %}. */
    public static String exposed(int share, List<Map<String, String>> groups) {
        List<String> parts = new ArrayList<>();
        if (share < WHOLE) {
            groups.forEach(g -> parts.add(new TreeMap<>(g)
                    .entrySet().stream()
                            .map(e -> e.getKey() + "=" + e.getValue())
                            .collect(Collectors.joining("+"))));
        }
        if (share > 0 || parts.isEmpty()) {
            parts.add(StrategyText.percent(BigDecimal.valueOf(share, 3)));
        }
        return String.join(" or ", parts);
    }

    /** The figures that a decision rests on. */
    public static String figures(Rollout.Figures f) {
        return "cohort " + f.cohort() + ": " + f.applied() + " applied, " + f.vetoed() + " vetoed, " + f.unhealthy()
                + " unhealthy, " + f.silent() + " silent"
                + (f.alarms().isEmpty() ? "" : ", in alarm: " + String.join(", ", f.alarms()));
    }

    /** Its id and namespace. */
    public static String name(Rollout r) {
        return "rollout " + r.id() + " of " + r.namespace();
    }

    /** Where it stands: {@code baking, paused, step 2 of 3, 10 %}. */
    public static String place(Rollout r) {
        return state(r) + ", " + step(r.step(), r) + (r.step() == 0 ? "" : ", " + exposed(r.share(), r.tags()));
    }

    /** Its state. */
    public static String state(Rollout r) {
        return r.state().label() + (r.pausedAt() == null ? "" : ", paused");
    }

    /** Which of its steps: {@code step 2 of 3}. */
    static String step(int step, Rollout r) {
        return step == 0 ? "before the first of " + Counted.of(r.steps(), "step") : "step " + step + " of " + r.steps();
    }

    /** The strategy's name. */
    public static String strategy(Rollout r) {
        return r.strategyName() == null ? "its own strategy" : r.strategyName();
    }

    /** Its parameters, the first ones by name. */
    public static String parameters(Rollout r) {
        List<String> names = r.candidates().stream()
                .map(c -> c.name().text())
                .limit(NAMES_SHOWN)
                .toList();
        int more = r.candidates().size() - names.size();
        return String.join(", ", names) + (more == 0 ? "" : " and " + more + " more");
    }

    /** One of its transitions in one line. */
    static String transition(Rollout r, Rollout.Transition t) {
        return t.at() + "  " + t.state().label() + (t.paused() ? ", paused" : "") + "  " + step(t.step(), r)
                + (t.step() == 0 ? "" : ", " + exposed(t.share(), tags(r, t.step()))) + "  " + reasoned(t)
                + "  by " + t.by() + ", revision "
                + t.revision();
    }

    /** Whom the tags of a step expose, by the strategy. */
    private static List<Map<String, String>> tags(Rollout r, int step) {
        List<Strategy.Stage> stages = r.strategy().stages();
        return step < 1 || step > stages.size()
                ? List.of()
                : stages.get(step - 1).tags();
    }

    /** Why it ended as it did: the reason of the transition that withdrew its candidates, else of the newest one. */
    public static String reason(Rollout r) {
        for (Rollout.Transition t : r.transitions()) {
            if (t.state() == Rollout.State.ROLLING_BACK) {
                return reasoned(t);
            }
        }
        return r.newest().map(RolloutText::reasoned).orElse("no reason is kept");
    }

    /** Why it was, with what that rests on. */
    private static String reasoned(Rollout.Transition t) {
        return t.reason() + (t.figures() == null ? "" : " (" + figures(t.figures()) + ")");
    }

    /** Why it was, and who decided. */
    public static String decided(Rollout.Transition t) {
        return t.reason() + " (" + t.by() + ", revision " + t.revision() + ")";
    }

    /** What the open step waits for, or an empty text where no step is open. */
    static String left(Rollout r, Instant now) {
        if (r.state() == Rollout.State.ADVANCING) {
            return "the next step is being opened";
        }
        if (r.state() != Rollout.State.BAKING || r.step() < 1 || r.step() > r.steps()) {
            return "";
        }
        Strategy.Stage stage = r.strategy().stages().get(r.step() - 1);
        Duration left = Duration.ofSeconds(stage.bakeSeconds()).minus(r.baked(now));
        if (left.compareTo(Duration.ofSeconds(1)) >= 0) {
            return TimeText.of(left) + " of " + TimeText.of(Duration.ofSeconds(stage.bakeSeconds())) + " left"
                    + (r.pausedAt() == null ? "" : ", paused");
        }
        return r.pausedAt() == null
                ? "baked; up to " + TimeText.of(Duration.ofSeconds(r.strategy().graceSeconds())) + " more for reports"
                : "baked, paused";
    }

    private RolloutText() {}
}
