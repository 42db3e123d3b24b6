package dev.noticeboard.schemas.name;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A place in a namespace and all that lies below it, by whole segments: {@code /billing/prod/db} covers
 * {@code /billing/prod/db/pool-size} and itself, not {@code /billing/prod/dbx}.
 *
 * @param namespace where it lies
 * @param text the namespace's own text, or the text of a name in it
 */
public record Prefix(Namespace namespace, String text) {

    /** @throws IllegalArgumentException if {@link #check} finds a violation */
    public Prefix {
        check(namespace, text).ifPresent(v -> {
            throw new IllegalArgumentException(v.line());
        });
    }

    /** What is wrong with this text as a prefix in this namespace; empty if nothing is. */
    public static Optional<Violation> check(Namespace namespace, String text) {
        if (text.equals(namespace.text())) {
            return Optional.empty();
        }
        Optional<Violation> grammar = ParameterName.check(text);
        if (grammar.isPresent()) {
            return grammar.map(v -> v.at("prefix"));
        }
        if (!namespace.contains(new ParameterName(text))) {
            return Optional.of(Violation.of(
                    "prefix",
                    "prefix-outside",
                    text + " does not lie in the namespace " + namespace,
                    "Name a prefix that begins with " + namespace + ", or ask the namespace that it lies in."));
        }
        return Optional.empty();
    }

    /** The prefix that covers a whole namespace. */
    public static Prefix whole(Namespace namespace) {
        return new Prefix(namespace, namespace.text());
    }

    /** Every prefix that covers this name, the shortest (the namespace) first, the name itself last. */
    public static List<Prefix> covering(ParameterName name) {
        Namespace namespace = name.namespace();
        List<Prefix> prefixes = new ArrayList<>();
        prefixes.add(whole(namespace));
        String path = namespace.pathOf(name);
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            prefixes.add(new Prefix(namespace, namespace.nameAt(path.substring(0, slash))));
        }
        prefixes.add(new Prefix(namespace, name.text()));
        return prefixes;
    }

    /** The longest prefix that covers all of these names, which live in this namespace; the whole namespace for none. */
    public static Prefix common(Namespace namespace, Collection<ParameterName> names) {
        Prefix longest = null;
        for (ParameterName name : names) {
            if (longest == null) {
                longest = new Prefix(namespace, name.text());
            }
            List<Prefix> candidates = longest.text.equals(namespace.text())
                    ? List.of(longest)
                    : covering(new ParameterName(longest.text));
            int last = candidates.size() - 1;
            while (last > 0 && !candidates.get(last).covers(name)) {
                last--;
            }
            longest = candidates.get(last);
        }
        return longest == null ? whole(namespace) : longest;
    }

    /** Whether this name lies here. */
    public boolean covers(ParameterName name) {
        if (!namespace.contains(name)) {
            return false;
        }
        return text.equals(namespace.text())
                || name.text().equals(text)
                || name.text().startsWith(text + "/");
    }

    @Override
    public String toString() {
        return text;
    }
}
