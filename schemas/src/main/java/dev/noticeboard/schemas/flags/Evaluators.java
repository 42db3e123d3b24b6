package dev.noticeboard.schemas.flags;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The evaluators of a document, and what rules come to with them in place. An evaluator is measured when those that it refers to
 * were, so that nothing is ever written out in full; what is left over lies on a cycle or leads to one. For one thread, on rules of
 * bounded levels.
 */
final class Evaluators {
    /**
     * JSON values of a rule with its evaluators in place. Our choice: a rule that fits a parameter of 64 KiB without
     * evaluators hardly reaches it, and evaluators that double thirty times would reach 2 to the power of 30.
     */
    static final int NODES = 10_000;

    /** Names of a cycle that a message repeats. Our choice. */
    private static final int NAMES_SHOWN = 10;

    /** How large a rule is; {@code nodes} stops just above the bound. */
    private record Size(long nodes, int levels) {}

    private final Map<String, JsonNode> rules;
    private final Findings findings;
    private final Map<String, Size> sizes = new HashMap<>();

    Evaluators(Map<String, JsonNode> rules, Findings findings) {
        this.rules = rules;
        this.findings = findings;
        Map<String, Set<String>> open = new LinkedHashMap<>();
        rules.forEach((name, rule) -> open.put(name, references(rule, new LinkedHashSet<>())));
        open.values().forEach(names -> names.retainAll(rules.keySet()));
        Map<String, List<String>> users = new HashMap<>();
        open.forEach((name, names) -> names.forEach(
                used -> users.computeIfAbsent(used, u -> new ArrayList<>()).add(name)));
        List<String> ready = new ArrayList<>(
                open.keySet().stream().filter(name -> free(open, name)).toList());
        for (int i = 0; i < ready.size(); i++) {
            String name = ready.get(i);
            Size size = size(rule(name));
            if (size != null) {
                sizes.put(name, size);
            }
            open.remove(name);
            for (String user : users.getOrDefault(name, List.of())) {
                Set<String> left = open.get(user);
                if (left != null && left.remove(name) && left.isEmpty()) {
                    ready.add(user);
                }
            }
        }
        if (!open.isEmpty()) {
            cycle(open);
        }
    }

    private static boolean free(Map<String, Set<String>> open, String name) {
        return open.getOrDefault(name, Set.of()).isEmpty();
    }

    private static Set<String> references(JsonNode node, Set<String> names) {
        JsonNode name = node.path(Rules.REFERENCE);
        if (name.isString()) {
            names.add(name.stringValue());
        }
        node.forEach(child -> references(child, names));
        return names;
    }

    private void cycle(Map<String, Set<String>> open) {
        List<String> path = new ArrayList<>();
        String at = open.keySet().iterator().next();
        while (!path.contains(at)) {
            path.add(at);
            at = open.getOrDefault(at, Set.of()).iterator().next();
        }
        List<String> cycle = path.subList(path.indexOf(at), path.size());
        List<String> shown = new ArrayList<>(cycle.subList(0, Math.min(cycle.size(), NAMES_SHOWN)).stream()
                .map(Findings::quoted)
                .toList());
        shown.add(cycle.size() > NAMES_SHOWN ? "…" : Findings.quoted(at));
        findings.add(
                Place.of("$evaluators", at),
                "evaluator-cycle",
                "the evaluators refer to each other in a circle: " + String.join(" -> ", shown),
                "Take one of the references out.");
    }

    /** The rule of an evaluator; a missing node where there is none of the name. */
    JsonNode rule(String name) {
        return rules.getOrDefault(name, MissingNode.getInstance());
    }

    /** Whether a flag's rule leads to no cycle and stays in bounds; beyond these is a finding. */
    boolean bounded(JsonNode rule, Place place) {
        Size size = size(rule);
        if (size == null) {
            return false;
        }
        if (size.nodes() > NODES) {
            findings.add(
                    place,
                    "rule-size",
                    "the rule has more than " + NODES + " nodes with its evaluators in place",
                    "Refer to large evaluators less often.");
        }
        if (size.levels() > Rules.LEVELS) {
            findings.add(
                    place,
                    FlagCheck.TOO_DEEP,
                    "the rule has more than " + Rules.LEVELS + " levels with its evaluators in place",
                    "Write evaluators that refer to fewer others.");
        }
        return size.nodes() <= NODES && size.levels() <= Rules.LEVELS;
    }

    /** Null where it leads to a cycle, or to an evaluator that is not there. */
    private @Nullable Size size(JsonNode node) {
        JsonNode name = node.path(Rules.REFERENCE);
        if (name.isString()) {
            return sizes.get(name.stringValue());
        }
        long nodes = 1;
        int levels = 0;
        for (JsonNode child : node) {
            Size size = size(child);
            if (size == null) {
                return null;
            }
            nodes = Math.min(nodes + size.nodes(), NODES + 1L);
            levels = Math.max(levels, size.levels());
        }
        return new Size(nodes, levels + 1);
    }
}
