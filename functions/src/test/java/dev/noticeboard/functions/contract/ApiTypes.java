package dev.noticeboard.functions.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.noticeboard.schemas.api.Problem;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The Java types of the API, found in the package of its records and followed from there. */
final class ApiTypes {
    private static final String API = "dev/noticeboard/schemas/api";

    /** The records of the API, and all that they hold. */
    static Set<Class<?>> all() throws IOException, URISyntaxException, ClassNotFoundException {
        URI place = Problem.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        List<Class<?>> found = new ArrayList<>();
        if (Files.isDirectory(Path.of(place))) {
            found.addAll(classes(Path.of(place)));
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(Path.of(place))) {
                found.addAll(classes(jar.getPath("/")));
            }
        }
        for (int i = 0; i < found.size(); i++) {
            held(found.get(i)).filter(c -> !found.contains(c)).forEach(found::add);
        }
        Set<Class<?>> ours = new LinkedHashSet<>(found);
        ours.removeIf(c -> !c.getName().startsWith("dev.noticeboard.schemas.") || isText(c));
        return ours;
    }

    private static List<Class<?>> classes(Path root) throws IOException, ClassNotFoundException {
        List<Class<?>> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(root.resolve(API))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class") && !name.equals("package-info.class")) {
                    found.add(Class.forName(API.replace('/', '.') + "." + name.substring(0, name.length() - 6)));
                }
            }
        }
        return found;
    }

    private static Stream<Class<?>> held(Class<?> type) {
        Stream<Class<?>> subtypes = type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()) : Stream.of();
        Stream<Class<?>> components = type.isRecord()
                ? Arrays.stream(type.getRecordComponents()).flatMap(c -> held(c.getGenericType()))
                : Stream.of();
        return Stream.concat(subtypes, components).distinct().toList().stream();
    }

    private static Stream<Class<?>> held(Type type) {
        if (type instanceof ParameterizedType p) {
            return Arrays.stream(p.getActualTypeArguments()).flatMap(ApiTypes::held);
        }
        return type instanceof Class<?> c ? Stream.of(c) : Stream.of();
    }

    /** A record that JSON shows as one text. */
    private static boolean isText(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(c -> c.getAccessor().isAnnotationPresent(JsonValue.class));
    }

    private ApiTypes() {}
}
