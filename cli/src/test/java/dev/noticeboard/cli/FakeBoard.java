package dev.noticeboard.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.noticeboard.cli.api.Items;
import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.api.NamespacePage;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Parameter;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** A fault for one request. */
    sealed interface Fault {}

    /** Answers this instead of doing it. */
    record Answer(int status, String body) implements Fault {}

    /** Does it, or not, and then cuts the connection. */
    record Cut(boolean done) implements Fault {}

    final Deque<Optional<Fault>> faults = new ArrayDeque<>();
    final List<String> requests = new ArrayList<>();
    final List<String> bodies = new ArrayList<>();
    final List<String> idempotencyKeys = new ArrayList<>();
    final List<String> traceparents = new ArrayList<>();
    final FakeFleet fleet = new FakeFleet();
    String epoch = EPOCH;
    int page = 1000;
    /** Changes of one change set of a restore. */
    int restorePart = 48;
    /** What refuses every schema unless it is forced. */
    @Nullable Violation brokenBySchema;
    /** Called when a request waits for a change. */
    Runnable atWait = () -> {};

    private final Map<String, FakeSpace> spaces = new HashMap<>();
    private final Map<String, String> done = new HashMap<>();
    private final Map<String, String> asked = new HashMap<>();
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
        FakeSpace space = space(namespace);
        return space.at(Math.max(space.revision(), space.kept));
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
            space(namespace).write(epoch, List.of(item), null, false, null);
        }
    }

    /** Commits one put without a request. */
    public synchronized void put(String name, PutRequest put) {
        String namespace = new ParameterName(name).namespace().text();
        space(namespace).write(epoch, List.of(Items.put(name, put)), put.why(), false, null);
    }

    synchronized FakeSpace of(String namespace) {
        return space(namespace);
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
            bodies.add(body);
            Optional<Fault> fault = faults.isEmpty() ? Optional.empty() : faults.remove();
            if (fault.isPresent() && fault.get() instanceof Answer answer) {
                answer(exchange, answer.status(), answer.body());
                return;
            }
            if (fault.isPresent() && fault.get() instanceof Cut cut && !cut.done()) {
                return;
            }
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("traceparent"))
                    .ifPresent(traceparents::add);
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            String answer;
            try {
                answer = once(key, exchange, body);
            } catch (FakeRefusal e) {
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
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body;
        if (!request.equals(asked.computeIfAbsent(key, k -> request))) {
            throw new FakeRefusal(422, "idempotency-mismatch", "Another request", "the key was used for another one");
        }
        String before = done.get(key);
        if (before == null) {
            before = Json.write(route(exchange, body));
            done.put(key, before);
        }
        return before;
    }

    private Object route(HttpExchange exchange, String body) {
        String[] path = exchange.getRequestURI().getPath().substring(1).split("/", 5);
        if (path.length == 1) {
            return namespaces(query(exchange.getRequestURI().getRawQuery()).get("nextToken"));
        }
        Namespace namespace = new Namespace(Namespace.fromPath(path[1], path[2]));
        String rest = path.length > 4 ? path[4] : "";
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        return new FakeRoutes(this, space(namespace.text()), rest, query, body)
                .answer(exchange.getRequestMethod() + " " + path[3]);
    }

    private NamespacePage namespaces(@Nullable String after) {
        List<Namespace> rest = spaces.values().stream()
                .filter(s -> s.revision() > 0)
                .map(s -> s.namespace)
                .filter(n -> after == null || n.text().compareTo(after) > 0)
                .sorted()
                .toList();
        List<Namespace> some = rest.stream().limit(page).toList();
        return new NamespacePage(
                some, some.size() < rest.size() ? some.get(some.size() - 1).text() : null);
    }

    private FakeSpace space(String namespace) {
        return spaces.computeIfAbsent(namespace, n -> new FakeSpace(new Namespace(n)));
    }

    private static Map<String, String> query(@Nullable String text) {
        return text == null
                ? Map.of()
                : Arrays.stream(text.split("&"))
                        .map(p -> p.split("=", 2))
                        .collect(Collectors.toMap(p -> p[0], p -> URLDecoder.decode(p[1], StandardCharsets.UTF_8)));
    }
}
