package dev.noticeboard.agent.daemon.http;

import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.ParameterAgents;
import dev.noticeboard.agent.WhenNothingToServe;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.simulation.SimReader;
import dev.noticeboard.agent.simulation.SimVersionReader;
import dev.noticeboard.agent.sync.BoardReadException;
import dev.noticeboard.agent.sync.BoardReader;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Namespace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The simulated board {@code /sim/prod}, an agent of it and the local HTTP over both, on a free loopback port. */
final class ServedBoard implements AutoCloseable {
    static final String TOKEN = "a-token-for-these-tests";

    final SimBoard board = new SimBoard();
    final SimVersionReader versions = new SimVersionReader(board);
    volatile boolean down;
    final ParameterAgents agents;
    final LocalHttp http;
    private final HttpClient client = HttpClient.newHttpClient();

    /** With these parameters at revision 1. */
    ServedBoard(Map<String, String> first) {
        this(first, o -> o);
    }

    ServedBoard(Map<String, String> first, UnaryOperator<LocalHttpOptions> options) {
        this(first, options, List.of());
    }

    /** With agents of other namespaces before that of the board. */
    ServedBoard(Map<String, String> first, UnaryOperator<LocalHttpOptions> options, List<AgentOptions> others) {
        if (!first.isEmpty()) {
            board.commit(first, true, 0);
        }
        List<AgentOptions> all = new ArrayList<>(others);
        all.add(AgentOptions.builder()
                .namespace(SimBoard.NAMESPACE)
                .boardReader(new Reader())
                .versionReader(versions)
                .whenNothingToServe(WhenNothingToServe.RETURN)
                .startTimeout(Duration.ofSeconds(1))
                .build());
        agents = ParameterAgents.start(all);
        http = LocalHttp.start(
                options.apply(LocalHttpOptions.on(Token.of(TOKEN)).withPort(0)), agents, Clock.systemUTC());
    }

    /** Commits, and has the agent read it. */
    void put(String name, @Nullable String text) {
        Map<String, String> change = new HashMap<>();
        change.put(name, text);
        synchronized (board) {
            board.commit(change, true, 0);
        }
        agents.agent(SimBoard.NAMESPACE).orElseThrow().refreshNow();
    }

    HttpResponse<String> get(String pathAndQuery, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(http.endpoint().resolve(pathAndQuery)).header("X-Noticeboard-Token", TOKEN);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Without a token of its own. */
    HttpResponse<String> bare(String method, String pathAndQuery, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(http.endpoint() + pathAndQuery))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
        agents.close();
    }

    /** For several threads, and cut off at will. */
    private final class Reader implements BoardReader {
        private final BoardReader inner = new SimReader(board);

        private <T> T read(Supplier<T> body) {
            if (down) {
                throw new BoardReadException("simulated: the table is down");
            }
            synchronized (board) {
                return body.get();
            }
        }

        @Override
        public LogAnswer readLog(Namespace namespace, long afterRevision, boolean consistent) {
            return read(() -> inner.readLog(namespace, afterRevision, consistent));
        }

        @Override
        public Optional<Head> readHead(Namespace namespace) {
            return read(() -> inner.readHead(namespace));
        }

        @Override
        public List<Parameter> readAll(Namespace namespace) {
            return read(() -> inner.readAll(namespace));
        }

        @Override
        public List<Rollout> readRollouts(Namespace namespace) {
            return read(() -> inner.readRollouts(namespace));
        }

        @Override
        public List<Parameter> readVersions(Namespace namespace, Collection<VersionKey> keys) {
            return read(() -> inner.readVersions(namespace, keys));
        }
    }
}
