package dev.noticeboard.functions.artefact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The jar that Lambda runs, as the build made it, and what it must be able to run. */
public final class LambdaJar {
    /** The build names it: the property is set by the module's {@code pom.xml}. */
    private static final String PROPERTY = "noticeboard.lambda.jar";

    private static final Path HANDLERS = Path.of("src/main/java/dev/noticeboard/functions");

    private LambdaJar() {}

    static Path path() {
        Path jar = Path.of(System.getProperty(PROPERTY, ""));
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(
                    "no jar at '" + jar + "': build it first (package), and name it by -D" + PROPERTY + "=…");
        }
        return jar;
    }

    /** The jar in a folder, as Lambda unpacks what is uploaded. Made once for each jar, beside it. */
    static Path unpacked() {
        try {
            return unpacked(path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Any such jar in a folder, which is beside it. */
    public static synchronized Path unpacked(Path jar) throws IOException {
        Path task = jar.resolveSibling("task-" + Files.getLastModifiedTime(jar).toMillis());
        if (Files.isDirectory(task)) {
            return task;
        }
        Path half = Files.createTempDirectory(jar.toAbsolutePath().getParent(), "task");
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().filter(e -> !e.isDirectory()).toList()) {
                Path target = half.resolve(entry.getName()).normalize();
                if (!target.startsWith(half)) {
                    throw new IOException(entry.getName() + " leads out of the jar");
                }
                Files.createDirectories(target.getParent());
                Files.copy(file.getInputStream(entry), target);
            }
        }
        return Files.move(half, task);
    }

    static List<String> entries() {
        try (JarFile jar = new JarFile(path().toFile())) {
            return Collections.list(jar.entries()).stream()
                    .map(ZipEntry::getName)
                    .filter(name -> !name.endsWith("/"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String entry) {
        try (JarFile jar = new JarFile(path().toFile())) {
            ZipEntry found = jar.getEntry(entry);
            return found == null ? "" : new String(jar.getInputStream(found).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The handlers that there are in the sources, so that a new one is not forgotten. */
    static List<String> handlers() {
        try (Stream<Path> files = Files.list(HANDLERS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Function.java"))
                    .map(name -> "dev.noticeboard.functions." + name.substring(0, name.length() - ".java".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a deployment sets, as far as the handlers insist on it. */
    static Map<String, String> environment() {
        return new TreeMap<>(Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "NOTICEBOARD_TABLE", "board",
                "NOTICEBOARD_TOPIC_ARN_PREFIX", "arn:aws:sns:us-east-1:123456789012:",
                "NOTICEBOARD_RETRY_QUEUE_URL", "https://sqs.us-east-1.amazonaws.com/123456789012/retry",
                "NOTICEBOARD_CONDUCTOR", "noticeboard-conductor"));
    }
}
