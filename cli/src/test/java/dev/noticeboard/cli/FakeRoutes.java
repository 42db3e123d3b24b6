package dev.noticeboard.cli;

import dev.noticeboard.schemas.api.BatchRequest;
import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.api.ChangeSetRequest.Item;
import dev.noticeboard.schemas.api.ChangeSetRequest.Kind;
import dev.noticeboard.schemas.api.ChangesPage;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.DryRun;
import dev.noticeboard.schemas.api.EpochRequest;
import dev.noticeboard.schemas.api.LabelRequest;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.api.RestoreRequest;
import dev.noticeboard.schemas.api.RolloutAction;
import dev.noticeboard.schemas.api.RolloutRequest;
import dev.noticeboard.schemas.api.SchemaBinding;
import dev.noticeboard.schemas.api.SettingsAnswer;
import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.RestorePart;
import dev.noticeboard.schemas.board.Settings;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The routes of the fake board. */
final class FakeRoutes {
    private static final Set<String> WRITE = Set.of("expectedVersion", "why", "dryRun");
    private static final Map<String, Set<String>> PARAMETERS = Map.ofEntries(
            Map.entry("PUT parameters", Set.of("dryRun")),
            Map.entry("GET parameters", Set.of("consistent")),
            Map.entry("DELETE parameters", Set.of("expectedVersion", "why", "urgent", "dryRun")),
            Map.entry("POST batch", Set.of()),
            Map.entry("GET list", Set.of("recursive", "limit", "nextToken", "revision")),
            Map.entry("POST changesets", Set.of("dryRun")),
            Map.entry("GET history", Set.of("limit", "nextToken")),
            Map.entry("GET diff", Set.of("from", "to")),
            Map.entry("GET compare", Set.of("from", "to", "nextToken")),
            Map.entry("PUT labels", Set.of("dryRun")),
            Map.entry("DELETE labels", Set.of("label", "expectedVersion", "why", "dryRun")),
            Map.entry("POST restores", Set.of("dryRun")),
            Map.entry("GET schemas", Set.of()),
            Map.entry("PUT schemas", Set.of("expectedVersion", "why", "force", "dryRun")),
            Map.entry("DELETE schemas", WRITE),
            Map.entry("GET rules", Set.of()),
            Map.entry("PUT rules", Set.of("expectedVersion", "why", "force", "dryRun")),
            Map.entry("DELETE rules", WRITE),
            Map.entry("GET settings", Set.of()),
            Map.entry("PUT settings", WRITE),
            Map.entry("POST epoch", Set.of("dryRun")),
            Map.entry("GET rollouts", Set.of("open", "limit", "nextToken")),
            Map.entry("POST rollouts", Set.of("dryRun")),
            Map.entry("GET agents", Set.of("nextToken")),
            Map.entry("GET convergence", Set.of("revision")),
            Map.entry("GET changes", Set.of("after", "limit", "waitSeconds")));

    private final FakeBoard board;
    private final FakeSpace space;
    private final Namespace namespace;
    private final String rest;
    private final String name;
    private final @Nullable String prefix;
    private final Map<String, String> query;
    private final String body;
    private final boolean dryRun;

    FakeRoutes(FakeBoard board, FakeSpace space, String rest, Map<String, String> query, String body) {
        this.board = board;
        this.space = space;
        this.namespace = space.namespace;
        this.rest = rest;
        this.name = namespace.nameAt(rest);
        this.prefix = rest.isEmpty() ? null : namespace.nameAt(rest.replaceFirst("^under/", ""));
        this.query = query;
        this.body = body;
        this.dryRun = "true".equals(query.get("dryRun"));
    }

