package dev.noticeboard.functions.resource;

import java.util.List;
import java.util.Map;

/** The labels by which stacks remember what they wrote. */
final class ResourceLabels {
    /** Begins all of them. */
    static final String PREFIX = "stack.";

    /** Those of other resources: who takes a parameter over takes them away, so that nobody deletes what is not theirs any more. */
    static List<String> others(Map<String, Long> labels, String own) {
        return labels.keySet().stream()
                .filter(label -> label.startsWith(PREFIX) && !label.equals(own))
                .sorted()
                .toList();
    }

    private ResourceLabels() {}
}
