package dev.noticeboard.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** CloudFormation's linter has nothing to say about the template; where it is not installed, the standard error says so. */
class CfnLintTest {
    private static final long LIMIT_SECONDS = 240;

    @Test
    void template_whenLinted_hasNoFinding() throws IOException, InterruptedException {
        assertFalse(Synthesized.RESOURCES.isEmpty());
        Path log = Path.of("target/cfn-lint.log");
        Process process;
        try {
            // The CDK names a function's role both as a property and as a dependency (W3005).
            process = new ProcessBuilder("cfn-lint", "--ignore-checks", "W3005", "--", Synthesized.FILE.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            System.err.println(
                    "SKIPPED: nobody linted the template: there is no cfn-lint here (pip install cfn-lint).");
            Assumptions.abort("no cfn-lint");
            return;
        }
        try {
            assertTrue(
                    process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS),
                    "cfn-lint took more than " + LIMIT_SECONDS + " s");
        } finally {
            process.destroyForcibly();
        }
        assertEquals("", Files.readString(log));
        assertEquals(0, process.exitValue());
    }
}
