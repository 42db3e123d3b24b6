package dev.noticeboard.cli.importing;

import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.Violation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes full names of a file's keys.
 *
 * @param below where keys go that are no full names, and where all must lie; absent to take full names only
 */
record FileNames(@Nullable Prefix below) {
    /** The full name that a key stands for; perhaps not a valid one. */
    String fullName(String key) {
        if (below == null || key.startsWith("/")) {
            return key;
        }
        Namespace namespace = below.namespace();
        return below.text().equals(namespace.text()) ? namespace.nameAt(key) : below.text() + "/" + key;
    }

    /** What is wrong with a key; empty if nothing is. */
    Optional<Violation> check(String key) {
        if (below == null && !key.startsWith("/")) {
            return Optional.of(Violation.of(
                    "key",
                    "namespace-needed",
                    "the key is not a full name, so the file alone does not tell its namespace",
                    "Give --namespace, for example --namespace /billing/prod."));
        }
        String full = fullName(key);
        Optional<Violation> grammar = ParameterName.check(full);
        if (grammar.isPresent() || below == null || below.covers(new ParameterName(full))) {
            return grammar;
        }
        Namespace home = new ParameterName(full).namespace();
        if (home.equals(below.namespace())) {
            return Optional.of(Violation.of(
                    "key",
                    "prefix-outside",
                    full + " does not lie below " + below,
                    "Take it out of the file, or give a prefix that it lies below."));
        }
        return Optional.of(Violation.of(
                "key",
                "namespace-outside",
                full + " lives in the namespace " + home + ", not in " + below.namespace(),
                "Import it with --namespace " + home + ", or a file of full names without --namespace."));
    }
}
