package dev.noticeboard.localstack.guide;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page promises must be printed, and a block that fails must fail the test. */
class GuideShellTest {
    @TempDir
    private Path folder;

    private static GuideBlock block(String mark, String text) {
        return new GuideBlock(1, mark, "sh", text);
    }

    @Test
    void run_whenABlockFails_failsTheTest() throws Exception {
        try (GuideShell shell = new GuideShell(folder, Path.of(".."), List.of("8787"))) {
            assertThrows(AssertionError.class, () -> shell.run(block("run", "false\ntrue\n")));
            assertThrows(AssertionError.class, () -> shell.run(block("run", "echo \"$NOWHERE_SET\"\n")));
            assertThrows(AssertionError.class, () -> shell.startUntil(block("start", "echo up\n"), "down"));
        }
    }

    @Test
    void output_whenItIsAnother_failsTheTest() throws Exception {
        try (GuideShell shell = new GuideShell(folder, Path.of(".."), List.of("8787"))) {
            String printed = shell.run(block("run", "echo one; echo two three; echo http://127.0.0.1:8787\n"));
            shell.assertPrinted(block("prints", "one\ntwo…\nhttp://127.0.0.1:8787\n"), printed);
            shell.assertPrinted(block("prints", "…\nhttp://127.0.0.1:8787\n"), printed);
            for (String other : List.of("one\n", "…\nthree\n", "one\ntwo\n…\n", "one\ntwo…\nhttp://127.0.0.1:2773\n")) {
                assertThrows(AssertionError.class, () -> shell.assertPrinted(block("prints", other), printed), other);
            }
        }
    }
}
