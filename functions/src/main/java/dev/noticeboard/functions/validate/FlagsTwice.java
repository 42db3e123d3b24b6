package dev.noticeboard.functions.validate;

import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.flags.FlagKeys;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The flags of a namespace: all parameters of that data type form one set, in which no key stands twice at any host.
 *
 * <p>Whether two parameters clash is for the two alone to say, so every mix of open rollouts is judged, however many: stable values and
 * candidates may meet at a host, but never both sides of one rollout.
 */
public final class FlagsTwice {
    /** Characters of a key that a message repeats. Our choice. */
    private static final int KEY_SHOWN = 120;

    /** A value that hosts may have, and the rollout that its parameter is under. */
    private record Shown(ParameterName name, @Nullable String rollout, boolean candidate) {
        boolean meets(Shown other) {
            boolean together = rollout != null && rollout.equals(other.rollout);
            return !name.equals(other.name) && (!together || candidate == other.candidate);
        }
    }

    /**
     * The keys that parameters which are written would share with others, each once for each value.
     *
     * @param parameters all of the namespace as they would be
     * @param candidates a parameter's candidate
     * @param written those whose values change
     */
    public static List<Violation> violations(
            Collection<Parameter> parameters,
            Function<Parameter, @Nullable Parameter> candidates,
            Set<ParameterName> written) {
        Map<String, List<Shown>> byKey = new HashMap<>();
        List<Violation> violations = new ArrayList<>();
        // What is not written comes first, so that what is written meets it.
        parameters.stream()
                .sorted(Comparator.comparing((Parameter p) -> written.contains(p.name()))
                        .thenComparing(Parameter::name))
                .forEach(p -> {
                    String rollout = p.staged() == null ? null : p.staged().rollout();
                    add(p, new Shown(p.name(), rollout, false), byKey, written, violations);
                    Parameter candidate = rollout == null ? null : candidates.apply(p);
                    if (candidate != null) {
                        add(candidate, new Shown(p.name(), rollout, true), byKey, written, violations);
                    }
                });
        return violations;
    }

    private static void add(
            Parameter p,
            Shown shown,
            Map<String, List<Shown>> byKey,
            Set<ParameterName> written,
            List<Violation> violations) {
        String value = p.value();
        if (p.dataType() != DataType.FLAGS || value == null) {
            return;
        }
        for (String key : FlagKeys.of(value)) {
            List<Shown> others = byKey.computeIfAbsent(key, k -> new ArrayList<>());
            if (written.contains(shown.name()) && violations.size() < Limits.VIOLATIONS) {
                others.stream()
                        .filter(shown::meets)
                        .findFirst()
                        .ifPresent(other -> violations.add(twice(key, shown, other)));
            }
            others.add(shown);
        }
    }

    private static Violation twice(String key, Shown shown, Shown other) {
        return new Violation(
                "namespace",
                "flag-twice",
                "the flag '" + shown(key) + "' is defined by " + shown.name() + " and by " + other.name()
                        + (shown.candidate() || other.candidate() ? ", at hosts that a rollout exposes" : ""),
                "Take it out of one of them. To move it, write both parameters in one change set.",
                shown.name().text(),
                null,
                null);
    }

    private static String shown(String key) {
        return key.length() <= KEY_SHOWN ? key : key.substring(0, KEY_SHOWN) + "…";
    }

    private FlagsTwice() {}
}
