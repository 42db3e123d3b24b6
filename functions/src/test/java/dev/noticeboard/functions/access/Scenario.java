package dev.noticeboard.functions.access;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a role with some of the recommended policies can and cannot do.
 *
 * @param name what the tests call it
 * @param policies what the role has
 * @param secret the full names whose values it must not see
 * @param fixed the full names that it must not change
 * @param administrator whether it may change schemas, rules and settings
 * @param granted what must succeed
 * @param denied what IAM must deny
 * @param tricks what may get past IAM and must then have no effect
 */
record Scenario(
        String name,
        List<String> policies,
        Predicate<String> secret,
        Predicate<String> fixed,
        boolean administrator,
        List<Request> granted,
        List<Request> denied,
        List<Request> tricks) {

    private static final String PROD = "billing/prod";
    private static final String HOME = "/billing/prod/";
    private static final Tricks AROUND_NAMESPACE = new Tricks(PROD, "db/secrets/password", "db/main", "db/main/pool");
    private static final Tricks AROUND_PREFIX = new Tricks(PROD, "web/url", "db", "db/main/pool");

    static List<Scenario> all() {
        Routes pool = new Routes(PROD, "db/main/pool", List.of("", "db", "db/main"));
        List<Request> elsewhere = new ArrayList<>();
        for (Routes other : List.of(
                new Routes("billing/test", "db/main/pool", List.of("", "db")),
                new Routes("billing/~", "region", List.of("")),
                new Routes("other/prod", "key", List.of("")))) {
            elsewhere.addAll(everything(other));
        }
        Predicate<String> outside = name -> !name.startsWith(HOME);
        Predicate<String> outsideDb = name -> !name.equals(HOME + "db") && !name.startsWith(HOME + "db/");
        Routes web = new Routes(PROD, "web/url", List.of("", "web", "web/url"));
        Routes dbx = new Routes(PROD, "dbx/a", List.of("dbx"));
        Routes inDb = new Routes(PROD, "db/main/pool", List.of("db", "db/main", "db/main/pool"));
        Routes db = new Routes(PROD, "db", List.of("db"));
        return List.of(
                new Scenario(
                        "reader of a namespace",
                        List.of("namespace-read"),
                        outside,
                        name -> true,
                        false,
                        join(pool.reads(), pool.rules(), pool.fleet(), pool.rollouts()),
                        join(
                                pool.writes(),
                                pool.moves(),
                                pool.administers(),
                                pool.recoveries(),
                                pool.agents(),
                                elsewhere),
                        tricks(AROUND_NAMESPACE)),
                new Scenario(
                        "writer of a namespace",
                        List.of("namespace-read-write"),
                        outside,
                        outside,
                        false,
                        join(pool.reads(), pool.writes(), pool.rules(), pool.fleet(), pool.rollouts()),
                        join(pool.moves(), pool.administers(), pool.recoveries(), pool.agents(), elsewhere),
                        Crossings.between(PROD, "billing/test", "db/main/pool")),
                new Scenario(
                        "writer of a prefix",
                        List.of("prefix-read-write"),
                        outsideDb,
                        outsideDb,
                        false,
                        join(inDb.reads(), inDb.writes(), db.reads(), db.writes()),
                        join(
                                everything(web),
                                everything(dbx),
                                inDb.administers(),
                                inDb.recoveries(),
                                inDb.rules(),
                                inDb.rollouts(),
                                inDb.moves(),
                                elsewhere),
                        tricks(AROUND_PREFIX)),
                denied("writer of a prefix but a part", List.of("prefix-read-write", "prefix-denied"), outsideDb),
                denied("writer of a namespace but a part", List.of("namespace-read-write", "prefix-denied"), outside),
                denied("everybody but for a part", List.of(Policies.EVERYTHING, "prefix-denied"), name -> false),
                new Scenario(
                        "administrator of schemas, rules and settings",
                        List.of("schemas-rules-settings-admin"),
                        name -> true,
                        name -> true,
                        true,
                        join(pool.administers(), pool.rules()),
                        join(
                                pool.reads(),
                                pool.writes(),
                                pool.recoveries(),
                                pool.agents(),
                                pool.fleet(),
                                pool.rollouts(),
                                pool.moves(),
                                elsewhere),
                        tricks(AROUND_NAMESPACE)),
                new Scenario(
                        "administrator of restores from a backup",
                        List.of("epoch-admin"),
                        name -> true,
                        name -> true,
                        false,
                        pool.recoveries(),
                        join(
                                pool.reads(),
                                pool.writes(),
                                pool.administers(),
                                pool.rules(),
                                pool.agents(),
                                pool.fleet(),
                                pool.rollouts(),
                                pool.moves(),
                                elsewhere),
                        tricks(AROUND_NAMESPACE)),
                new Scenario(
                        "operator of rollouts",
                        List.of("rollout-operator"),
                        name -> true,
                        outside,
                        false,
                        join(pool.starts(), pool.rollouts(), pool.moves()),
                        join(
                                pool.reads(),
                                pool.plainWrites(),
                                pool.administers(),
                                pool.recoveries(),
                                pool.rules(),
                                pool.agents(),
                                elsewhere),
                        Crossings.between(PROD, "billing/test", "db/main/pool")),
                new Scenario(
                        "auditor",
                        List.of("auditor"),
                        outside,
                        name -> true,
                        false,
                        pool.audits(),
                        join(
                                pool.writes(),
                                pool.administers(),
                                pool.recoveries(),
                                pool.rules(),
                                pool.agents(),
                                pool.fleet(),
                                pool.rollouts(),
                                pool.moves(),
                                elsewhere),
                        tricks(AROUND_NAMESPACE)));
    }

    /** {@code db/secrets} is denied, whatever else is granted. */
    private static Scenario denied(String name, List<String> policies, Predicate<String> notGranted) {
        Predicate<String> kept = n -> n.equals(HOME + "db/secrets") || n.startsWith(HOME + "db/secrets/");
        Routes password =
                new Routes(PROD, "db/secrets/password", List.of("", "db", "db/secrets", "db/secrets/password"));
        Routes itself = new Routes(PROD, "db/secrets", List.of("", "db", "db/secrets"));
        Routes sibling = new Routes(PROD, "db/main/pool", List.of("db/main", "db/main/pool"));
        Routes neighbour = new Routes(PROD, "db/secretsx/a", List.of("db/secretsx"));
        return new Scenario(
                name,
                policies,
                kept.or(notGranted),
                kept.or(notGranted),
                false,
                join(sibling.reads(), sibling.writes(), neighbour.reads(), neighbour.writes()),
                join(everything(password), everything(itself)),
                tricks(AROUND_NAMESPACE));
    }

    private static List<Request> everything(Routes routes) {
        return join(
                routes.reads(),
                routes.writes(),
                routes.administers(),
                routes.recoveries(),
                routes.rules(),
                routes.agents(),
                routes.fleet(),
                routes.rollouts(),
                routes.moves());
    }

    private static List<Request> tricks(Tricks tricks) {
        return join(tricks.refused(), tricks.harmless());
    }

    @SafeVarargs
    private static List<Request> join(List<Request>... lists) {
        Set<Request> all = new LinkedHashSet<>();
        for (List<Request> list : lists) {
            all.addAll(list);
        }
        return List.copyOf(all);
    }

    @Override
    public String toString() {
        return name;
    }
}
