package dev.noticeboard.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.api.ChangesPage;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.ParameterPage;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.api.SchemaBinding;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The API over real HTTP on the loopback address, with the board in memory and faults on demand. */
public final class FakeBoard implements AutoCloseable {
    static {
        // Otherwise each answer waits 40 ms for the client's delayed acknowledgement of its headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    static final String EPOCH = "e1";
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
    private static final String BY = "arn:aws:sts::123456789012:assumed-role/admin/eve";

    /** A fault for one request. */
    sealed interface Fault {}

    /** Answers this instead of doing it. */
    record Answer(int status, String body) implements Fault {}

    /** Does it, or not, and then cuts the connection. */
    record Cut(boolean done) implements Fault {}

    /** One namespace. */
    private static final class Space {
        final TreeMap<String, Parameter> parameters = new TreeMap<>();
        final TreeMap<String, SchemaBinding> schemas = new TreeMap<>();
        final List<ChangeSet> log = new ArrayList<>();
    }

    final Deque<Optional<Fault>> faults = new ArrayDeque<>();
    final List<String> requests = new ArrayList<>();
    final List<String> idempotencyKeys = new ArrayList<>();
    String epoch = EPOCH;
    int page = 1000;
    private final Map<String, Space> spaces = new HashMap<>();
    private final Map<String, String> done = new HashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    public FakeBoard() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::exchange);
        server.start();
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    synchronized void next(Fault fault) {
        faults.add(Optional.of(fault));
    }

    /** Cuts a GET and the one repetition of it that the JDK's HTTP client makes by itself. */
    void cutNextGet() {
        next(new Cut(false));
        next(new Cut(false));
    }

    /** The request after the next ones in line is answered as it should be. */
    synchronized void nextIsFine() {
        faults.add(Optional.empty());
    }

