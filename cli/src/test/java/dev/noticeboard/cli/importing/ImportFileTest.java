package dev.noticeboard.cli.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Policies;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.Violation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file may hold and what becomes of it. */
class ImportFileTest {
    private static final Namespace PROD = new Namespace("/shop/prod");

    @TempDir
    Path folder = Path.of("");

    private ImportFile.Result read(String name, String text, @Nullable Namespace namespace) throws IOException {
        return ImportFile.read(Files.writeString(folder.resolve(name), text), namespace);
    }

    private ImportPlan plan(String name, String text, @Nullable Namespace namespace) throws IOException {
        ImportFile.Result result = read(name, text, namespace);
        assertTrue(
                result instanceof ImportFile.Valid,
                () -> ((ImportFile.Invalid) result).violations().toString());
        return ((ImportFile.Valid) result).plan();
    }

    private List<Violation> violations(String name, String text, @Nullable Namespace namespace) throws IOException {
        return assertInstanceOf(ImportFile.Invalid.class, read(name, text, namespace))
                .violations();
    }

    private static ChangeSetRequest.Item put(String name, String value, @Nullable DataType dataType) {
        return ChangeSetRequest.Item.put(name, value, dataType);
    }

    @Test
    void env_goesUnderTheNamespaceInItsOrder_withoutATypeOfItsOwn() throws IOException {
        ImportPlan plan = plan("x.env", "B=1\nA=${B}\n", PROD);
        assertEquals(
                List.of(put("/shop/prod/B", "1", null), put("/shop/prod/A", "${B}", null)),
                plan.items().get(PROD));
    }

    @Test
    void json_eachKindOfValue_hasItsDataType() throws IOException {
        ImportPlan plan = plan("x.json", """
                {"t": "x", "i": -12, "big": 123456789012345678901234567890, "n": 1.50, "b": true, "o": {"z": [1, null]}, "l": [],
                 "deep/er": ""}""", PROD);
        assertEquals(
                List.of(
                        put("/shop/prod/t", "x", DataType.TEXT),
                        put("/shop/prod/i", "-12", DataType.INTEGER),
                        put("/shop/prod/big", "123456789012345678901234567890", DataType.INTEGER),
                        put("/shop/prod/n", "1.50", DataType.NUMBER),
                        put("/shop/prod/b", "true", DataType.BOOLEAN),
                        put("/shop/prod/o", "{\"z\":[1,null]}", DataType.JSON),
                        put("/shop/prod/l", "[]", DataType.JSON),
                        put("/shop/prod/deep/er", "", DataType.TEXT)),
                plan.items().get(PROD));
    }

    @Test
    void json_fullNames_areKeptInTheNamespaceOfEach() throws IOException {
        ImportPlan plan = plan("x.json", "{\"/a/b/c\": \"1\", \"/x/y\": \"2\", \"/a/b/d/e\": \"3\"}", null);
        assertEquals(
                List.of(new Namespace("/a/b"), new Namespace("/x")),
                List.copyOf(plan.items().keySet()));
        assertEquals(3, plan.parameters());
        assertEquals(1, plan("x.json", "{\"/shop/prod/c\": \"1\"}", PROD).parameters());
    }

    @Test
    void yaml_isReadAsTheSameJson() throws IOException {
        assertEquals(
                plan("x.json", "{\"t\": \"x\", \"i\": 12, \"b\": true, \"o\": {\"z\": [1.50]}}", PROD)
                        .items(),
                plan("x.yaml", "t: x\ni: 12\nb: true\no: {z: [1.50]}\n", PROD).items());
        assertEquals(1, plan("x.yml", "/shop/prod/t: x", null).parameters());
    }

    @Test
    void parameter_ofWhichMoreIsSaid_keepsIt() throws IOException {
        ChangeSetRequest.Item item =
                plan("x.yaml", """
                        size:
                          $parameter:
                            value: 20
                            dataType: number
                            type: String
                            description: per host
                            tags: {team: orders}
                            allowedPattern: '^[0-9]+$'
                            policies: {notifyUnchangedAfter: P90D}
                        """, PROD).items().getOrDefault(PROD, List.of()).get(0);
        assertEquals("20", item.value());
        assertEquals(DataType.NUMBER, item.dataType());
        assertEquals("per host", item.description());
        assertEquals(Map.of("team", "orders"), item.tags());
        assertEquals("^[0-9]+$", item.allowedPattern());
        assertEquals(new Policies(null, null, Duration.ofDays(90)), item.policies());
    }

    @Test
    void keys_belowAPrefix_goThere() throws IOException {
        Path file = Files.writeString(folder.resolve("p.env"), "host=h\n");
        ImportFile.Valid read =
                assertInstanceOf(ImportFile.Valid.class, ImportFile.readBelow(file, new Prefix(PROD, "/shop/prod/db")));
        assertEquals(
                List.of(put("/shop/prod/db/host", "h", null)),
                read.plan().items().get(PROD));
    }

    @Test
    void flagd_isOneParameterOfFlags() throws IOException {
        String flags = "{\"$schema\": \"s\", \"$evaluators\": {}, \"flags\": {\"f\": {\"state\": \"ENABLED\"}}}";
        List<ChangeSetRequest.Item> items = plan("x.json", flags, PROD).items().getOrDefault(PROD, List.of());
        assertEquals(1, items.size());
        assertEquals("/shop/prod/flags", items.get(0).name());
        assertEquals(DataType.FLAGS, items.get(0).dataType());
        assertEquals(Json.tree(flags), Json.tree(String.valueOf(items.get(0).value())));
    }

