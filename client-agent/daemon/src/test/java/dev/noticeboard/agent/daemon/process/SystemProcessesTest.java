package dev.noticeboard.agent.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host's own processes: the contract, and what only real ones do. */
class SystemProcessesTest extends ProcessesContract {
    private final SystemProcesses processes = new SystemProcesses();

    @Override
    Processes processes() {
        return processes;
    }

    @Test
    void run_whenItFails_tellsStatusAndBytesButNoText() {
        assertEquals(
                new Processes.Ran.Exited(3, 7),
                processes.run(List.of("/bin/sh", "-c", "printf secret1; exit 3"), Duration.ofSeconds(20)));
    }

    @Test
    void run_whenItTakesTooLong_isKilled() {
        assertEquals(
                new Processes.Ran.TimedOut(),
                processes.run(List.of("/bin/sh", "-c", "sleep 60"), Duration.ofMillis(50)));
    }

    /** ALRM has this number on every POSIX system, and, other than HUP under {@code nohup}, nobody lets children ignore it. */
    @Test
    void signal_whenSent_endsTheProcessWithItsNumber(@TempDir java.nio.file.Path folder) throws Exception {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        Processes.Child child = processes.start(List.of("sleep", "60"), Map.of("A", "b"), status::complete);
        child.signal("ALRM");
        assertEquals(128 + 14, status.get(20, TimeUnit.SECONDS));
        child.signal("KILL");
    }

    @Test
    void start_whenGivenAnEnvironment_runsWithIt() throws Exception {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        processes.start(List.of("/bin/sh", "-c", "exit $CODE"), Map.of("CODE", "5"), status::complete);
        assertEquals(5, status.get(20, TimeUnit.SECONDS));
    }

    @Test
    void splay_whenDrawn_liesBetweenZeroAndItsLimit() {
        var random = new java.util.Random(1);
        for (int i = 0; i < 1000; i++) {
            Duration drawn = Splay.upTo(Duration.ofMillis(3), random);
            assertTrue(drawn.toMillis() >= 0 && drawn.toMillis() <= 3);
        }
        assertEquals(Duration.ZERO, Splay.upTo(Duration.ZERO, random));
    }
}
