package dev.noticeboard.functions.access;

import dev.noticeboard.schemas.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The policies of {@code examples/policies}, with the placeholders filled in, and one that grants everything. */
final class Policies {
    /** The beginning of every ARN of the API under test. */
    static final String STAGE_ARN = "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/live/";

    /** Grants every route: whoever holds it too shows that a Deny wins. */
    static final String EVERYTHING = "everything";

    private static final String PLACEHOLDERS = "arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/";
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** A policy document. */
    record Document(String Version, List<Statement> Statement) {}

    /** A statement; its resource is a text or a list of texts. */
    record Statement(String Sid, String Effect, String Action, Object Resource) {
        List<String> resources() {
            return Resource instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList()
                    : List.of(String.valueOf(Resource));
        }
    }

    private Policies() {}

    /** The files' texts by name, without {@code .json}. */
    static Map<String, String> files() {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> found = Files.list(ROOT.resolve("examples/policies"))) {
            for (Path file : found.toList()) {
                texts.put(file.getFileName().toString().replace(".json", ""), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    /** A document of the repository. */
    static String document(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All policies by name, ready to be judged. */
    static Map<String, Document> all() {
        Map<String, Document> all = new TreeMap<>();
        files().forEach((name, text) ->
                all.put(name, Json.readStrict(text.replace(PLACEHOLDERS, STAGE_ARN), Document.class)));
        all.put(EVERYTHING, allow(STAGE_ARN + "*"));
        return all;
    }

    /** A policy that allows one pattern. */
    static Document allow(String resource) {
        return new Document(
                "2012-10-17", List.of(new Statement("Test", "Allow", "execute-api:Invoke", List.of(resource))));
    }
}
