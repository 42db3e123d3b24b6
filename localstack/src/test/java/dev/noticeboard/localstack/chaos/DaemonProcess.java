package dev.noticeboard.localstack.chaos;

import dev.noticeboard.localstack.launch.Launcher;
import dev.noticeboard.localstack.testing.Await;
import dev.noticeboard.schemas.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.JsonNode;

/** The daemon in a process of its own, which is killed without a warning (kill -9) and started again. */
final class DaemonProcess implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(10);

    private final List<String> command;
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final AtomicLong newest = new AtomicLong();
    private final LongAdder checks = new LongAdder();
    private volatile Process process;

    DaemonProcess(List<String> arguments, Path log) {
        command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Launcher.class.getName(),
                "agent",
                "--json"));
        command.addAll(arguments);
        this.log = log;
        process = started();
        // Were this process stopped in a storm, the daemon would stay, perhaps stopped as well.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly(), "chaos-daemon-end"));
    }

    private final Path log;

    private Process started() {
        try {
            Process fresh = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            Thread reader = new Thread(() -> read(fresh), "chaos-daemon");
            reader.setDaemon(true);
            reader.start();
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Process from) {
        try (BufferedReader lines = from.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard(Json.tree(line));
            }
        } catch (IOException killed) {
            // What it had printed was read.
        }
    }

    private void heard(JsonNode line) {
        JsonNode revision = line.has("status") ? line.path("status").path("revision") : line.path("revision");
        if (!revision.isIntegralNumber() || revision.asLong() == 0) {
            return;
        }
        checks.increment();
        long before = newest.getAndAccumulate(revision.asLong(), Math::max);
        if (revision.asLong() < before) {
            faults.add("daemon: 4.1: revision " + revision.asLong() + " after " + before + " (" + line.path("event")
                    + ")");
        }
    }

    /** Kills it with SIGKILL and starts it again. */
    void killed() {
        process.destroyForcibly();
        process.onExit()
                .orTimeout(END.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join();
        process = started();
    }

    /** Stops it where it stands (SIGSTOP), as a host does that is starved or moved, until {@link #resume}. */
    void pause() {
        signal("STOP");
    }

    /** Lets it go on (SIGCONT). */
    void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .start();
            kill.onExit()
                    .orTimeout(END.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again if it ended, as systemd would: it may not start without a table and without a good file. */
    void revive() {
        if (!process.isAlive()) {
            process = started();
        }
    }

    /** Returns once it has this revision. */
    void await(long revision, Duration limit) {
        Await.until("the daemon has revision " + revision + ", it has " + newest, limit, () -> {
            revive();
            return newest.get() >= revision;
        });
    }

    List<String> faults() {
        return faults;
    }

    /** How many revisions it told of were compared with those before. */
    long checks() {
        return checks.sum();
    }

    /** Stops it in order. */
    @Override
    public void close() {
        resume();
        process.destroy();
        process.onExit()
                .orTimeout(END.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }
}
