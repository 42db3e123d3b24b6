package dev.noticeboard.bench.propagation;

import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.AwsAgentClients;
import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.SnapshotChange;
import dev.noticeboard.agent.receive.NoticeSource;
import dev.noticeboard.localstack.AwsLocalBoard;
import dev.noticeboard.localstack.emulators.AwsClients;
import dev.noticeboard.localstack.emulators.AwsEmulators;
import dev.noticeboard.localstack.emulators.AwsEndpoints;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.client.ApiAnswer;
import dev.noticeboard.schemas.client.SigV4ApiClient;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Ours, whole: a put at the API (front, validation, transaction), the stream, publishing, and agents that receive, apply and tell a
 * listener. Agents share their AWS clients, keep nothing on disk and send their reports.
 */
final class BoardSide implements AwsSide {
    private static final String TABLE = "noticeboard";
    private static final Namespace PUSHED = new Namespace("/bench/push");
    private static final Namespace POLLED = new Namespace("/bench/poll");
    private static final String NAME = "value";
    /** So seldom that nothing is found by it while push is measured. */
    private static final Duration SELDOM = Duration.ofHours(1);

    /** Up to so many agents report as by default, within 2 s of a change … */
    private static final int FEW = 100;

    private static final Duration REPORT_OF_FEW = Duration.ofSeconds(2);
    /** … and the rest of a thousand within a minute: they have not two cores each, and between changes it would be reports that are measured. */
    private static final Duration REPORT_OF_MANY = Duration.ofMinutes(1);
    /** Agents started at a time; most of a start is waiting. */
    private static final int STARTING = 8;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Arrivals arrivals;
    private final Calls calls = new Calls();
    private final AwsClients clients;
    private final AwsLocalBoard board;
    private final AwsAgentClients agentClients;
    private final SigV4ApiClient api;
    private final List<ParameterAgent> agents = new ArrayList<>();

    BoardSide(AwsEmulators emulators, Arrivals arrivals) {
        AwsEndpoints endpoints = emulators.endpoints();
        this.arrivals = arrivals;
        this.clients = AwsClients.of(endpoints, calls);
        this.board = AwsLocalBoard.start(clients, TABLE, TABLE, 0, Clock.systemUTC(), UnaryOperator.identity());
        this.agentClients = AwsAgentClients.connect(AwsEndpoints.REGION, endpoints.dynamoDb(), endpoints.sqs());
        this.api = SigV4ApiClient.of(board.endpoint());
        put(0, Way.PUSH);
        put(0, Way.POLL);
    }

    @Override
    public void put(long change, Way way) {
        Namespace namespace = way == Way.POLL ? POLLED : PUSHED;
        var request = new PutRequest(
                Values.of(change), null, null, null, null, null, null, null, null, way == Way.URGENT ? true : null);
        ApiAnswer answer = api.send(
                "PUT", "/namespaces/" + namespace.toPath() + "/parameters/" + NAME, Map.of(), Json.write(request));
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException("a put was answered " + answer.status());
        }
    }

    @Override
    public void grow(int receivers) throws InterruptedException {
        agents.addAll(start(
                agents.size(),
                receivers,
                place -> agent(PUSHED, place)
                        .endpoint(board.endpoint())
                        .pollInterval(SELDOM)
                        .reportDelay(place < FEW ? REPORT_OF_FEW : REPORT_OF_MANY)
                        .noticeSources(url -> new TimedSource(agentClients.noticeSource(url), place, arrivals))));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!agents.stream().allMatch(a -> a.status().registered())) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not all agents were registered after " + PATIENCE.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Override
    public Pollers poll(int receivers, Duration interval) {
        List<ParameterAgent> pollers =
                start(0, receivers, place -> agent(POLLED, place).pollInterval(interval));
        return () -> end(pollers);
    }

    private static List<ParameterAgent> start(int from, int to, IntFunction<AgentOptions.Builder> options) {
        ExecutorService starting = Executors.newFixedThreadPool(STARTING);
        try {
            List<CompletableFuture<ParameterAgent>> started = IntStream.range(from, to)
                    .mapToObj(place -> CompletableFuture.supplyAsync(
                            () -> ParameterAgent.start(options.apply(place).build()), starting))
                    .toList();
            return started.stream().map(CompletableFuture::join).toList();
        } finally {
            starting.shutdown();
        }
    }

    private AgentOptions.Builder agent(Namespace namespace, int place) {
        return AgentOptions.builder()
                .namespace(namespace)
                .table(TABLE)
                .region(AwsEndpoints.REGION)
                .clients(agentClients)
                .agentId("host-" + place)
                .globalMetrics(false)
                .listener(change -> arrivals.arrived(place, newest(change), System.nanoTime()));
    }

    private static long newest(SnapshotChange change) {
        return change.changes().stream()
                .map(c -> c.after())
                .filter(after -> after != null)
                .mapToLong(after -> Values.change(after.text()))
                .max()
                .orElse(-1);
    }

    /** Of a notice, in characters, which are bytes here. */
    int noticeLength() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (calls.published() == 0 && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return calls.published();
    }

    @Override
    public Calls calls() {
        return calls;
    }

    @Override
    public String write() {
        return "TransactWriteItems";
    }

    @Override
    public void close() {
        end(agents);
        board.close();
        agentClients.close();
        clients.close();
    }

    private static void end(List<ParameterAgent> agents) {
        agents.parallelStream().forEach(ParameterAgent::close);
    }

    /** Notes when a receive returned a change. */
    private record TimedSource(NoticeSource source, int receiver, Arrivals arrivals) implements NoticeSource {
        @Override
        public List<Received> receive() {
            List<Received> messages = source.receive();
            long now = System.nanoTime();
            messages.forEach(m -> arrivals.received(receiver, m.body(), now));
            return messages;
        }

        @Override
        public void delete(List<Received> done) {
            source.delete(done);
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
