package dev.noticeboard.flags.rules;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a part of a rule is worth the same for every context, by what stands in it. */
final class Determinism {
    private static final Set<String> NEVER =
            Set.of("missing_some", "fractional", "sem_ver", "starts_with", "ends_with");

    private static final Set<String> WALKS = Set.of("map", "filter", "all", "some", "none", "reduce");

    private Determinism() {}

    /** @param inList whether it stands in the rule of a list's elements, where {@code var} reads the element */
    static boolean holds(@Nullable Object logic, boolean inList) {
        if (logic instanceof List<?> list) {
            for (Object element : list) {
                if (!holds(element, inList)) {
                    return false;
                }
            }
            return true;
        }
        if (!(logic instanceof Map<?, ?> map) || map.isEmpty()) {
            return true;
        }
        String operator = (String) map.keySet().iterator().next();
        if (!Operators.known(operator)) {
            throw new RuleException("there is no operator " + operator);
        }
        Object arguments = map.get(operator);
        if (operator.equals("var")) {
            return inList && !Values.text(arguments).contains("../../");
        }
        if (operator.equals("missing")) {
            return arguments instanceof List<?> list && list.isEmpty();
        }
        if (WALKS.contains(operator)) {
            return holds(at(arguments, 0), inList) && holds(at(arguments, 1), true);
        }
        return !NEVER.contains(operator) && holds(arguments, inList);
    }

    private static @Nullable Object at(@Nullable Object arguments, int place) {
        return arguments instanceof List<?> list && place < list.size() ? list.get(place) : null;
    }
}