    Object answer(String route) {
        Set<String> known = PARAMETERS.get(route);
        if (known == null) {
            throw FakeRefusal.notFound("no such route");
        }
        for (String parameter : query.keySet()) {
            if (!known.contains(parameter)) {
                throw FakeRefusal.invalid(parameter, "query-parameter", "is unknown", "Leave it out.");
            }
        }
        FakeReads reads = new FakeReads(space, board.page);
        return switch (route) {
            case "PUT parameters" -> put(Json.readStrict(body, PutRequest.class));
            case "GET parameters" -> reads.get(name);
            case "DELETE parameters" -> {
                Item gone = Item.delete(name, number("expectedVersion"));
                space.rollouts.write(List.of(gone), "true".equals(query.get("urgent")));
                yield one(gone, query.get("why"));
            }
            case "POST batch" -> {
                BatchRequest request = Json.readStrict(body, BatchRequest.class);
                within(request.names());
                yield reads.batch(request);
            }
            case "GET list" -> reads.list(prefix, query);
            case "POST changesets" -> {
                ChangeSetRequest request = Json.readStrict(body, ChangeSetRequest.class);
                within(request.changes().stream().map(Item::name).toList());
                space.rollouts.write(request.changes(), Boolean.TRUE.equals(request.urgent()));
                yield space.write(board.epoch, request.changes(), request.why(), dryRun, null);
            }
            case "GET history" -> reads.history(name, query);
            case "GET diff" -> reads.diff(name, query);
            case "GET compare" -> reads.compare(prefix, query);
            case "PUT labels" -> {
                LabelRequest label = Json.readStrict(body, LabelRequest.class);
                yield one(label(Kind.LABEL, label.label(), label.version(), label.expectedVersion()), label.why());
            }
            case "DELETE labels" ->
                one(
                        label(Kind.UNLABEL, query.getOrDefault("label", ""), null, number("expectedVersion")),
                        query.get("why"));
            case "POST restores" -> restore(Json.readStrict(body, RestoreRequest.class));
            case "GET schemas" ->
                prefix == null ? new SchemaBinding.All(List.copyOf(space.schemas.values())) : schema(prefix);
            case "GET rules" -> schema(BoundSchema.RULES);
            case "PUT schemas" -> bind(prefix == null ? namespace.text() : prefix);
            case "PUT rules" -> bind(BoundSchema.RULES);
            case "DELETE schemas" -> unbind(prefix == null ? namespace.text() : prefix);
            case "DELETE rules" -> unbind(BoundSchema.RULES);
            case "GET settings" -> space.settings;
            case "PUT settings" -> settings(Json.readStrict(body, Settings.class));
            case "POST epoch" -> renew(Json.readStrict(body, EpochRequest.class));
            case "GET rollouts" ->
                rest.isEmpty()
                        ? space.rollouts.page(query.get("open"), query.get("nextToken"), Math.min(board.page, 100))
                        : space.rollouts.get(rest);
            case "POST rollouts" -> rollout();
            case "GET changes" -> changes();
            case "GET agents" -> board.fleet.page(namespace, query.get("nextToken"));
            case "GET convergence" -> {
                Long wanted = number("revision");
                yield board.fleet.convergence(namespace, wanted == null ? space.revision() : wanted, space.revision());
            }
            default -> throw FakeRefusal.notFound("no such route");
        };
    }

    private void within(List<String> names) {
        Prefix covered = prefix == null ? Prefix.whole(namespace) : new Prefix(namespace, prefix);
        for (String text : names) {
            if (!covered.covers(new ParameterName(text.split(":", -1)[0]))) {
                throw FakeRefusal.invalid("name", "prefix-outside", "lies outside " + covered, "Ask elsewhere.");
            }
        }
    }

    private Object put(PutRequest put) {
        space.rollouts.write(List.of(Item.put(name, put.value(), null)), Boolean.TRUE.equals(put.urgent()));
        return one(
                new Item(
                        Kind.PUT,
                        name,
                        put.value(),
                        put.type(),
                        put.dataType(),
                        put.expectedVersion(),
                        put.description(),
                        put.tags(),
                        put.allowedPattern(),
                        put.policies(),
                        null,
                        null),
                put.why());
    }

    private Object rollout() {
        if (rest.isEmpty() || rest.startsWith("under/")) {
            RolloutRequest request = Json.readStrict(body, RolloutRequest.class);
            within(request.changes().stream().map(Item::name).toList());
            return space.rollouts.start(board.epoch, request, dryRun);
        }
        String[] path = rest.split("/", 2);
        return space.rollouts.move(
                path[0], path[1], Json.readStrict(body, RolloutAction.class).why());
    }

    private Object one(Item item, @Nullable String why) {
        return space.write(board.epoch, List.of(item), why, dryRun, null);
    }

    private Item label(Kind kind, String label, @Nullable Long version, @Nullable Long expected) {
        return new Item(kind, name, null, null, null, expected, null, null, null, null, label, version);
    }

    private @Nullable Long number(String parameter) {
        String text = query.get(parameter);
        return text == null ? null : Long.valueOf(text);
    }

