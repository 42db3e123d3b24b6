package dev.noticeboard.functions.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Every route, in working order, to one parameter of a namespace: by its name, and in bulk by the places that cover it. For
 * those who may, these are what must succeed; for those who may not, what must be denied.
 *
 * @param namespace as in paths, e.g. {@code billing/prod}
 * @param path the parameter's path in its namespace; two versions of it, and the label {@code live}, are there
 * @param places prefixes that cover it, the empty one for the namespace as a whole
 */
record Routes(String namespace, String path, List<String> places) {
    private static final String STOLEN = "stolen";

    private String base() {
        return "/namespaces/" + namespace;
    }

    private String name() {
        return SeededBoard.fullName(namespace, path);
    }

    private List<String> under(String collection) {
        return places.stream()
                .map(p -> base() + "/" + collection + (p.isEmpty() ? "" : "/under/" + p))
                .toList();
    }

    /** What answers the parameter's value. */
    List<Request> reads() {
        List<Request> all = new ArrayList<>();
        for (String form : List.of("", ":1", ":live", "?consistent=true")) {
            all.add(Request.of("GET", base() + "/parameters/" + path + form));
        }
        all.add(Request.of("GET", base() + "/diff/" + path + "?from=1&to=2"));
        for (String form : List.of("", ":1", ":live")) {
            under("batch").forEach(p -> all.add(Request.of("POST", p, Map.of("names", List.of(name() + form)))));
        }
        for (String query :
                List.of("", "?limit=1000", "?recursive=true", "?revision=" + SeededBoard.revision(namespace))) {
            under("list").forEach(p -> all.add(Request.of("GET", p + query)));
        }
        all.addAll(audits());
        return all;
    }

    /** What tells how the parameter came to be what it is. */
    List<Request> audits() {
        List<Request> all = new ArrayList<>();
        all.add(Request.of("GET", base() + "/history/" + path));
        all.add(Request.of("GET", base() + "/diff/" + path + "?from=0"));
        under("compare").forEach(p -> all.add(Request.of("GET", p + "?from=0")));
        under("changes").forEach(p -> all.add(Request.of("GET", p)));
        under("changes").forEach(p -> all.add(Request.of("GET", p + "?after=0&limit=100&waitSeconds=0")));
        return all;
    }

    /** What changes the parameter, each also as a dry run. */
    List<Request> writes() {
        List<Request> all = new ArrayList<>(plainWrites());
        all.addAll(starts());
        return all;
    }

    /** What changes the parameter on all hosts at once. */
    List<Request> plainWrites() {
        List<Request> all = new ArrayList<>();
        all.add(Request.of("PUT", base() + "/parameters/" + path, Map.of("value", STOLEN)));
        all.add(Request.of("DELETE", base() + "/parameters/" + path));
        all.add(Request.of("PUT", base() + "/labels/" + path, Map.of("label", STOLEN, "version", 1)));
        all.add(Request.of("DELETE", base() + "/labels/" + path + "?label=live"));
        List<Map<String, Object>> kinds = List.of(
                Map.of("kind", "put", "name", name(), "value", STOLEN),
                Map.of("kind", "delete", "name", name()),
                Map.of("kind", "restore", "name", name(), "version", 1),
                Map.of("kind", "label", "name", name(), "label", STOLEN),
                Map.of("kind", "unlabel", "name", name(), "label", "live"));
        for (Map<String, Object> change : kinds) {
            under("changesets").forEach(p -> all.add(Request.of("POST", p, Map.of("changes", List.of(change)))));
        }
        under("restores").forEach(p -> all.add(Request.of("POST", p, Map.of("revision", 1))));
        all.addAll(all.stream().map(Request::dry).toList());
        return all;
    }

    /** What exposes a change of the parameter step by step. */
    List<Request> starts() {
        List<Request> all = new ArrayList<>();
        List<Map<String, Object>> kinds = List.of(
                Map.of("kind", "put", "name", name(), "value", STOLEN),
                Map.of("kind", "delete", "name", name()),
                Map.of("kind", "restore", "name", name(), "version", 1));
        for (Map<String, Object> change : kinds) {
            Map<String, Object> body = Map.of("changes", List.of(change), "strategy", "all-at-once");
            under("rollouts").forEach(p -> all.add(Request.of("POST", p, body)));
        }
        all.addAll(all.stream().map(Request::dry).toList());
        return all;
    }

    /** What moves rollouts, of whatever parameters. */
    List<Request> moves() {
        List<Request> all = new ArrayList<>();
        for (String action : List.of("pause", "complete", "abort")) {
            all.add(move(SeededBoard.RUNNING, action));
        }
        for (String action : List.of("advance", "resume")) {
            all.add(move(SeededBoard.PAUSED, action));
        }
        return all;
    }

    private Request move(String rollout, String action) {
        return Request.of("POST", base() + "/rollouts/" + rollout + "/" + action, Map.of("why", STOLEN));
    }

    /** What shows rollouts: names of parameters, versions, reasons and figures. */
    List<Request> rollouts() {
        return List.of(
                Request.of("GET", base() + "/rollouts"),
                Request.of("GET", base() + "/rollouts?open=true&limit=1"),
                Request.of("GET", base() + "/rollouts/" + SeededBoard.RUNNING));
    }

    /** What binds and removes schemas, rules and settings that the parameter is judged by. */
    List<Request> administers() {
        List<Request> all = new ArrayList<>();
        for (String place : places) {
            String schemas = base() + "/schemas" + (place.isEmpty() ? "" : "/" + place);
            all.add(Request.of("PUT", schemas, "{\"minLength\":0}"));
            // A question about the stored values: whether one of them begins like this.
            all.add(Request.of("PUT", schemas, "{\"pattern\":\"^a\"}").dry());
            all.add(Request.of("DELETE", schemas));
        }
        all.add(Request.of("PUT", base() + "/rules", "{\"minProperties\":1}"));
        all.add(Request.of("PUT", base() + "/rules", "{\"minProperties\":1}").dry());
        all.add(Request.of("DELETE", base() + "/rules"));
        all.add(Request.of("PUT", base() + "/settings", Map.of("whyRequired", true)));
        return all;
    }

    /** What makes every agent of the namespace read it anew. */
    List<Request> recoveries() {
        Request renew = Request.of("POST", base() + "/epoch", Map.of("why", STOLEN));
        return List.of(renew, renew.dry());
    }

    /** What tells by which rules the parameter is judged. */
    List<Request> rules() {
        List<Request> all = new ArrayList<>();
        for (String collection : List.of("/schemas", "/rules", "/settings")) {
            all.add(Request.of("GET", base() + collection));
        }
        return all;
    }

    /** What leases a queue into which every change of the namespace is published. */
    List<Request> agents() {
        return List.of(
                Request.of("PUT", base() + "/agents/host-1", "{}"), Request.of("DELETE", base() + "/agents/host-1"));
    }

    /** What shows the fleet: names of parameters that hosts withhold, and their guards' reasons. */
    List<Request> fleet() {
        return List.of(
                Request.of("GET", base() + "/agents"),
                Request.of("GET", base() + "/agents?limit=1"),
                Request.of("GET", base() + "/convergence"));
    }
}
