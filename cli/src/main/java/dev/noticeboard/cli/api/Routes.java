package dev.noticeboard.cli.api;

import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;

/** The paths of the API. Names, versions and labels are made of plain path segments, so nothing is escaped. */
final class Routes {
    /** Something of a whole namespace: {@code /namespaces/billing/prod/settings}. */
    static String of(Namespace namespace, String route) {
        return "/namespaces/" + namespace.toPath() + "/" + route;
    }

    /** Something of one parameter: {@code …/history/db/pool-size}. */
    static String of(ParameterName name, String route) {
        Namespace namespace = name.namespace();
        return of(namespace, route) + "/" + namespace.pathOf(name);
    }

    /** Something of exactly this prefix: {@code …/schemas} or {@code …/schemas/db}. */
    static String at(Prefix prefix, String route) {
        return of(prefix.namespace(), route) + (whole(prefix) ? "" : "/" + inside(prefix));
    }

    /** Something of all below a prefix: {@code …/list} or {@code …/list/under/db}. */
    static String under(Prefix prefix, String route) {
        return of(prefix.namespace(), route) + (whole(prefix) ? "" : "/under/" + inside(prefix));
    }

    private static boolean whole(Prefix prefix) {
        return prefix.text().equals(prefix.namespace().text());
    }

    private static String inside(Prefix prefix) {
        return prefix.namespace().pathOf(new ParameterName(prefix.text()));
    }

    private Routes() {}
}
