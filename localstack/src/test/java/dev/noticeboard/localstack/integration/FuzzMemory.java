package dev.noticeboard.localstack.integration;

import dev.noticeboard.functions.contract.Exchange;
import dev.noticeboard.functions.contract.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What answers have told, so that later requests name things that exist. For one thread. */
final class FuzzMemory {
    private static final Pattern TOKEN = Pattern.compile("\"(?:nextToken|resume)\":\"([^\"]+)\"");
    private static final Pattern REVISION = Pattern.compile("\"revision\":([0-9]+)");
    /** The beginning of a rollout's answer, and what tells whether it is over. */
    private static final Pattern ROLLOUT = Pattern.compile(
            "^\\{\"namespace\":\"[^\"]*\",\"id\":\"([^\"]+)\",\"epoch\":\"[^\"]*\",\"revision\":[0-9]+,\"state\":\"([^\"]+)\"");

    private static final int KEPT = 20;
    /** Requests after which the namespace is another one, so that none grows without end. */
    private static final int TURN = 500;

    private static final List<String> PATHS =
            List.of("x", "db/pool-size", "db/host", "db", "db.x", "a/b/c/d", "Z_9-.", "flags/new-cart", "flags/old");
    private static final List<String> LABELS = List.of("stable", "canary", "_x", "release.1", "L");

    private final Random random;
    private final List<String> tokens = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private final List<FuzzRequest> repeatable = new ArrayList<>();
    private final Set<String> succeeded = new HashSet<>();
    private final Set<String> schemaPaths = new TreeSet<>();
    private final Set<String> rolloutPaths = new TreeSet<>();
    private int requests;
    private int requestsAtLastNew;
    private int turn;
    private long revision;
    private String prefix = "";

    FuzzMemory(Random random) {
        this.random = random;
    }

    /** A new request is about to be made. */
    void next() {
        if (requests++ % TURN == 0) {
            turn++;
            revision = 0;
            schemaPaths.clear();
            rolloutPaths.clear();
        }
    }

    /** Two path segments. */
    String[] namespace() {
        if (random.nextInt(40) == 0) {
            return pick(
                    List.of(new String[] {"app" + turn, "~"}, new String[] {"~", "~"}, new String[] {"app", "other"}));
        }
        return new String[] {"app" + turn, "prod"};
    }

    String pathInside() {
        return pick(PATHS);
    }

    /** The next names are to lie below this prefix; below none if it is empty. */
    void within(String newPrefix) {
        prefix = newPrefix;
    }

    /** A full name in the namespace of the turn, nearly always below the prefix. */
    String name() {
        List<String> below = PATHS.stream()
                .filter(p -> prefix.isEmpty() || p.equals(prefix) || p.startsWith(prefix + "/"))
                .toList();
        return "/app" + turn + "/prod/" + (random.nextInt(30) == 0 ? pathInside() : pick(below));
    }

    String label() {
        return pick(LABELS);
    }

    /** A version: versions of so few names are small. */
    long version() {
        return 1L + random.nextInt(random.nextInt(12) + 1);
    }

    /** A revision, mostly one that there is. */
    long revision() {
        return random.nextInt(8) == 0 ? revision + random.nextInt(3) : (long) (random.nextDouble() * (revision + 1));
    }

    String token() {
        return tokens.isEmpty() ? "none" : pick(tokens);
    }

    String tag() {
        return tags.isEmpty() || random.nextBoolean() ? '"' + Long.toString(revision()) + '"' : pick(tags);
    }

    /** A request that was sent with an idempotency key, or one that asks whether its answer still holds; null for none. */
    FuzzRequest repeatable() {
        return repeatable.isEmpty() ? null : pick(repeatable);
    }

    /** The path of a schema that is bound, as far as is known; null for none. */
    @Nullable String schemaPath() {
        return schemaPaths.isEmpty() ? null : pick(List.copyOf(schemaPaths));
    }

    /** The path of a rollout that is open, as far as is known; null for none. */
    @Nullable String rolloutPath() {
        return rolloutPaths.isEmpty() ? null : pick(List.copyOf(rolloutPaths));
    }

    private void learnRollout(FuzzRequest request, String body) {
        int at = request.path().indexOf("/rollouts");
        Matcher rollout = ROLLOUT.matcher(body);
        if (at > 0 && rollout.find()) {
            String path = request.path().substring(0, at) + "/rollouts/" + rollout.group(1);
            boolean open = Set.of("advancing", "baking").contains(rollout.group(2));
            boolean unused = open ? rolloutPaths.add(path) : rolloutPaths.remove(path);
        }
    }

    /** This operation has done what it is for. */
    void succeeded(Operation operation, String path) {
        if (operation.id().equals("bindSchema")) {
            schemaPaths.add(path);
        } else if (operation.id().equals("removeSchema")) {
            schemaPaths.remove(path);
        }
        if (succeeded.add(operation.id())) {
            requestsAtLastNew = requests;
        }
    }

    /** Requests made until the last operation succeeded that had not before. */
    int requestsAtLastNew() {
        return requestsAtLastNew;
    }

    /** Those that have not yet. */
    List<Operation> neverSucceeded(List<Operation> operations) {
        return operations.stream().filter(o -> !succeeded.contains(o.id())).toList();
    }

    void learn(FuzzRequest request, Exchange.Answer answer) {
        if (request.headers().containsKey("Idempotency-Key")) {
            keep(repeatable, request);
        }
        String tag = answer.headers().get("ETag");
        if (tag != null) {
            keep(tags, tag);
            keep(
                    repeatable,
                    new FuzzRequest(
                            request.method(), request.path(), request.query(), Map.of("If-None-Match", tag), ""));
        }
        if (answer.status() == 404) {
            // Removed with another schema's change, or bound in a dry run only.
            schemaPaths.remove(request.path());
        }
        if (answer.status() != 200) {
            return;
        }
        learnRollout(request, answer.body());
        Matcher token = TOKEN.matcher(answer.body());
        while (token.find()) {
            keep(tokens, token.group(1));
        }
        Matcher newest = REVISION.matcher(answer.body());
        if (request.path().startsWith("/namespaces/app" + turn + "/prod/") && newest.find()) {
            revision = Math.max(revision, Long.parseLong(newest.group(1)));
        }
    }

    private <T> void keep(List<T> list, T one) {
        list.add(one);
        if (list.size() > KEPT) {
            list.remove(random.nextInt(KEPT));
        }
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
