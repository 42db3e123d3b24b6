package dev.noticeboard.flags.rules;

import dev.noticeboard.flags.Explanation.Step;
import dev.noticeboard.flags.FlagValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Follows a rule to the part of it that decides: through each condition that is asked, into the branch that is taken. */
public final class Explainer {
    private static final JsonMapper JSON = new JsonMapper();

    private final Frame frame;
    private final List<Step> steps = new ArrayList<>();

    private Explainer(Frame frame) {
        this.frame = frame;
    }

    /** The steps of a rule of plain values ({@link Logic}). */
    public static List<Step> steps(@Nullable Object logic, Frame frame) {
        Explainer explainer = new Explainer(frame);
        explainer.follow("targeting", logic);
        return explainer.steps;
    }

    private void follow(String place, @Nullable Object logic) {
        if (logic instanceof Map<?, ?> map && map.size() == 1) {
            String operator = (String) map.keySet().iterator().next();
            if (map.get(operator) instanceof List<?> arguments && !arguments.isEmpty()) {
                String inside = place + "/" + operator + "/";
                switch (operator) {
                    case "if", "?:" -> {
                        branch(inside, arguments);
                        return;
                    }
                    case "or", "and" -> {
                        untilTruthIs(operator.equals("or"), inside, arguments);
                        return;
                    }
                    default -> {}
                }
            }
        }
        look(place, logic);
    }

    private void branch(String inside, List<?> arguments) {
        int i = 0;
        for (; i + 1 < arguments.size(); i += 2) {
            if (Values.truthy(look(inside + i, arguments.get(i)))) {
                follow(inside + (i + 1), arguments.get(i + 1));
                return;
            }
        }
        if (i < arguments.size()) {
            follow(inside + i, arguments.get(i));
        }
    }

    private void untilTruthIs(boolean wanted, String inside, List<?> arguments) {
        for (int i = 0; i < arguments.size() - 1; i++) {
            if (Values.truthy(look(inside + i, arguments.get(i))) == wanted) {
                return;
            }
        }
        follow(inside + (arguments.size() - 1), arguments.get(arguments.size() - 1));
    }

    /** Whole numbers as people write them: 10 rather than 10.0. */
    private static @Nullable Object readable(@Nullable Object logic) {
        if (logic instanceof List<?> list) {
            return list.stream().map(Explainer::readable).toList();
        }
        if (logic instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(key, readable(value)));
            return copy;
        }
        return FlagValues.written(logic);
    }

    private @Nullable Object look(String place, @Nullable Object logic) {
        Object value = null;
        String note;
        try {
            value = RuleCompiler.compile(logic).value(frame);
            note = Fractional.note(logic, frame);
        } catch (RuleException e) {
            note = e.getMessage();
        }
        steps.add(new Step(place, JSON.writeValueAsString(readable(logic)), value, note));
        return value;
    }
}
