package dev.noticeboard.bench.propagation;

import dev.noticeboard.bench.Leftovers;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.options.WatchOption;
import io.etcd.jetcd.watch.WatchResponse;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * etcd's watch: one server, as installed, with a data folder of its own for the while; each watcher has a client of its own and so a
 * connection of its own; the clients share their threads.
 */
final class EtcdSide implements Side {
    private static final ByteSequence KEY = bytes("/bench/push/value");
    private static final Duration START = Duration.ofSeconds(20);

    private final Arrivals arrivals;
    private final Path folder;
    private final Process server;
    private final String endpoint;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setUseDaemonThread(true));
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "etcd-client");
        thread.setDaemon(true);
        return thread;
    });
    private final Client writer;
    private final List<Client> watchers = new ArrayList<>();

    /** Where the server is installed; empty if it is not on the path. */
    static Optional<Path> installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "etcd"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Its version, as it tells. */
    static String version(Path program) throws IOException {
        Process process = new ProcessBuilder(program.toString(), "--version").start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return text.lines().findFirst().orElse("").replace("etcd Version: ", "");
    }

    EtcdSide(Path program, Arrivals arrivals) throws IOException, InterruptedException {
        this.arrivals = arrivals;
        this.folder = Files.createTempDirectory("noticeboard-etcd");
        this.endpoint = "http://127.0.0.1:" + Leftovers.freePort();
        String peers = "http://127.0.0.1:" + Leftovers.freePort();
        this.server = new ProcessBuilder(
                        program.toString(),
                        "--data-dir",
                        folder.resolve("data").toString(),
                        "--listen-client-urls",
                        endpoint,
                        "--advertise-client-urls",
                        endpoint,
                        "--listen-peer-urls",
                        peers,
                        "--initial-advertise-peer-urls",
                        peers,
                        "--initial-cluster",
                        "default=" + peers)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        this.writer = client();
        try {
            writer.getKVClient().put(KEY, bytes(Values.of(0))).get(START.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IOException("etcd does not answer", e);
        }
    }

    private Client client() {
        return Client.builder()
                .endpoints(endpoint)
                .vertx(vertx)
                .executorService(threads)
                .waitForReady(true)
                .build();
    }

    private static ByteSequence bytes(String text) {
        return ByteSequence.from(text, StandardCharsets.UTF_8);
    }

    @Override
    public void put(long change, Way way) {
        try {
            writer.getKVClient().put(KEY, bytes(Values.of(change))).get(START.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("etcd did not take a put", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void grow(int receivers) throws InterruptedException {
        CountDownLatch created = new CountDownLatch(receivers - watchers.size());
        while (watchers.size() < receivers) {
            int place = watchers.size();
            Client client = client();
            watchers.add(client);
            client.getWatchClient()
                    .watch(
                            KEY,
                            WatchOption.builder().withCreateNotify(true).build(),
                            Watch.listener(answer -> heard(place, answer, created)));
        }
        if (!created.await(START.toMillis() * 3, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(created.getCount() + " watchers of etcd did not start");
        }
    }

    private void heard(int place, WatchResponse answer, CountDownLatch created) {
        long now = System.nanoTime();
        if (answer.isCreatedNotify()) {
            created.countDown();
        }
        answer.getEvents()
                .forEach(event -> arrivals.arrived(
                        place, Values.change(event.getKeyValue().getValue().toString(StandardCharsets.UTF_8)), now));
    }

    @Override
    public void close() {
        // Clients first: they would report a server that is gone.
        watchers.forEach(Client::close);
        writer.close();
        vertx.close();
        server.destroy();
        threads.shutdown();
        Leftovers.end(server);
        try {
            Leftovers.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
