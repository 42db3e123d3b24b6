package dev.noticeboard.cdk;

import dev.noticeboard.schemas.json.Json;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Role;
import tools.jackson.databind.JsonNode;

/**
 * A board with the defaults in a known account, and roles that it grants something, synthesized once for all tests: a synthesis takes seconds. Its jar is
 * a small archive, since no test runs it.
 */
final class Synthesized {
    static final String ACCOUNT = "123456789012";
    static final String REGION = "eu-west-1";
    /** Where the template lies, for other programs to read. */
    static final Path FILE = Path.of("target/board.template.json");

    static final App APP = new App();
    static final Stack STACK = new Stack(
            APP,
            "board",
            StackProps.builder()
                    .env(Environment.builder().account(ACCOUNT).region(REGION).build())
                    .build());
    static final Noticeboard BOARD = new Noticeboard(
            STACK, "Noticeboard", NoticeboardProps.builder().functionsJar(jar()).build());
    static final Template TEMPLATE = synthesized();
    /** The template's resources, by their ids. */
    static final JsonNode RESOURCES = Json.tree(Json.write(TEMPLATE.toJSON())).path("Resources");

    private static Template synthesized() {
        BOARD.grantAgent(role("Agent"), "/billing/prod");
        BOARD.grantRead(role("Reader"), "/billing/prod");
        BOARD.grantRead(role("PrefixReader"), "/billing/prod/db");
        BOARD.grantWrite(role("Writer"), "/billing/prod");
        BOARD.grantWrite(role("PrefixWriter"), "/billing/prod/db");
        BOARD.grantAdmin(role("Admin"), "/billing/prod");
        Aspects.of(BOARD).add(new AwsSolutionsChecks());
        Template template = Template.fromStack(STACK);
        try {
            Files.writeString(FILE, Json.write(template.toJSON()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return template;
    }

    static Role role(String id) {
        return Role.Builder.create(STACK, id)
                .assumedBy(new AccountRootPrincipal())
                .build();
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
        return Annotations.fromStack(STACK);
    }

    /** The resources of a type, by their ids. */
    static Map<String, JsonNode> resources(String type) {
        Map<String, JsonNode> found = new TreeMap<>();
        RESOURCES.properties().stream()
                .filter(e -> e.getValue().path("Type").asString().equals(type))
                .forEach(e -> found.put(e.getKey(), e.getValue()));
        return found;
    }

    private Synthesized() {}
}