    /** The live parameters of a namespace. */
    public synchronized Map<String, Parameter> parameters(String namespace) {
        return space(namespace).parameters.entrySet().stream()
                .filter(e -> !e.getValue().tombstone())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    /** A live parameter, which must exist. */
    public Parameter parameter(String namespace, String name) {
        Parameter parameter = parameters(namespace).get(name);
        if (parameter == null) {
            throw new AssertionError("there is no " + name);
        }
        return parameter;
    }

    /** Commits this many change sets without a request. */
    synchronized void commit(String namespace, String name, int times) {
        for (int i = 0; i < times; i++) {
            var item = ChangeSetRequest.Item.put(name, "value " + i, DataType.TEXT);
            commit(new Namespace(namespace), List.of(item), null);
        }
    }

    synchronized List<ChangeSet> log(String namespace) {
        return List.copyOf(space(namespace).log);
    }

    synchronized void forgetLogBefore(String namespace, long revision) {
        space(namespace).log.removeIf(s -> s.revision() < revision);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private synchronized void exchange(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            Optional<Fault> fault = faults.isEmpty() ? Optional.empty() : faults.remove();
            if (fault.isPresent() && fault.get() instanceof Answer answer) {
                answer(exchange, answer.status(), answer.body());
                return;
            }
            if (fault.isPresent() && fault.get() instanceof Cut cut && !cut.done()) {
                return;
            }
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            String answer;
            try {
                answer = once(key, exchange, body);
            } catch (Refusal e) {
                answer(exchange, e.problem.status(), Json.write(e.problem));
                return;
            }
            if (fault.isEmpty()) {
                answer(exchange, 200, answer);
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private String once(@Nullable String key, HttpExchange exchange, String body) {
        if (key == null) {
            return Json.write(route(exchange, body));
        }
        idempotencyKeys.add(key);
        String before = done.get(key);
        if (before == null) {
            before = Json.write(route(exchange, body));
            done.put(key, before);
        }
        return before;
    }

    private Object route(HttpExchange exchange, String body) {
        String[] path = exchange.getRequestURI().getPath().substring(1).split("/", 5);
        Namespace namespace = new Namespace(Namespace.fromPath(path[1], path[2]));
        Space space = space(namespace.text());
        String rest = path.length > 4 ? path[4] : "";
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        return switch (exchange.getRequestMethod() + " " + path[3]) {
            case "PUT parameters" -> {
                PutRequest put = Json.readStrict(body, PutRequest.class);
                var item = new ChangeSetRequest.Item(
                        ChangeSetRequest.Kind.PUT,
                        namespace.nameAt(rest),
                        put.value(),
                        put.type(),
                        put.dataType(),
                        put.expectedVersion());
                yield commit(namespace, List.of(item), put.why());
            }
            case "GET parameters" -> live(space, namespace.nameAt(rest));
            case "DELETE parameters" -> {
                String expected = query.get("expectedVersion");
                var item = new ChangeSetRequest.Item(
                        ChangeSetRequest.Kind.DELETE,
                        namespace.nameAt(rest),
                        null,
                        null,
                        null,
                        expected == null ? null : Long.valueOf(expected));
                yield commit(namespace, List.of(item), query.get("why"));
            }
            case "POST changesets" -> {
                ChangeSetRequest request = Json.readStrict(body, ChangeSetRequest.class);
                yield commit(namespace, request.changes(), request.why());
            }
            case "GET list" ->
                list(namespace, rest.isEmpty() ? null : namespace.nameAt(rest.substring("under/".length())), query);
            case "GET changes" -> changes(namespace, space, query);
            case "GET schemas" -> new SchemaBinding.All(List.copyOf(space.schemas.values()));
            case "PUT schemas" -> {
                String prefix = rest.isEmpty() ? namespace.text() : namespace.nameAt(rest);
                CommitAnswer answer =
                        commit(namespace, space, List.of(new Change.BindSchema(prefix)), query.get("why"));
                space.schemas.put(prefix, new SchemaBinding(prefix, answer.revision(), Json.tree(body)));
                yield answer;
            }
            case "DELETE schemas" -> {
                String prefix = rest.isEmpty() ? namespace.text() : namespace.nameAt(rest);
                if (space.schemas.remove(prefix) == null) {
                    throw new Refusal(404, "not-found", "no schema is bound to " + prefix);
                }
                yield commit(namespace, space, List.of(new Change.RemoveSchema(prefix)), null);
            }
            default -> throw new Refusal(404, "not-found", "no such route");
        };
    }

    private static Parameter live(Space space, String name) {
        Parameter parameter = space.parameters.get(name);
        if (parameter == null || parameter.tombstone()) {
            throw new Refusal(404, "not-found", "there is no parameter " + name);
        }
        return parameter;
    }

    private ParameterPage list(Namespace namespace, @Nullable String prefix, Map<String, String> query) {
        int limit = Math.min(page, Integer.parseInt(query.getOrDefault("limit", "100")));
        String after = query.getOrDefault("nextToken", "");
        List<Parameter> matching = parameters(namespace.text()).values().stream()
                .filter(p -> prefix == null
                        || p.name().text().equals(prefix)
                        || p.name().text().startsWith(prefix + "/"))
                .filter(p -> p.name().text().compareTo(after) > 0)
                .toList();
        if (matching.size() <= limit) {
            return new ParameterPage(matching, null);
        }
        return new ParameterPage(
                matching.subList(0, limit), matching.get(limit - 1).name().text());
    }

    private ChangesPage changes(Namespace namespace, Space space, Map<String, String> query) {
        long after = Long.parseLong(query.getOrDefault("after", "0"));
        List<ChangeSet> sets = space.log.stream()
                .filter(s -> s.revision() > after)
                .limit(Long.parseLong(query.getOrDefault("limit", "100")))
                .toList();
        return new ChangesPage(namespace, revision(space) == 0 ? null : epoch, revision(space), sets);
    }

    private CommitAnswer commit(Namespace namespace, List<ChangeSetRequest.Item> items, @Nullable String why) {
        Space space = space(namespace.text());
        List<Violation> violations = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        List<Parameter> written = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            ChangeSetRequest.Item item = items.get(i);
            Parameter old = space.parameters.get(item.name());
            long version = old == null ? 0 : old.version();
            if (item.expectedVersion() != null && item.expectedVersion() != version) {
                throw new Refusal(new Problem(
                        Problem.TYPE_BASE + "conflict",
                        "Lost the race",
                        409,
                        "the version is another",
                        null,
                        old == null ? null : Problem.Winner.of(old)));
            }
            ParameterName name = new ParameterName(item.name());
            DataType dataType =
                    item.dataType() != null ? item.dataType() : old == null ? DataType.TEXT : old.dataType();
            if (Objects.equals(item.value(), old == null ? null : old.value())
                    && (old == null || dataType == old.dataType())) {
                continue;
            }
            if (item.value() != null
                    && dataType == DataType.INTEGER
                    && !item.value().matches("-?[0-9]+")) {
                violations.add(new Violation(
                        "changes[" + i + "].value",
                        "data-type",
                        "the value is not an integer",
                        "Give digits.",
                        item.name(),
                        "",
                        null));
            }
            ParameterType type = item.type() == null ? ParameterType.STRING : item.type();
            changes.add(
                    item.value() == null
                            ? new Change.Delete(name, version + 1)
                            : new Change.Put(name, version + 1, type, dataType, item.value()));
            written.add(new Parameter(name, version + 1, revision(space) + 1, type, dataType, item.value(), AT, BY));
        }
        if (!violations.isEmpty()) {
            throw new Refusal(new Problem(
                    Problem.TYPE_BASE + "validation-failed",
                    "Not valid",
                    422,
                    "nothing was written",
                    violations,
                    null));
        }
        List<CommitAnswer.Version> versions = new ArrayList<>();
        if (changes.isEmpty()) {
            items.forEach(i -> Optional.ofNullable(space.parameters.get(i.name()))
                    .ifPresent(p -> versions.add(new CommitAnswer.Version(p.name(), p.version()))));
            return new CommitAnswer(namespace, epoch, revision(space), false, null, versions, 0);
        }
        written.forEach(p -> {
            space.parameters.put(p.name().text(), p);
            versions.add(new CommitAnswer.Version(p.name(), p.version()));
        });
        CommitAnswer answer = commit(namespace, space, changes, why);
        return new CommitAnswer(namespace, epoch, answer.revision(), true, answer.changeSet(), versions, 0);
    }

    private CommitAnswer commit(Namespace namespace, Space space, List<Change> changes, @Nullable String why) {
        long revision = revision(space) + 1;
        String id = "set-" + revision;
        space.log.add(new ChangeSet(namespace, epoch, revision, id, AT, BY, why, true, 0, changes));
        return new CommitAnswer(namespace, epoch, revision, true, id, List.of(), 0);
    }

    private static long revision(Space space) {
        return space.log.isEmpty() ? 0 : space.log.get(space.log.size() - 1).revision();
    }

    private Space space(String namespace) {
        return spaces.computeIfAbsent(namespace, n -> new Space());
    }

    private static Map<String, String> query(@Nullable String text) {
        return text == null
                ? Map.of()
                : Arrays.stream(text.split("&"))
                        .map(p -> p.split("=", 2))
                        .collect(Collectors.toMap(p -> p[0], p -> URLDecoder.decode(p[1], StandardCharsets.UTF_8)));
    }

    /** Ends a request with a problem. */
    private static final class Refusal extends RuntimeException {
        final transient Problem problem;

        Refusal(Problem problem) {
            this.problem = problem;
        }

        Refusal(int status, String type, String detail) {
            this(new Problem(Problem.TYPE_BASE + type, "Not found", status, detail, null, null));
        }
    }
}
