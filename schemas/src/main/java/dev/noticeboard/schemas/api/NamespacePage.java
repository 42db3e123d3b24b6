package dev.noticeboard.schemas.api;

import dev.noticeboard.schemas.name.Namespace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the namespaces.
 *
 * @param namespaces those that were ever written to, in the order of their names
 * @param nextToken for the next page; absent on the last
 */
public record NamespacePage(
        List<Namespace> namespaces, @Nullable String nextToken) {}
