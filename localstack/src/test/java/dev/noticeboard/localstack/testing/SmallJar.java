package dev.noticeboard.localstack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An archive in the place of the functions' jar, for templates that nobody deploys. */
public final class SmallJar {
    /** A new one in this folder. */
    public static Path in(Path folder) {
        Path jar = folder.resolve("small.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("empty"));
            out.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }

    private SmallJar() {}
}
