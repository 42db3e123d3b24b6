package dev.noticeboard.functions.access;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Ways around a policy that the API itself refuses: paths that another part of the way might read otherwise, and names in
 * bodies that the path does not cover.
 *
 * @param namespace as in paths
 * @param target the path of a parameter that the caller is kept from
 * @param place a prefix of which the caller may do everything, and which does not cover the target
 * @param own a parameter below it
 */
record Tricks(String namespace, String target, String place, String own) {

    private String base() {
        return "/namespaces/" + namespace;
    }

    private String name() {
        return SeededBoard.fullName(namespace, target);
    }

    /** The target's path, spelled so that a careless reader arrives at it. */
    private List<String> spellings() {
        String up = place.replaceAll("[^/]+", "..");
        return List.of(
                target.replace("/", "%2F"),
                target.replace("/", "%2f"),
                target.replace("/", "%252F"),
                target.replace("/", "%25252F"),
                "%" + Integer.toHexString(target.charAt(0)) + target.substring(1),
                target + "%20",
                target + "%00",
                target + "%3A1",
                place + "/" + up + "/" + target,
                place + "/" + up.replace(".", "%2e") + "/" + target,
                place + "/" + up.replace(".", "%252e") + "/" + target,
                place + "%2F" + up.replace("/", "%2F") + "%2F" + target,
                own + ":1/../" + up + "/" + target,
                "./" + target,
                "%2e/" + target,
                target + "/.",
                target + "/x/..",
                target + "/",
                target + "//",
                "/" + target,
                target.replace("/", "//"),
                target.replace("/", "\\"),
                target.replace("/", ";/"),
                target + ";v=1",
                target + "~",
                target + "*",
                target + ":1:1",
                target + ":1/x",
                ":" + target);
    }

    /** The whole path of the target's parameter, spelled likewise. */
    private List<String> roots() {
        String[] parts = namespace.split("/", -1);
        String rest = "/parameters/" + target;
        return List.of(
                "/namespaces/" + parts[0] + "/~/parameters/" + parts[1] + "/" + target,
                "/namespaces/~/~/parameters/" + namespace + "/" + target,
                "/namespaces/~/" + parts[1] + rest,
                "/namespaces/" + parts[0] + "/test/../" + parts[1] + rest,
                "/namespaces/" + parts[0] + "%2F" + parts[1] + rest,
                "/namespaces/" + parts[0] + "/" + parts[1] + "%2Fparameters/" + target,
                "//namespaces/" + namespace + rest,
                "/namespaces//" + namespace + rest,
                "/live" + base() + rest,
                "/NAMESPACES/" + namespace + rest,
                base() + "/PARAMETERS/" + target,
                base() + "//parameters/" + target,
                base() + "/x/.." + rest);
    }

    /** What must be refused with a 4xx. */
    List<Request> refused() {
        List<Request> all = new ArrayList<>();
        Map<String, String> put = Map.of("value", "stolen");
        for (String root : roots()) {
            all.add(Request.of("GET", root));
            all.add(Request.of("PUT", root, put));
            all.add(Request.of("DELETE", root));
        }
        for (String spelling : spellings()) {
            for (String collection : List.of("parameters", "history", "diff", "list/under", "changes/under")) {
                all.add(Request.of("GET", base() + "/" + collection + "/" + spelling));
            }
            all.add(Request.of("GET", base() + "/compare/under/" + spelling + "?from=0"));
            all.add(Request.of("PUT", base() + "/parameters/" + spelling, put));
            all.add(Request.of("PUT", base() + "/labels/" + spelling, Map.of("label", "stolen")));
            all.add(Request.of("POST", base() + "/batch/under/" + spelling, Map.of("names", List.of(name()))));
            all.add(Request.of("POST", base() + "/restores/under/" + spelling, Map.of("revision", 1)));
            for (Map<String, Object> change : changes()) {
                all.add(Request.of(
                        "POST", base() + "/changesets/under/" + spelling, Map.of("changes", List.of(change))));
                all.add(Request.of("POST", base() + "/rollouts/under/" + spelling, rollout(change)));
            }
        }
        all.add(Request.of("GET", base() + "/schemas/*"));
        all.add(Request.of("PUT", base() + "/schemas/*", "true"));
        all.addAll(namesOutside());
        all.addAll(queries());
        return all;
    }

