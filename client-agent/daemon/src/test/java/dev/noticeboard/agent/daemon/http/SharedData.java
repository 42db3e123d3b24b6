package dev.noticeboard.agent.daemon.http;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The test data beside the repository. */
final class SharedData {
    private static final Path FOLDER = Path.of("../../../shared/data");

    /** A file's text, or a loud skip. */
    static String read(String name) throws IOException {
        Path file = FOLDER.resolve(name);
        String message = "SKIPPED: the test data ../shared/data/" + name + " is not there";
        if (!Files.exists(file)) {
            System.out.println(message);
        }
        assumeTrue(Files.exists(file), message);
        return Files.readString(file);
    }

    private SharedData() {}
}
