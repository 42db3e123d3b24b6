package dev.noticeboard.schemas.board;

import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The labels of one parameter's versions. A label stands at one version at a time.
 *
 * @param name the parameter
 * @param revision the revision at which they last changed
 * @param versions the version that each label stands at
 */
public record Labels(ParameterName name, long revision, Map<String, Long> versions) {
    /** Source: SSM Parameter Store, "Labeling a parameter version": letters, digits, {@code . - _}, no digit first. */
    private static final Pattern GRAMMAR =
            Pattern.compile("[A-Za-z_.-][A-Za-z0-9_.-]{0," + (Limits.LABEL_CHARACTERS - 1) + "}");

    public Labels {
        versions = Map.copyOf(versions);
    }

    /** A parameter without labels. */
    public static Labels none(ParameterName name) {
        return new Labels(name, 0, Map.of());
    }

    /** The labels that stand at a version, in the order of the alphabet. */
    public List<String> of(long version) {
        return versions.entrySet().stream()
                .filter(e -> e.getValue() == version)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** What is wrong with a text as a label; empty if nothing is. */
    public static Optional<Violation> check(String label) {
        String small = label.toLowerCase(Locale.ROOT);
        return GRAMMAR.matcher(label).matches() && !small.startsWith("aws") && !small.startsWith("ssm")
                ? Optional.empty()
                : Optional.of(Violation.of(
                        "label",
                        "label-grammar",
                        "the label is not one",
                        "Use 1 to " + Limits.LABEL_CHARACTERS
                                + " characters of a-z A-Z 0-9 _ . and -, no digit first, and neither aws nor ssm at the"
                                + " beginning."));
    }
}
