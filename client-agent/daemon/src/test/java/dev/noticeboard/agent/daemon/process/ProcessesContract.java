package dev.noticeboard.agent.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the fake and the host's processes both do. */
@Timeout(60)
abstract class ProcessesContract {
    abstract Processes processes();

    @Test
    void run_whenTheProgramIsThere_tellsItsStatus() {
        assertInstanceOf(Processes.Ran.Exited.class, processes().run(List.of("true"), Duration.ofSeconds(20)));
    }

    @Test
    void run_whenTheProgramIsNotThere_saysSoWithoutItsArguments() {
        assertEquals(
                new Processes.Ran.NotStarted("cannot run /nowhere"),
                processes().run(List.of("/nowhere", "secret"), Duration.ofSeconds(20)));
    }

    @Test
    void start_whenItEnds_tellsTheStatusOnce() throws Exception {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        processes().start(List.of("/bin/sh", "-c", "exit 7"), Map.of(), status::complete);
        assertEquals(7, status.get(20, TimeUnit.SECONDS));
    }

    @Test
    void start_whenTheProgramIsNotThere_throwsWithoutArguments() {
        var thrown = assertThrows(
                Processes.ProcessStartException.class,
                () -> processes().start(List.of("/nowhere", "secret"), Map.of(), status -> {}));
        assertFalse(String.valueOf(thrown.getMessage()).contains("secret"));
    }

    @Test
    void signal_whenThereIsNoSuchProcess_isNotSent() {
        // Above the largest process number of Linux, 2^22 (proc(5), pid_max).
        assertFalse(processes().signal(1_999_999_999L, "HUP"));
    }
}
