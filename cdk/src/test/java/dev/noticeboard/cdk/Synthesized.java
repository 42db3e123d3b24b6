package dev.noticeboard.cdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/** A board with the defaults, synthesized once for all tests: a synthesis takes seconds. Its jar is a small archive, since no test runs it. */
final class Synthesized {
    static final App APP = new App();
    static final Stack STACK = new Stack(APP, "board");
    static final Noticeboard BOARD = new Noticeboard(
            STACK, "Noticeboard", NoticeboardProps.builder().functionsJar(jar()).build());
    static final Template TEMPLATE = Template.fromStack(STACK);

    /** A small archive in the place of the functions' jar. */
    static Path jar() {
        Path jar = Path.of("target/small.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("empty"));
            out.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }

    private Synthesized() {}
}
