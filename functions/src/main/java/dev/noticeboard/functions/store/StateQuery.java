package dev.noticeboard.functions.store;

import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a commit must know before it plans.
 *
 * @param namespace of which namespace
 * @param names the parameters whose state it needs; the schemas that cover them come along
 * @param prefixes further prefixes whose schemas it needs
 * @param key the idempotency key whose stored answer it needs, if one was given
 * @param attempted the revision that the attempt before this would have made, 0 if there was none
 */
public record StateQuery(
        Namespace namespace,
        Set<ParameterName> names,
        Set<String> prefixes,
        @Nullable IdempotencyKey key,
        long attempted) {

    public StateQuery {
        names = Set.copyOf(names);
        prefixes = Set.copyOf(prefixes);
    }

    /** Whether the schema bound to this prefix is among what is asked for. */
    public boolean needs(String prefix) {
        if (prefixes.contains(prefix)) {
            return true;
        }
        Prefix p = new Prefix(namespace, prefix);
        return names.stream().anyMatch(p::covers);
    }
}
