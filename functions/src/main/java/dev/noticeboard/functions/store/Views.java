package dev.noticeboard.functions.store;

import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What hosts may see of a namespace while rollouts are open (design, section 5): all stable, the candidates of one of them, or those of all.
 * With more than two rollouts there are further mixes, which are not judged: they grow as two to the power of their number.
 */
final class Views {
    /**
     * The views; just the parameters themselves where none is under rollout.
     *
     * @param parameters current states
     * @param candidates a parameter's candidate
     */
    static List<List<Parameter>> of(List<Parameter> parameters, Function<Parameter, @Nullable Parameter> candidates) {
        Map<String, Map<ParameterName, Parameter>> byRollout = new LinkedHashMap<>();
        Map<ParameterName, Parameter> all = new LinkedHashMap<>();
        for (Parameter p : parameters) {
            Parameter candidate = candidates.apply(p);
            if (p.staged() != null && candidate != null) {
                byRollout
                        .computeIfAbsent(p.staged().rollout(), r -> new LinkedHashMap<>())
                        .put(p.name(), candidate);
                all.put(p.name(), candidate);
            }
        }
        List<List<Parameter>> views = new ArrayList<>();
        views.add(parameters);
        byRollout.values().forEach(candidatesOfOne -> views.add(over(parameters, candidatesOfOne)));
        if (byRollout.size() > 1) {
            views.add(over(parameters, all));
        }
        return views;
    }

    private static List<Parameter> over(List<Parameter> parameters, Map<ParameterName, Parameter> candidates) {
        return parameters.stream()
                .map(p -> candidates.getOrDefault(p.name(), p))
                .toList();
    }

    private Views() {}
}
