package dev.noticeboard.localstack.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.AgentStatus;
import dev.noticeboard.agent.AwsAgentClients;
import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.localstack.AwsLocalBoard;
import dev.noticeboard.localstack.emulators.AwsEmulators;
import dev.noticeboard.localstack.emulators.AwsEndpoints;
import dev.noticeboard.localstack.emulators.DeliveryFaults;
import dev.noticeboard.localstack.testing.Await;
import dev.noticeboard.localstack.testing.EmbeddedOnly;
import dev.noticeboard.schemas.client.SigV4ApiClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promises of design.md section 4, all nine, on the embedded services: fifty agents and a daemon go through storms,
 * in which a seeded dice deletes queues, ends subscriptions, throttles, loses and cuts calls of DynamoDB, SQS and the API, drops,
 * doubles and delays notices, sets clocks, fills and damages disks, restarts agents and kills the daemon; and through
 * calms, at the start of which everybody must be current within the bound of promise 4. Intervals are scaled down 60 times.
 *
 * <p>{@code -Dchaos.seconds=} sets how long (15), {@code -Dchaos.seed=} repeats the dice, though not the threads.
 */
@EmbeddedOnly("it makes everything fail")
class ChaosIT {
    private static final int HOSTS = 50;
    private static final int GUARDED = 10;
    /** A minute, scaled. */
    private static final Duration POLL = Duration.ofSeconds(1);
    /** A quarter of an hour and five minutes, scaled. */
    private static final Duration LEASE = Duration.ofSeconds(15);

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration STORM = Duration.ofSeconds(6);
    /** One read: what the SDK's call may take, retries included. */
    private static final Duration READ = Duration.ofSeconds(10);

    private static final Duration DAEMON_STARTS = Duration.ofSeconds(60);
    private static final String THROTTLED_TABLE =
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ThrottlingException\",\"message\":\"Rate exceeded\"}";
    private static final String THROTTLED_QUEUE =
            "{\"__type\":\"com.amazonaws.sqs#RequestThrottled\",\"message\":\"Rate exceeded\"}";
    private static final String BUSY_API = "{\"type\":\"about:blank\",\"title\":\"busy\",\"status\":400}";

    @TempDir
    private Path folder;

