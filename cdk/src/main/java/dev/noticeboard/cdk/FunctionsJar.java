package dev.noticeboard.cdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the functions' one jar is, the artefact {@code noticeboard-functions} with the classifier {@code lambda}: as the property or the environment
 * variable says, in the build's folder {@code functions/target} of the working directory or one above it, or in the local Maven repository.
 */
final class FunctionsJar {
    /** The system property that names it. */
    static final String PROPERTY = "noticeboard.functions.jar";
    /** The environment variable that names it. */
    static final String VARIABLE = "NOTICEBOARD_FUNCTIONS_JAR";

    private static final String ENDING = "-lambda.jar";
    private static final String ARTEFACT = "noticeboard-functions-";

    /**
     * The jar.
     *
     * @param named by the property or the variable; null for neither
     * @param directory where the search begins
     * @param repository the local Maven repository
     * @throws IllegalStateException if there is none, saying where it was looked for and what would help
     */
    static Path find(@Nullable String named, Path directory, Path repository) {
        if (named != null) {
            return existing(Path.of(named));
        }
        List<Path> folders = new ArrayList<>();
        for (Path at = directory.toAbsolutePath(); at != null; at = at.getParent()) {
            folders.add(at.resolve("functions/target"));
        }
        folders.addAll(list(repository.resolve("dev/noticeboard/noticeboard-functions")));
        return folders.stream()
                .flatMap(folder -> newest(folder).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the functions' jar (" + ARTEFACT + "VERSION" + ENDING
                        + ") is neither in functions/target of " + directory.toAbsolutePath()
                        + " or a folder above it nor in " + repository
                        + "; build it with ./mvnw package -pl functions -am, or name it by the system property "
                        + PROPERTY + ", the environment variable " + VARIABLE + " or the construct's functionsJar"));
    }

    /** The jar, if it is there. @throws IllegalStateException if it is not, naming it */
    static Path existing(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("there is no file " + jar.toAbsolutePath()
                    + ", which the option functionsJar, " + PROPERTY + " or " + VARIABLE
                    + " names as the functions' jar; correct it, or leave it out");
        }
        return jar;
    }

    /** As this process was started. */
    static Path find() {
        String property = System.getProperty(PROPERTY);
        return find(
                property == null ? System.getenv(VARIABLE) : property,
                Path.of(""),
                Path.of(System.getProperty("user.home"), ".m2", "repository"));
    }

    private static Optional<Path> newest(Path folder) {
        return list(folder).stream()
                .filter(file -> {
                    String name = file.getFileName().toString();
                    return name.startsWith(ARTEFACT) && name.endsWith(ENDING);
                })
                .max(Path::compareTo);
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FunctionsJar() {}
}
