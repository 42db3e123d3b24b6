package dev.noticeboard.agent.snapshot;

import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.util.Collection;
import java.util.List;

/**
 * What of a namespace an agent keeps: what lies below one of these prefixes, or all of it where there is none.
 *
 * @param prefixes sorted, each once
 */
public record PrefixFilter(List<Prefix> prefixes) {
    /** Keeps all of a namespace. */
    public static final PrefixFilter ALL = new PrefixFilter(List.of());

    public PrefixFilter {
        prefixes = prefixes.stream()
                .distinct()
                .sorted((a, b) -> a.text().compareTo(b.text()))
                .toList();
    }

    /** Of texts. @throws IllegalArgumentException if one is no prefix in this namespace */
    public static PrefixFilter of(Namespace namespace, Collection<String> prefixes) {
        return new PrefixFilter(
                prefixes.stream().map(text -> new Prefix(namespace, text)).toList());
    }

    /** Whether the agent keeps this parameter. */
    public boolean keeps(ParameterName name) {
        return prefixes.isEmpty() || prefixes.stream().anyMatch(p -> p.covers(name));
    }

    /** Whether whoever kept what this filter keeps has all that the other one keeps. */
    boolean covers(PrefixFilter other) {
        return prefixes.isEmpty()
                || (!other.prefixes.isEmpty()
                        && other.prefixes.stream()
                                .allMatch(p -> prefixes.stream().anyMatch(own -> below(p, own))));
    }

    private static boolean below(Prefix lower, Prefix upper) {
        return lower.equals(upper)
                || upper.equals(Prefix.whole(upper.namespace()))
                || lower.text().startsWith(upper.text() + "/");
    }

    /** The texts of the prefixes. */
    List<String> texts() {
        return prefixes.stream().map(Prefix::text).toList();
    }
}
