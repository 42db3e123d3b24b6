package dev.noticeboard.localstack.guide;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.localstack.testing.EmbeddedOnly;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The newcomer's guide: every block that it marks is run for real, and prints what the guide says. */
@EmbeddedOnly("its blocks start a service themselves")
@Timeout(1200)
class GuideIT {
    private static final Path PROJECT = Path.of("..");
    /** The API's, DynamoDB's, SQS's and SNS's ports in the guide, and the daemon's. */
    private static final List<String> PORTS = List.of("8787", "8800", "8801", "8802", "2773");

    /** Fewer would mean that the marks are not found. */
    private static final int BLOCKS = 9;

    @TempDir
    private Path folder;

    @Test
    void blocks_whenRunInOrder_doWhatTheGuideSays() throws Exception {
        int ran = 0;
        int without = 0;
        try (GuideShell shell = new GuideShell(folder, PROJECT, PORTS)) {
            String printed = "";
            boolean skipped = false;
            for (GuideBlock block : GuideBlock.read(PROJECT.resolve("docs/guide.md"))) {
                if (block.mark().startsWith("start")) {
                    shell.startUntil(block, block.after("until"));
                    ran++;
                } else if (block.mark().startsWith("run")) {
                    String needs = block.after("with");
                    skipped = !needs.isEmpty() && !onPath(needs);
                    if (skipped) {
                        without++;
                        System.out.println("SKIPPED: line " + block.line() + " of docs/guide.md, because no " + needs
                                + " is on the PATH");
                    } else {
                        printed = shell.run(block);
                        ran++;
                    }
                } else if (block.mark().equals("prints") && !skipped) {
                    shell.assertPrinted(block, printed);
                    assertFalse(block.text().isBlank(), "line " + block.line());
                }
            }
        }
        assertTrue(ran + without >= BLOCKS, ran + " blocks ran");
        System.out.println("guide: " + ran + " blocks ran");
    }

    private static boolean onPath(String command) {
        return Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
                .anyMatch(folder -> new File(folder, command).canExecute());
    }
}