    /** Restores some parameters a request; whoever asks again goes on. */
    private Object restore(RestoreRequest request) {
        Map<String, Parameter> then = space.at(request.revision());
        Map<String, Parameter> now = space.at(space.revision());
        TreeSet<String> names = new TreeSet<>(then.keySet());
        names.addAll(now.keySet());
        List<Item> items = new ArrayList<>();
        for (String each : names) {
            Parameter old = then.get(each);
            boolean same = old != null
                    && now.containsKey(each)
                    && now.get(each).metadata().equals(old.metadata())
                    && String.valueOf(now.get(each).value()).equals(old.value());
            boolean below = prefix == null || each.equals(prefix) || each.startsWith(prefix + "/");
            if (below && !same) {
                items.add(old == null ? Item.delete(each, null) : Item.restore(each, old.version(), null));
            }
        }
        List<Item> part = items.subList(0, Math.min(board.restorePart, items.size()));
        String id = request.resume() == null ? "restore-1" : request.resume();
        int left = (items.size() + board.restorePart - 1) / board.restorePart;
        if (dryRun) {
            return space.write(board.epoch, items, request.why(), true, null);
        }
        List<CommitAnswer> committed = part.isEmpty()
                ? List.of()
                : List.of((CommitAnswer) space.write(
                        board.epoch, part, request.why(), false, new RestorePart(id, request.revision(), 1, left)));
        boolean done = part.size() == items.size();
        return new RestoreRequest.Answer(namespace, id, request.revision(), left, committed, done, done ? null : id);
    }

    private SchemaBinding schema(String at) {
        SchemaBinding bound = space.schemas.get(at);
        if (bound == null) {
            throw FakeRefusal.notFound("no schema is bound to " + at);
        }
        return bound;
    }

    private Object bind(String at) {
        if (board.brokenBySchema != null && !"true".equals(query.get("force"))) {
            throw FakeRefusal.notValid(List.of(board.brokenBySchema));
        }
        return space.write(
                board.epoch,
                new Change.BindSchema(at),
                new DryRun.Item("bind-schema", at, 0, 0, List.of(), null),
                schemaConflict(at),
                query.get("why"),
                dryRun,
                () -> space.schemas.put(at, new SchemaBinding(at, space.revision(), Json.tree(body))));
    }

    private Object unbind(String at) {
        schema(at);
        return space.write(
                board.epoch,
                new Change.RemoveSchema(at),
                new DryRun.Item("remove-schema", at, 0, 0, List.of(), null),
                schemaConflict(at),
                query.get("why"),
                dryRun,
                () -> space.schemas.remove(at));
    }

    private Problem.@Nullable Winner schemaConflict(String at) {
        Long expected = number("expectedVersion");
        SchemaBinding bound = space.schemas.get(at);
        long revision = bound == null ? 0 : bound.revision();
        return expected == null || expected == revision ? null : new Problem.Winner(at, revision, revision, false);
    }

    private Object settings(Settings settings) {
        Long expected = number("expectedVersion");
        long revision = space.settings.revision();
        return space.write(
                board.epoch,
                new Change.SetSettings(settings),
                new DryRun.Item("set-settings", null, 0, 0, List.of(), null),
                expected == null || expected == revision
                        ? null
                        : new Problem.Winner("settings", revision, revision, false),
                query.get("why"),
                dryRun,
                () -> space.settings = new SettingsAnswer(space.revision(), settings));
    }

    private Object renew(EpochRequest request) {
        if (space.revision() == 0 && !dryRun) {
            return new CommitAnswer(namespace, null, 0, false, null, List.of(), 0);
        }
        long next = space.revision() + 1;
        String before = board.epoch;
        if (!dryRun) {
            board.epoch = "e-" + namespace.text() + "-" + next;
        }
        return space.write(
                board.epoch,
                new Change.RenewEpoch(before),
                new DryRun.Item("renew-epoch", null, next - 1, next, List.of(), null),
                null,
                request.why(),
                dryRun,
                () -> {});
    }

    private ChangesPage changes() {
        long after = Long.parseLong(query.getOrDefault("after", "0"));
        if (space.revision() <= after && !query.getOrDefault("waitSeconds", "0").equals("0")) {
            board.atWait.run();
        }
        List<ChangeSet> sets = space.log.stream()
                .filter(s -> s.revision() > after)
                .limit(Long.parseLong(query.getOrDefault("limit", "100")))
                .toList();
        return new ChangesPage(namespace, space.revision() == 0 ? null : board.epoch, space.revision(), sets);
    }
}