    private final long seed = Long.getLong("chaos.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Ledger ledger = new Ledger();
    private final List<Host> hosts = new ArrayList<>();
    private Duration slowest = Duration.ZERO;

    @Test
    void agents_whenAllAroundThemFails_keepTheirPromises() throws Exception {
        Duration time = Duration.ofSeconds(Long.getLong("chaos.seconds", 15));
        System.out.println(
                "chaos: seed " + seed + ", " + time.toSeconds() + " s; -Dchaos.seed=" + seed + " repeats it");
        try (AwsEmulators cloud = AwsEmulators.start(AwsEmulators.Options.inMemory());
                AwsLocalBoard board = AwsLocalBoard.start(
                        cloud.clients(),
                        "chaos",
                        "chaos",
                        0,
                        java.time.Clock.systemUTC(),
                        s -> s.withLease(LEASE, GRACE).withSpread(Duration.ofMillis(200)));
                FaultyProxy table =
                        new FaultyProxy("table", cloud.endpoints().dynamoDb(), THROTTLED_TABLE, random.nextLong());
                FaultyProxy queues =
                        new FaultyProxy("queues", cloud.endpoints().sqs(), THROTTLED_QUEUE, random.nextLong());
                FaultyProxy api = new FaultyProxy("api", board.endpoint(), BUSY_API, random.nextLong());
                AwsAgentClients clients =
                        AwsAgentClients.connect(AwsEndpoints.REGION, table.endpoint(), queues.endpoint())) {
            List<FaultyProxy> proxies = List.of(table, queues, api);
            Writer writer = new Writer(new BoardApi(SigV4ApiClient.of(board.endpoint())), ledger, random);
            writer.write();
            for (int i = 0; i < HOSTS; i++) {
                String name = "host-" + i;
                hosts.add(new Host(
                        name,
                        () -> AgentOptions.builder()
                                .namespace(Ledger.NAMESPACE)
                                .table("chaos")
                                .endpoint(api.endpoint())
                                .clients(clients)
                                .pollInterval(POLL),
                        folder.resolve(name),
                        ledger,
                        i < GUARDED));
            }
            try (DaemonProcess daemon = daemon(table, queues, api)) {
                AtomicBoolean done = new AtomicBoolean();
                CompletableFuture<Void> looking = CompletableFuture.runAsync(() -> lookUntil(done));
                long end = System.nanoTime() + time.toNanos();
                int storms = 0;
                do {
                    storms++;
                    storm(writer, proxies, cloud, daemon);
                    calm(proxies, cloud, daemon);
                    noFaults(daemon);
                } while (System.nanoTime() < end);
                done.set(true);
                looking.join();
                System.out.println("chaos: " + storms + " storms, revision " + ledger.head() + ", "
                        + proxies.stream().mapToLong(FaultyProxy::faults).sum() + " failed calls, " + restarts
                        + " restarts, " + daemon.kills() + " kills of the daemon; all current again after "
                        + slowest.toMillis() + " ms at most");
            } finally {
                hosts.parallelStream().forEach(Host::close);
            }
            noFaults(null);
            nothingLeaks(cloud, board);
        }
    }

    private int restarts;

    private DaemonProcess daemon(FaultyProxy table, FaultyProxy queues, FaultyProxy api) {
        return new DaemonProcess(
                List.of(
                        "--namespace",
                        Ledger.NAMESPACE.text(),
                        "--table",
                        "chaos",
                        "--region",
                        AwsEndpoints.REGION,
                        "--agent-id",
                        "daemon",
                        "--endpoint",
                        api.endpoint().toString(),
                        "--dynamodb-endpoint",
                        table.endpoint().toString(),
                        "--sqs-endpoint",
                        queues.endpoint().toString(),
                        "--directory",
                        folder.resolve("daemon").toString(),
                        "--keep-lease",
                        "--poll-interval",
                        Long.toString(POLL.toSeconds())),
                folder.resolve("daemon.log"));
    }

    private void lookUntil(AtomicBoolean done) {
        while (!done.get()) {
            hosts.forEach(Host::look);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void storm(Writer writer, List<FaultyProxy> proxies, AwsEmulators cloud, DaemonProcess daemon) {
        proxies.forEach(p -> p.set(weather()));
        cloud.sns().faults().set(new DeliveryFaults.Chaos(random.nextLong(), 0.2, 0.2, 0.3, Duration.ofMillis(300)));
        long end = System.nanoTime() + STORM.toNanos();
        boolean killed = false;
        while (System.nanoTime() < end) {
            writer.write();
            Host host = hosts.get(random.nextInt(HOSTS));
            switch (random.nextInt(8)) {
                case 0 -> deleteQueue(cloud);
                case 1 -> unsubscribe(cloud);
                case 2 -> host.setClock(Duration.ofSeconds(random.nextInt(7200) - 3600));
                case 3 -> host.diskFull(random.nextBoolean());
                case 4 -> restart(host, null);
                case 5 -> restart(host, random);
                case 6 -> proxies.get(random.nextInt(proxies.size())).set(weather());
                default -> {
                    if (!killed) {
                        daemon.killed();
                        killed = true;
                    }
                }
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    private void restart(Host host, @Nullable Random damage) {
        restarts++;
        host.restart(damage);
    }

    private FaultyProxy.Weather weather() {
        return switch (random.nextInt(4)) {
            case 0 -> new FaultyProxy.Weather(0.5, 0, false);
            case 1 -> new FaultyProxy.Weather(0, 0.3, false);
            case 2 -> new FaultyProxy.Weather(0, 0, true);
            default -> FaultyProxy.Weather.FAIR;
        };
    }

    private void deleteQueue(AwsEmulators cloud) {
        List<String> urls = queuesOf(cloud);
        if (!urls.isEmpty()) {
            cloud.clients().sqs().deleteQueue(r -> r.queueUrl(urls.get(random.nextInt(urls.size()))));
        }
    }

    private static List<String> queuesOf(AwsEmulators cloud) {
        return cloud.clients().sqs().listQueues(r -> r.queueNamePrefix("chaos-")).queueUrls().stream()
                .toList();
    }

    private void unsubscribe(AwsEmulators cloud) {
        var all = cloud.clients().sns().listSubscriptions().subscriptions();
        if (!all.isEmpty()) {
            String one = all.get(random.nextInt(all.size())).subscriptionArn();
            cloud.clients().sns().unsubscribe(r -> r.subscriptionArn(one));
        }
    }

    /** Promises 4 and 9: everybody is current within a poll interval and a read, whatever was lost before. */
    private void calm(List<FaultyProxy> proxies, AwsEmulators cloud, DaemonProcess daemon) {
        cloud.sns().faults().set(DeliveryFaults.Chaos.NONE);
        proxies.forEach(p -> p.set(FaultyProxy.Weather.FAIR));
        hosts.forEach(h -> h.diskFull(false));
        long from = System.nanoTime();
        for (Host host : hosts) {
            Await.until(
                    host.name() + " is current (4.4, 4.9)",
                    POLL.plus(READ),
                    () -> host.status().revision() == ledger.head());
        }
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
        daemon.await(ledger.head(), DAEMON_STARTS);
        for (Host host : hosts) {
            Await.until(
                    host.name() + " says so, and has saved it",
                    POLL.plus(READ),
                    () -> host.status().state() == AgentStatus.State.CURRENT && host.saved());
            host.diskIsFine();
        }
    }

    private void noFaults(@Nullable DaemonProcess daemon) {
        List<String> faults = new ArrayList<>();
        hosts.forEach(h -> faults.addAll(h.witness().faults()));
        if (daemon != null) {
            faults.addAll(daemon.faults());
        }
        assertEquals(List.of(), faults, "with seed " + seed);
    }

    /** Queues, subscriptions, threads and files: none is left once everybody has gone and the leases have ended. */
    private void nothingLeaks(AwsEmulators cloud, AwsLocalBoard board) {
        Await.until(
                "the sweeper has removed what was left of the dead",
                LEASE.plus(GRACE).multipliedBy(3),
                () -> {
                    board.functions().sweepFunction().handleRequest(null, null);
                    return queuesOf(cloud).isEmpty()
                            && cloud.clients()
                                    .sns()
                                    .listSubscriptions()
                                    .subscriptions()
                                    .isEmpty();
                });
        Await.until("no thread of an agent is left", () -> threads().isEmpty());
        assertTrue(openFiles().isEmpty(), () -> "open files: " + openFiles());
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("noticeboard-"))
                .toList();
    }

    /** Files below the hosts' folder that this process holds open; none where the system does not tell. */
    private List<String> openFiles() {
        try (var links = java.nio.file.Files.list(Path.of("/proc/self/fd"))) {
            List<String> open = new ArrayList<>();
            for (Path link : links.toList()) {
                try {
                    Path target = java.nio.file.Files.readSymbolicLink(link);
                    if (target.startsWith(folder) && !target.endsWith("daemon.log")) {
                        open.add(target.toString());
                    }
                } catch (java.io.IOException closedMeanwhile) {
                    // It is not open any more.
                }
            }
            return open;
        } catch (java.io.IOException noProc) {
            return List.of();
        }
    }
}
