package dev.noticeboard.bench.startup;

import dev.noticeboard.bench.Leftovers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A process that is started to be measured: until it answers 200, and what it needs then. Ended by {@link #close}. */
final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration ASKED = Duration.ofSeconds(2);
    private static final long BETWEEN_NANOS = 2_000_000;

    private final Process process;
    private final Path log;
    private final long begun = System.nanoTime();

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "measured-process-end"));
    }

    /** @param log gets all that it writes */
    static ServerProcess start(List<String> command, Path log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("AWS_REGION", "us-east-1");
        builder.environment().put("AWS_ACCESS_KEY_ID", "noticeboard");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "local");
        return new ServerProcess(builder.start(), log);
    }

    /**
     * Waits until it answers 200 there.
     *
     * @return milliseconds since it was started; asked every 2 ms
     * @throws IllegalStateException with what it wrote, if it ends or does not answer within a minute
     */
    double awaitReady(URI ready) throws IOException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(ready).timeout(ASKED).build();
        while (System.nanoTime() - begun < PATIENCE.toNanos() && process.isAlive()) {
            try {
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return (System.nanoTime() - begun) / 1e6;
                }
            } catch (IOException notYet) {
                // Nobody listens there yet.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for " + ready, e);
            }
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
        throw new IllegalStateException("it is not ready: " + Files.readString(log));
    }

    Memory memory() throws IOException {
        return Memory.of(process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        Leftovers.end(process);
    }
}
