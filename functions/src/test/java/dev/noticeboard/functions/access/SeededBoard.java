package dev.noticeboard.functions.access;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.api.Apis;
import dev.noticeboard.functions.api.Calls;
import dev.noticeboard.functions.api.Endpoint;
import dev.noticeboard.functions.api.Gateway;
import dev.noticeboard.functions.fleet.Fleets;
import dev.noticeboard.functions.store.FakeBoardStore;
import dev.noticeboard.schemas.api.ParameterPage;
import dev.noticeboard.schemas.board.Rollout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The real handlers over parameters whose values say whose they are, so that none of them slips through unseen. */
final class SeededBoard {
    /** Stands in paths for the id of a rollout of the namespace that is open. */
    static final String RUNNING = "rollout-running";

    /** The same of one that is paused. */
    static final String PAUSED = "rollout-paused";

    private static final Map<String, List<String>> SEEDS = Map.of(
            "billing/prod",
            List.of(
                    "db",
                    "db/main/pool",
                    "db/secrets",
                    "db/secrets/password",
                    "db/secretsx/a",
                    "dbx/a",
                    "reports/db/secrets",
                    "web/url",
                    "web/urls/a"),
            "billing/test",
            List.of("db/main/pool"),
            "billing/~",
            List.of("region"),
            "other/prod",
            List.of("key"));

    private final FakeBoardStore store = new FakeBoardStore();
    /** The beginnings of rollouts' paths, by what requests have in their place. */
    private final Map<String, String> rollouts = new TreeMap<>();

    private final List<String> notSeeded = new ArrayList<>();
    private final Endpoint endpoint;

    SeededBoard() {
        ManualTime time = new ManualTime();
        Endpoint api = Apis.over(store, time);
        this.endpoint = Fleets.and(api, Fleets.over(store, time));
        SEEDS.forEach((namespace, paths) -> {
            for (int version = 1; version <= 2; version++) {
                for (String path : paths) {
                    String value = marker(fullName(namespace, path)) + version;
                    seed("PUT", namespace, "parameters/" + path, Map.of("value", value));
                }
            }
            for (String path : paths) {
                seed("PUT", namespace, "labels/" + path, Map.of("label", "live", "version", 1));
            }
            seed("PUT", namespace, "rules", "{\"type\":\"object\"}");
            rollout(namespace, RUNNING);
            rollout(namespace, PAUSED);
            seed("POST", namespace, "rollouts/" + PAUSED + "/pause", "{}");
        });
        seed("PUT", "billing/prod", "schemas/db/secrets", "{\"minLength\":1}");
    }

    private void seed(String method, String namespace, String path, Object body) {
        Request request = Request.of(method, "/namespaces/" + namespace + "/" + path, body);
        int status = send(request).getStatusCode();
        if (status != 200) {
            notSeeded.add(status + " " + request);
        }
    }

    /** Starts a rollout of a parameter that is not there. */
    private void rollout(String namespace, String id) {
        String base = "/namespaces/" + namespace + "/rollouts";
        Map<String, Object> put = Map.of("kind", "put", "name", fullName(namespace, id), "value", "1");
        Request start = Request.of("POST", base, Map.of("changes", List.of(put), "strategy", "all-at-once"));
        APIGatewayProxyResponseEvent answer = send(start);
        if (answer.getStatusCode() == 200) {
            rollouts.put(
                    base + "/" + id,
                    base + "/" + Calls.as(answer, Rollout.class).id());
        } else {
            notSeeded.add(answer.getStatusCode() + " " + start);
        }
    }

    /** What could not be seeded. */
    List<String> notSeeded() {
        return notSeeded;
    }

    /** A revision of a namespace at which each of its parameters is there. */
    static int revision(String namespace) {
        return SEEDS.getOrDefault(namespace, List.of()).size();
    }

    /** The full name of what lies at a path of a namespace that is written as in URLs. */
    static String fullName(String namespace, String path) {
        return "/" + namespace.replace("/~", "") + "/" + path;
    }

    private static String marker(String name) {
        return "<m:" + name + ":";
    }

    /** The full names of all that was seeded. */
    static List<String> names() {
        return SEEDS.entrySet().stream()
                .flatMap(e -> e.getValue().stream().map(path -> fullName(e.getKey(), path)))
                .sorted()
                .toList();
    }

    APIGatewayProxyResponseEvent send(Request request) {
        String path = request.path();
        for (Map.Entry<String, String> rollout : rollouts.entrySet()) {
            if (path.equals(rollout.getKey()) || path.startsWith(rollout.getKey() + "/")) {
                path = rollout.getValue() + path.substring(rollout.getKey().length());
            }
        }
        return send(request.at(path).event());
    }

    APIGatewayProxyResponseEvent send(APIGatewayProxyRequestEvent event) {
        return Gateway.handle(event, endpoint);
    }

    FakeBoardStore store() {
        return store;
    }

    /** Those of these names whose values an answer holds. */
    static List<String> leaks(APIGatewayProxyResponseEvent answer, Predicate<String> secret) {
        String text = answer.getBody() + answer.getHeaders();
        return names().stream()
                .filter(secret)
                .filter(name -> text.contains(marker(name)))
                .toList();
    }

    /** All there is to know of the parameters of these names, and of the rules of each namespace. */
    Map<String, String> state(Predicate<String> names, boolean rules) {
        Map<String, String> state = new TreeMap<>();
        SEEDS.forEach((namespace, paths) -> {
            String base = "/namespaces/" + namespace;
            TreeSet<String> there = new TreeSet<>();
            paths.forEach(path -> there.add(fullName(namespace, path)));
            Calls.as(send(Request.of("GET", base + "/list?limit=1000")), ParameterPage.class)
                    .parameters()
                    .forEach(p -> there.add(p.name().text()));
            there.stream().filter(names).forEach(name -> {
                String path = name.substring(fullName(namespace, "").length());
                for (String collection : List.of("/parameters/", "/history/")) {
                    keep(state, base + collection + path);
                }
            });
            if (rules) {
                List.of("/schemas", "/rules", "/settings").forEach(collection -> keep(state, base + collection));
            }
        });
        return state;
    }

    private void keep(Map<String, String> state, String path) {
        state.put(path, send(Request.of("GET", path)).getBody());
    }
}
