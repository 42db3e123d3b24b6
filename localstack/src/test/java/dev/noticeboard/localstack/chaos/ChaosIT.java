package dev.noticeboard.localstack.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.localstack.testing.EmbeddedOnly;
import dev.noticeboard.schemas.client.SigV4ApiClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promises of design.md section 4 through {@link Storms}, with fifty agents and a daemon.
 *
 * <p>{@code -Dchaos.seconds=} sets how long (15), {@code -Dchaos.seed=} repeats the dice, though not the threads.
 */
@EmbeddedOnly("it makes everything fail")
class ChaosIT {
    private static final int HOSTS = 50;
    private static final Duration STORM = Duration.ofSeconds(6);

    @TempDir
    private Path folder;

    @Test
    void agents_whenAllAroundThemFails_keepTheirPromises() {
        long seed = Long.getLong("chaos.seed", System.nanoTime());
        Duration time = Duration.ofSeconds(Long.getLong("chaos.seconds", 15));
        System.out.println(
                "chaos: seed " + seed + ", " + time.toSeconds() + " s; -Dchaos.seed=" + seed + " repeats it");
        try (Storms storms = new Storms(new Storms.Options(HOSTS, STORM, false, seed, folder))) {
            WrittenLedger ledger = new WrittenLedger();
            Writer writer = new Writer(new BoardApi(SigV4ApiClient.of(storms.truth())), ledger, new Random(seed));
            writer.write();
            storms.gather(ledger);
            try {
                long end = System.nanoTime() + time.toNanos();
                do {
                    storms.storm(writer::write);
                    storms.calm(ledger::head);
                    assertEquals(List.of(), storms.faults(), "with seed " + seed);
                } while (System.nanoTime() < end);
            } finally {
                storms.disperse();
            }
            System.out.println("chaos: " + storms.count() + " storms, revision " + ledger.head() + ", "
                    + storms.injected() + ", " + storms.checks() + " checks; all current again after "
                    + storms.slowest().toMillis() + " ms at most");
            assertEquals(List.of(), storms.faults(), "with seed " + seed);
            storms.awaitNothingLeft();
        }
    }
}
