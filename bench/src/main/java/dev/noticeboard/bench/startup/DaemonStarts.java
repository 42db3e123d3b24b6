package dev.noticeboard.bench.startup;

import dev.noticeboard.bench.Leftovers;
import dev.noticeboard.bench.Run;
import dev.noticeboard.bench.report.Table;
import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.localstack.LocalBoard;
import dev.noticeboard.localstack.emulators.AwsEndpoints;
import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.client.SigV4ApiClient;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.table.TableKeys;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** The daemon as it is packaged, with a thousand parameters, beside a JVM that makes one Query and listens. */
final class DaemonStarts {
    private static final int PARAMETERS = 1_000;
    private static final Namespace NAMESPACE = new Namespace("/startup/bench");
    private static final double MIB = 1 << 20;

    private final Path distribution;
    private final Path folder;
    private final LocalBoard board;

    /** One start. */
    private record Start(double millis, Memory memory) {}

    private DaemonStarts(Path distribution, Path folder, LocalBoard board) {
        this.distribution = distribution;
        this.folder = folder;
        this.board = board;
    }

    /** Starts each several times. */
    static Table table(Path distribution, Run run, int starts) throws IOException {
        Path folder = Files.createTempDirectory("noticeboard-daemon");
        run.say("writing %,d parameters", PARAMETERS);
        try (LocalBoard board = LocalBoard.start(LocalBoard.Options.inMemory())) {
            fill(board);
            return new DaemonStarts(distribution, folder, board).measure(run, starts);
        } finally {
            Leftovers.delete(folder);
        }
    }

    private static void fill(LocalBoard board) {
        BoardApi api = new BoardApi(SigV4ApiClient.of(board.endpoint()));
        for (int from = 0; from < PARAMETERS; from += Limits.CHANGES) {
            List<ChangeSetRequest.Item> items = IntStream.range(from, Math.min(PARAMETERS, from + Limits.CHANGES))
                    .mapToObj(i -> ChangeSetRequest.Item.put(
                            NAMESPACE + "/service-" + i % 10 + "/setting-" + i, "value of setting " + i, null))
                    .toList();
            api.commit(
                            NAMESPACE,
                            new ChangeSetRequest(items, null),
                            UUID.randomUUID().toString())
                    .fold(answer -> answer, refused -> {
                        throw new IllegalStateException("a parameter could not be written: " + refused);
                    });
        }
    }

    private Table measure(Run run, int starts) throws IOException {
        List<Start> peer = new ArrayList<>();
        List<Start> fresh = new ArrayList<>();
        List<Start> again = new ArrayList<>();
        for (int i = 0; i < starts; i++) {
            run.say("the daemon and its peer, start %d of %d", i + 1, starts);
            peer.add(start(port -> peerCommand(port), ""));
            Path disk = folder.resolve("disk-" + i);
            fresh.add(start(port -> daemonCommand(port, disk), "readyz"));
            again.add(start(port -> daemonCommand(port, disk), "readyz"));
        }
        double least = Median.of(peer, Start::millis);
        Table.Builder table = Table.of(
                String.format(
                        java.util.Locale.ROOT,
                        "From the start of the daemon's process until it answers as ready, and at rest then, with %,d parameters, medians of %d",
                        PARAMETERS,
                        starts),
                "process",
                "ready (ms)",
                "heap (MiB)",
                "resident (MiB)",
                "to the peer");
        row(table, "peer: the same HTTP server and SDK, one Query", peer, least);
        row(table, "the daemon, its first start", fresh, least);
        row(table, "the daemon, with its snapshot on disk", again, least);
        return table.build();
    }

    private static void row(Table.Builder table, String text, List<Start> starts, double peer) {
        double millis = Median.of(starts, Start::millis);
        double resident = Median.of(starts, s -> s.memory().resident());
        table.row(
                text,
                millis,
                Median.of(starts, s -> s.memory().heap()) / MIB,
                resident == 0 ? null : (Double) (resident / MIB),
                millis / peer);
    }

    private interface Command {
        List<String> at(int port);
    }

    private Start start(Command command, String path) throws IOException {
        int port = Leftovers.freePort();
        try (ServerProcess process = ServerProcess.start(command.at(port), folder.resolve("log"))) {
            double millis = process.awaitReady(URI.create("http://127.0.0.1:" + port + "/" + path));
            return new Start(millis, process.memory());
        }
    }

    private List<String> daemonCommand(int port, Path disk) {
        AwsEndpoints endpoints = board.emulators().endpoints();
        return List.of(
                distribution.resolve("bin/noticeboard-agent").toString(),
                "agent",
                "--namespace",
                NAMESPACE.text(),
                "--table",
                LocalBoard.TABLE,
                "--region",
                AwsEndpoints.REGION,
                "--agent-id",
                "startup",
                "--endpoint",
                board.endpoint().toString(),
                "--dynamodb-endpoint",
                endpoints.dynamoDb().toString(),
                "--sqs-endpoint",
                endpoints.sqs().toString(),
                "--directory",
                disk.toString(),
                "--http-enabled",
                "--http-port",
                Integer.toString(port));
    }

    /** With the flags and the jars of the daemon. */
    private List<String> peerCommand(int port) {
        try {
            Path own = Path.of(QueryServer.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    own + File.pathSeparator + distribution.resolve("lib") + File.separator + "*",
                    QueryServer.class.getName(),
                    board.emulators().endpoints().dynamoDb().toString(),
                    LocalBoard.TABLE,
                    TableKeys.namespace(NAMESPACE),
                    Integer.toString(port));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
