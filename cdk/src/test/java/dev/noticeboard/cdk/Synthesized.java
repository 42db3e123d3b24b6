package dev.noticeboard.cdk;

import dev.noticeboard.schemas.json.Json;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Template;

/** A board with the defaults, synthesized once for all tests: a synthesis takes seconds. Its jar is a small archive, since no test runs it. */
final class Synthesized {
    /** Where the template lies, for other programs to read. */
    static final Path FILE = Path.of("target/board.template.json");

    static final App APP = new App();
    static final Stack STACK = new Stack(APP, "board");
    static final Noticeboard BOARD = new Noticeboard(
            STACK, "Noticeboard", NoticeboardProps.builder().functionsJar(jar()).build());
    static final Template TEMPLATE = synthesized();
    private static final Map<String, Map<String, Object>> RESOURCES = read();

    private static Template synthesized() {
        Aspects.of(APP).add(new AwsSolutionsChecks());
        Template template = Template.fromStack(STACK);
        try {
            Files.writeString(FILE, Json.write(template.toJSON()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return template;
    }

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

    /** What checks said while it was synthesized. */
    static Annotations annotations() {
        resources();
        return Annotations.fromStack(STACK);
    }

    /** The template's resources, by their ids. */
    static Map<String, Map<String, Object>> resources() {
        return RESOURCES;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> read() {
        return (Map<String, Map<String, Object>>)
                Objects.requireNonNull(TEMPLATE.toJSON().get("Resources"));
    }

    /** Those of a type. */
    static Map<String, Map<String, Object>> resources(String type) {
        Map<String, Map<String, Object>> found = new TreeMap<>(resources());
        found.values().removeIf(resource -> !type.equals(resource.get("Type")));
        return found;
    }

    /** The rules of cdk-nag that a resource is exempt from. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> suppressions(Map<String, Object> resource) {
        Map<String, Object> metadata = (Map<String, Object>) resource.getOrDefault("Metadata", Map.of());
        Map<String, Object> nag = (Map<String, Object>) metadata.getOrDefault("cdk_nag", Map.of());
        return (List<Map<String, Object>>) nag.getOrDefault("rules_to_suppress", List.of());
    }

    private Synthesized() {}
}
