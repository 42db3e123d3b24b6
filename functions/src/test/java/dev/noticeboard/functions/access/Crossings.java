package dev.noticeboard.functions.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ways from a namespace of which the caller may do everything into another: the API refuses all of them. */
final class Crossings {
    private Crossings() {}

    /** The ways to a parameter; both namespaces as in paths, with the same first segment. */
    static List<Request> between(String home, String away, String path) {
        String base = "/namespaces/" + home;
        String last = away.split("/", -1)[1];
        String name = SeededBoard.fullName(away, path);
        List<Request> all = new ArrayList<>();
        for (String way : List.of(
                "/../" + last + "/",
                "/%2e%2e/" + last + "/",
                "/..%2f" + last + "%2f",
                "%2f..%2f" + last + "/",
                "/x/../../" + last + "/",
                "/parameters/../../" + last + "/",
                "/%252e%252e/" + last + "/")) {
            all.add(Request.of("GET", base + way + "parameters/" + path));
            all.add(Request.of("GET", base + way + "list"));
            all.add(Request.of("GET", base + way + "compare?from=0"));
            all.add(Request.of("PUT", base + way + "parameters/" + path, Map.of("value", "stolen")));
            all.add(Request.of("POST", base + way + "restores", Map.of("revision", 0)));
        }
        for (String spelling :
                List.of("../../" + last + "/parameters/" + path, "..%2f..%2f" + last, name, "/" + name)) {
            all.add(Request.of("GET", base + "/parameters/" + spelling));
            all.add(Request.of("PUT", base + "/parameters/" + spelling, Map.of("value", "stolen")));
            all.add(Request.of("GET", base + "/list/under/" + spelling));
        }
        for (String form : List.of(name, name + ":1", name + ":live")) {
            all.add(Request.of("POST", base + "/batch", Map.of("names", List.of(form))));
        }
        List<Map<String, Object>> changes = List.of(
                Map.of("kind", "put", "name", name, "value", "stolen"),
                Map.of("kind", "delete", "name", name),
                Map.of("kind", "restore", "name", name, "version", 1),
                Map.of("kind", "label", "name", name, "label", "stolen"),
                Map.of("kind", "unlabel", "name", name, "label", "live"));
        for (Map<String, Object> change : changes) {
            all.add(Request.of("POST", base + "/changesets", Map.of("changes", List.of(change))));
            all.add(Request.of(
                    "POST", base + "/rollouts", Map.of("changes", List.of(change), "strategy", "all-at-once")));
        }
        return all;
    }
}