    private List<Map<String, Object>> changes() {
        return List.of(
                Map.of("kind", "put", "name", name(), "value", "stolen"),
                Map.of("kind", "delete", "name", name()),
                Map.of("kind", "restore", "name", name(), "version", 1),
                Map.of("kind", "label", "name", name(), "label", "stolen"),
                Map.of("kind", "unlabel", "name", name(), "label", "live"));
    }

    private static Map<String, Object> rollout(Map<String, Object> change) {
        return Map.of("changes", List.of(change), "strategy", "all-at-once");
    }

    private List<Request> namesOutside() {
        List<Request> all = new ArrayList<>();
        String mine = SeededBoard.fullName(namespace, own);
        String within = SeededBoard.fullName(namespace, place) + "/";
        List<String> names = List.of(
                name(),
                name() + ":1",
                name() + ":live",
                name().substring(1),
                target,
                name() + "/",
                "/" + name(),
                name().replace("/", "%2F"),
                within + place.replaceAll("[^/]+", "..") + "/" + target,
                within + "/" + target);
        String shorter = target.substring(0, target.length() - 1);
        for (String at :
                List.of(base() + "/%s/under/" + place, base() + "/%s/under/" + shorter, "/namespaces/other/prod/%s")) {
            for (String name : names) {
                all.add(Request.of("POST", at.formatted("batch"), Map.of("names", List.of(name))));
                all.add(Request.of("POST", at.formatted("batch"), Map.of("names", List.of(mine, name))));
            }
            for (Map<String, Object> change : changes()) {
                all.add(Request.of("POST", at.formatted("changesets"), Map.of("changes", List.of(change))));
                all.add(Request.of("POST", at.formatted("rollouts"), rollout(change)));
                Map<String, Object> first = Map.of("kind", "put", "name", mine, "value", "mine");
                all.add(Request.of("POST", at.formatted("changesets"), Map.of("changes", List.of(first, change))));
            }
        }
        return all;
    }

    private List<Request> queries() {
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(name().getBytes(StandardCharsets.UTF_8));
        return List.of(
                Request.of("GET", base() + "/list/under/" + place + "?nextToken=" + token),
                Request.of("GET", base() + "/compare/under/" + place + "?from=0&nextToken=" + token),
                Request.of("GET", base() + "/history/" + own + "?nextToken=" + token),
                Request.of("GET", base() + "/list/under/" + place + "?prefix=" + target),
                Request.of("GET", base() + "/changes/under/" + place + "?prefix=" + target),
                Request.of("GET", base() + "/parameters/" + own + "?name=" + target),
                Request.of("POST", base() + "/restores/under/" + place, Map.of("revision", 1, "resume", token)));
    }

    /** What may be answered, and must be without effect on the target. */
    List<Request> harmless() {
        List<Request> all = new ArrayList<>();
        for (Map<String, Object> change : changes()) {
            all.add(Request.of("POST", base() + "/changesets/under/" + place, Map.of("changes", List.of(change)))
                    .dry());
        }
        String parent = namespace.split("/", -1)[1];
        String grandparent = "/namespaces/" + namespace.split("/", -1)[0] + "/~";
        all.add(Request.of("GET", grandparent + "/list/under/" + parent));
        all.add(Request.of("GET", grandparent + "/changes/under/" + parent));
        all.add(Request.of("GET", grandparent + "/compare/under/" + parent + "?from=0"));
        all.add(Request.of("POST", grandparent + "/restores/under/" + parent, Map.of("revision", 0)));
        all.add(Request.of("GET", "/namespaces/~/~/list"));
        all.add(Request.of("POST", "/namespaces/~/~/restores", Map.of("revision", 0)));
        String shorter = target.substring(0, target.length() - 1);
        for (String other : List.of(place, shorter, own)) {
            all.add(Request.of("GET", base() + "/list/under/" + other));
            all.add(Request.of("GET", base() + "/changes/under/" + other));
            all.add(Request.of("GET", base() + "/compare/under/" + other + "?from=0"));
            all.add(Request.of("POST", base() + "/restores/under/" + other, Map.of("revision", 1)));
            all.add(Request.of("GET", base() + "/parameters/" + target.toUpperCase(Locale.ROOT)));
        }
        return all;
    }
}
