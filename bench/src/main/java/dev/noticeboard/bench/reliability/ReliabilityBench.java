package dev.noticeboard.bench.reliability;

import dev.noticeboard.bench.Leftovers;
import dev.noticeboard.bench.Measurement;
import dev.noticeboard.bench.Run;
import dev.noticeboard.bench.report.Figures;
import dev.noticeboard.bench.report.Table;
import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.localstack.chaos.Storms;
import dev.noticeboard.schemas.client.SigV4ApiClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The promises of design.md sections 3 and 4 while everything around them fails: {@link Storms} breaks what it can, several clients write and read
 * the same parameters through all of it, and what they were told is checked afterwards.
 */
public final class ReliabilityBench implements Measurement {
    private static final int CLIENTS = 6;
    private static final Duration STORM = Duration.ofSeconds(6);
    /** With the start and the end of it all in 150 s, and in 35 s. */
    private static final int SECONDS = 110;

    private static final int SECONDS_QUICK = 14;

    /** How large it is. */
    record Size(int hosts, Duration time, Duration storm, boolean leaks) {}

    @Override
    public String name() {
        return "reliability";
    }

    @Override
    public String about() {
        return "what is promised, while everything around it fails";
    }

    @Override
    public Figures measure(Run run) throws IOException {
        int seconds = run.seconds() > 0 ? run.seconds() : run.size(SECONDS, SECONDS_QUICK);
        return measure(run, new Size(run.size(30, 15), Duration.ofSeconds(seconds), STORM, !run.quick()));
    }

    /** With another size. */
    static Figures measure(Run run, Size size) throws IOException {
        // What fails on purpose is logged by all that it befalls.
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
        Path folder = Files.createTempDirectory("noticeboard-reliability");
        History history = new History();
        List<String> broken = new ArrayList<>();
        run.say("starting the services, seed %d", run.seed());
        Storms.Options options = new Storms.Options(size.hosts(), size.storm(), true, run.seed(), folder);
        try (Storms storms = new Storms(options)) {
            BoardApi truth = new BoardApi(SigV4ApiClient.of(storms.truth()));
            LogLedger ledger = new LogLedger(truth, history);
            try {
                storm(run, size, storms, ledger, history);
                if (size.leaks()) {
                    run.say("waiting until leases end and nothing is left of agents");
                    storms.awaitNothingLeft();
                }
            } catch (AssertionError e) {
                broken.add(String.valueOf(e.getMessage()));
            }
            run.say(
                    "checking what %d parameters' histories say",
                    history.byParameter().size());
            return figures(storms, ledger, history, broken);
        } finally {
            Leftovers.delete(folder);
        }
    }

    private static void storm(Run run, Size size, Storms storms, LogLedger ledger, History history) {
        AtomicBoolean done = new AtomicBoolean();
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            BoardApi api = new BoardApi(SigV4ApiClient.of(storms.faultyApi()));
            for (int i = 0; i < CLIENTS; i++) {
                Random random = new Random(run.seed() * CLIENTS + i);
                clients.add(CompletableFuture.runAsync(
                        new BoardClient("c" + i, api, history, random, i % 2 == 0, done), threads));
            }
            awaitFirstRevision(ledger);
            storms.gather(ledger);
            try {
                long end = System.nanoTime() + size.time().toNanos();
                do {
                    storms.storm(() -> {});
                    Duration took = storms.calm(ledger::head);
                    run.say(
                            "storm %d: all current after %d ms, revision %d",
                            storms.count(), took.toMillis(), ledger.head());
                } while (System.nanoTime() < end && storms.faults().isEmpty());
                done.set(true);
                clients.forEach(CompletableFuture::join);
                storms.calm(ledger::head);
            } finally {
                done.set(true);
                storms.disperse();
            }
        } finally {
            done.set(true);
            threads.shutdown();
        }
    }

    private static void awaitFirstRevision(LogLedger ledger) {
        long limit = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (ledger.head() == 0) {
            if (System.nanoTime() > limit) {
                throw new AssertionError("nobody could write, though nothing failed yet");
            }
            Thread.onSpinWait();
        }
    }

    private static Figures figures(Storms storms, LogLedger ledger, History history, List<String> broken) {
        Table.Builder injected = Table.of("Faults injected", "kind", "times");
        storms.injected().forEach((fault, times) -> injected.row(fault.toString(), times));
        Table.Builder asked = Table.of(
                "Requests of " + CLIENTS + " clients", "request", "acknowledged", "conflict", "refused", "unknown");
        for (String what : List.of(BoardClient.READ, Wish.PUT, Wish.SWAP, Wish.DELETE, Wish.SEVERAL, Wish.LARGE)) {
            asked.row(
                    what,
                    history.counted(what, History.Result.ACKNOWLEDGED),
                    history.counted(what, History.Result.CONFLICT),
                    history.counted(what, History.Result.REFUSED),
                    history.counted(what, History.Result.UNKNOWN));
        }
        Checks checks = Checks.of(storms, ledger, history, broken);
        Table.Builder checked = Table.of("Checked", "what", "times", "violations");
        checks.rows()
                .forEach((what, row) ->
                        checked.row(what, row.times(), row.violations().size()));
        Table.Builder calm = Table.of("After a storm", "what", "ms")
                .row("longest until all agents were current", storms.slowest().toMillis());
        return Figures.of(
                        "Reliability: " + storms.count() + " storms over agents, a daemon and writers",
                        List.of(injected.build(), asked.build(), checked.build(), calm.build()),
                        List.of(
                                "Half of the clients repeat a write up to three times with the same idempotency key until an answer holds, half go away after one try.",
                                "Polls and leases are 60 times shorter than an agent's defaults, so an agent is to be current 1 s and a read after a storm.",
                                "Linearizable: each parameter's history has an order that a plain register would have answered"
                                        + " (Wing and Gong 1993, Lowe 2017), and the versions in the answers say the same."))
                .withFaults(checks.faults());
    }
}
