package dev.noticeboard.agent.daemon.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a path of OFREP asks for. A base URL without a path means the only namespace; {@code /namespaces} and a namespace's name make the
 * base of that namespace.
 *
 * @param namespace the namespace's text; empty for the only one
 * @param key the flag's key, still encoded; null for all flags
 */
record OfrepPath(String namespace, @Nullable String key) {
    static final String FLAGS = "/ofrep/v1/evaluate/flags";
    private static final String NAMESPACES = "/namespaces";

    /** The base of a namespace, to be put behind the agent's address. */
    static String base(String namespace) {
        return namespace.equals("/") ? NAMESPACES : NAMESPACES + namespace;
    }

    /** Empty for what is no path of OFREP. A key may hold slashes: some clients do not encode them. */
    static Optional<OfrepPath> parse(String path) {
        boolean named = path.startsWith(NAMESPACES + "/");
        int from = named ? NAMESPACES.length() : 0;
        int at = path.indexOf(FLAGS, from);
        if (at < 0) {
            return Optional.empty();
        }
        // A base URL that ends with a slash makes two of them.
        String namespace = path.substring(from, at).replaceFirst("/+$", "");
        String rest = path.substring(at + FLAGS.length());
        if ((!named && !namespace.isEmpty()) || (!rest.isEmpty() && rest.charAt(0) != '/')) {
            return Optional.empty();
        }
        String key = rest.length() > 1 ? rest.substring(1) : null;
        return Optional.of(new OfrepPath(named && namespace.isEmpty() ? "/" : namespace, key));
    }
}