    @Test
    void json_withFlagsAmongOtherSettings_isNotFlagd() throws IOException {
        assertEquals(2, plan("x.json", "{\"flags\": {}, \"port\": 1}", PROD).parameters());
    }

    @Test
    void gzip_isUnpacked() throws IOException {
        Path file = folder.resolve("x.env.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("\uFEFFA=1".getBytes(StandardCharsets.UTF_8));
        }
        ImportFile.Valid read = assertInstanceOf(ImportFile.Valid.class, ImportFile.read(file, PROD));
        assertEquals(
                List.of(put("/shop/prod/A", "1", null)), read.plan().items().get(PROD));

        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 5));
        assertInstanceOf(ImportFile.Invalid.class, ImportFile.read(file, PROD));
        Files.writeString(file, "A=1");
        assertInstanceOf(ImportFile.Invalid.class, ImportFile.read(file, PROD));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x.txt  | /a/b | A=1                               | file       | file-kind",
                "x.env  | /a/b | ``                                | file       | file-empty",
                "x.json | /a/b | {}                                | file       | file-empty",
                "x.json | /a/b | {\"k\": 1                         | file       | json-grammar",
                "x.json | /a/b | {\"k\": 1, \"k\": 2}              | file       | json-grammar",
                "x.json | /a/b | [1]                               | file       | file-object",
                "x.json | /a/b | {\"k\": null}                     | key k      | value-null",
                "x.json | /a/b | {\"k\": \"\\ud800\"}              | key k      | value-characters",
                "x.json | /a/b | {\"k k\": 1}                      | key k k    | name-grammar",
                "x.json | /a/b | {\"../k\": 1}                     | key ../k   | name-grammar",
                "x.json | /a/b | {\"\": 1}                         | key        | name-grammar",
                "x.json | /a/b | {\"/a/c/k\": 1}                   | key /a/c/k | namespace-outside",
                "x.json | /a   | {\"b/k\": 1}                      | key b/k    | namespace-outside",
                "x.json | /a/b | {\"/a/b/k\": 1, \"k\": 2}         | key k      | name-twice",
                "x.json |      | {\"k\": 1}                        | key k      | namespace-needed",
                "x.env  |      | K=1                               | line 1 (K) | namespace-needed",
                "x.yaml | /a/b | k: [1                             | file       | yaml-grammar",
                "x.yaml | /a/b | - 1                               | file       | file-object",
                "x.yaml | /a/b | k: ~                              | key k      | value-null",
                "x.yaml | /a/b | k: {$parameter: {value: ~}}       | key k      | value-null",
                "x.yaml | /a/b | k: {$parameter: {}}               | key k      | value-null",
                "x.yaml | /a/b | k: {$parameter: 1}                | key k      | parameter-form",
                "x.yaml | /a/b | k: {$parameter: {value: 1, tag: {}}} | key k   | parameter-form",
                "x.yaml | /a/b | k: {$parameter: {value: 1, dataType: int}} | key k | parameter-form",
                "x.env  | /a/b | ..=1                              | line 1 (..) | name-grammar",
            })
    void entry_thatCannotBeImported_isNamedWithItsRule(
            String name, @Nullable String namespace, String text, String field, String rule) throws IOException {
        List<Violation> violations = violations(name, text, namespace == null ? null : new Namespace(namespace));
        assertEquals(1, violations.size(), violations.toString());
        assertEquals(field, violations.get(0).field().strip());
        assertEquals(rule, violations.get(0).rule());
    }

    @Test
    void env_whenAKeyIsGivenTwice_isRefused() throws IOException {
        assertEquals("line 2 (A)", violations("x.env", "A=1\nA=2", PROD).get(0).field());
    }

    @Test
    void values_atTheirLargest_areTakenAndNoLarger() throws IOException {
        assertEquals(1, plan("x.env", "A=" + "€".repeat(64 * 1024 / 3), PROD).parameters());
        List<Violation> violations = violations("x.env", "A=" + "€".repeat(64 * 1024 / 3 + 1), PROD);
        assertEquals("value-size", violations.get(0).rule());
        assertFalse(violations.get(0).line().contains("€"));
    }

    @Test
    void file_whenItIsNotText_isRefused() throws IOException {
        Path file = Files.write(folder.resolve("x.env"), new byte[] {'A', '=', (byte) 0xFF});
        ImportFile.Invalid read = assertInstanceOf(ImportFile.Invalid.class, ImportFile.read(file, PROD));
        assertEquals("file-utf8", read.violations().get(0).rule());
        ImportFile.Invalid missing =
                assertInstanceOf(ImportFile.Invalid.class, ImportFile.read(folder.resolve("no.env"), PROD));
        assertEquals("file-missing", missing.violations().get(0).rule());
        Path directory = Files.createDirectory(folder.resolve("d.env"));
        ImportFile.Invalid unreadable = assertInstanceOf(ImportFile.Invalid.class, ImportFile.read(directory, PROD));
        assertEquals("file-unreadable", unreadable.violations().get(0).rule());
    }

    @Test
    void plan_whenPrinted_holdsNoValue() throws IOException {
        assertEquals(
                "1 parameters in [/shop/prod]", plan("x.env", "A=s3cret", PROD).toString());
    }
}
