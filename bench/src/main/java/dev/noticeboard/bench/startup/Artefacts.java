package dev.noticeboard.bench.startup;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** What the build has made to be deployed, found from the project's folder. */
final class Artefacts {
    private static final String AWS_SDK = "software/amazon/awssdk/";

    private final Path project;

    /**
     * Jars and what they hold.
     *
     * @param classes how many class files are in them
     */
    record Size(int jars, long bytes, long classes) {}

    /** @param project the folder with all modules */
    Artefacts(Path project) {
        this.project = project;
    }

    /** The jar that Lambda runs; empty if it is not built. */
    Optional<Path> functions() {
        return files(project.resolve("functions/target"))
                .filter(f -> f.toString().endsWith("-lambda.jar"))
                .findFirst();
    }

    /** The folder of the daemon's distribution; empty if it is not built. */
    Optional<Path> daemon() {
        Path folder = project.resolve("client-agent/daemon/target/distribution/noticeboard");
        return Files.isDirectory(folder.resolve("lib")) ? Optional.of(folder) : Optional.empty();
    }

    /** The jars of the daemon's distribution. */
    static List<Path> jars(Path distribution) {
        return files(distribution.resolve("lib")).toList();
    }

    /** The agent's library with all that it needs; empty if it is not built. */
    List<Path> library() {
        Path list = project.resolve("client-agent/target/startup.classpath");
        if (!Files.exists(list)) {
            return List.of();
        }
        try {
            List<Path> jars = new ArrayList<>();
            for (String jar : Files.readString(list).strip().split(File.pathSeparator, -1)) {
                jars.add(Path.of(jar));
            }
            files(project.resolve("client-agent/target"))
                    .filter(f -> f.getFileName().toString().matches("noticeboard-client-agent-[^/]*(?<!tests)\\.jar"))
                    .forEach(jars::add);
            return jars;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of AWS's SDK, whatever they are called. */
    static List<Path> ofAws(List<Path> jars) {
        return jars.stream().filter(Artefacts::isOfAws).toList();
    }

    private static boolean isOfAws(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().anyMatch(entry -> entry.getName().startsWith(AWS_SDK));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Size size(List<Path> jars) {
        long bytes = 0;
        long classes = 0;
        try {
            for (Path jar : jars) {
                bytes += Files.size(jar);
                try (JarFile file = new JarFile(jar.toFile())) {
                    classes += file.stream()
                            .filter(e -> e.getName().endsWith(".class"))
                            .count();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Size(jars.size(), bytes, classes);
    }

    private static Stream<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
