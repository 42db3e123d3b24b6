package dev.noticeboard.agent.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.noticeboard.agent.daemon.process.Processes;
import dev.noticeboard.agent.daemon.process.SystemProcesses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit, and the scripts of the distribution and of the layer. */
class PackagingTest {
    private static final Path PACKAGING = Path.of("packaging");
    private static final Duration LONG = Duration.ofSeconds(30);

    private final SystemProcesses processes = new SystemProcesses();

    @Test
    void unit_whenSystemdChecksIt_isRight(@TempDir Path folder) throws Exception {
        assumeTrue(
                processes.run(List.of("systemd-analyze", "--version"), LONG) instanceof Processes.Ran.Exited e
                        && e.status() == 0,
                "SKIPPED: no systemd-analyze here, so the unit was not checked");
        String unit = Files.readString(PACKAGING.resolve("noticeboard-agent.service"));
        assertTrue(unit.contains("ExecReload=/bin/kill -HUP $MAINPID"));
        // The program is not installed on the machine that builds it.
        Path copy = Files.writeString(
                folder.resolve("noticeboard-agent.service"),
                unit.replace("/opt/noticeboard/bin/noticeboard-agent", "/bin/true"));
        assertEquals(
                new Processes.Ran.Exited(0, 0),
                processes.run(List.of("systemd-analyze", "verify", "--man=no", copy.toString()), LONG));
    }

    @Test
    void scripts_whenAShellParsesThem_areRight() {
        for (String script : List.of("bin/noticeboard-agent", "layer/assemble", "layer/extensions/noticeboard")) {
            Path file = PACKAGING.resolve(script);
            assertTrue(Files.isExecutable(file), script);
            assertEquals(
                    new Processes.Ran.Exited(0, 0), processes.run(List.of("sh", "-n", file.toString()), LONG), script);
        }
    }
}
