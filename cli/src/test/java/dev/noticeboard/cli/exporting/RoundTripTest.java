package dev.noticeboard.cli.exporting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.noticeboard.cli.api.Items;
import dev.noticeboard.cli.api.Listing;
import dev.noticeboard.cli.importing.FileKind;
import dev.noticeboard.cli.importing.ImportFile;
import dev.noticeboard.cli.importing.MarkedValue;
import dev.noticeboard.schemas.api.ChangeSetRequest.Item;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.board.Policies;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import tools.jackson.databind.JsonNode;

/** What an export writes, an import reads back to the same parameters. */
class RoundTripTest {
    private static final Namespace SPACE = new Namespace("/shop/prod");

    /** Texts that formats get wrong: quotes, comments, blanks at the ends, what looks like another type, line ends of all kinds. */
    private static final List<String> NASTY = List.of(
            "",
            " ",
            " x ",
            "\tx\t",
            "\n",
            "a\n",
            "\na",
            "a\n\n",
            "a\r\nb",
            "a\rb",
            "a\u0085b\u2028c\u2029d",
            "\uFEFFx",
            "'",
            "\"",
            "it's",
            "say \"hi\"",
            "\\",
            "\\n",
            "a\\",
            "#x",
            "a #b",
            "a: b",
            "- a",
            "? a",
            "&a",
            "*a",
            "!a",
            "%a",
            "@a",
            "`a`",
            "{a",
            "[a]",
            "|",
            ">",
            "|\n a",
            "---",
            "...",
            "--- a",
            "null",
            "~",
            "true",
            "True",
            "yes",
            "no",
            "on",
            "off",
            "y",
            "1",
            "-1",
            "1.0",
            "1.50",
            "1e3",
            "1E+3",
            "0x1F",
            "0o17",
            "012",
            "+1",
            ".5",
            "1_000",
            ".inf",
            ".nan",
            "2026-11-22",
            "12:30:45",
            "<<",
            "=",
            "${X}",
            "$X",
            "🎈 ü €",
            "a\u0000b",
            "\u0007",
            "\u007f",
            "\u001b[2J",
            "x".repeat(300),
            "word ".repeat(60),
            "{\"$parameter\":{\"value\":1}}",
            "{\"$parameter\": 1}",
            "{\"a\":  1}",
            "{\"a\":[1,null,{\"b\":\"x\\ny\"}],\"1\":true,\"\":0,\"yes\":\"no\"}",
            "[]",
            "{}",
            "[1.50,1e400]",
            "\"text\"",
            "123456789012345678901234567890",
            "-0",
            "1e999999999999");

    private final Path folder;

    RoundTripTest() throws IOException {
        folder = Files.createDirectories(Path.of("target", "round-trip"));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(NASTY),
                Arbitraries.strings().ofMaxLength(40).filter(RoundTripTest::wellFormed),
                Arbitraries.strings()
                        .withChars(" \t\n\r\\\"'#:-{}[],&*!|>%@`$=~ab10.")
                        .ofMaxLength(12));
    }

    private static boolean wellFormed(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    @Provide
    Arbitrary<Parameter> parameters() {
        Arbitrary<ParameterType> types = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(ParameterType.STRING)),
                Tuple.of(1, Arbitraries.just(ParameterType.STRING_LIST)));
        Arbitrary<Policies> policies = Arbitraries.of(
                new Policies(Instant.parse("2027-01-31T12:00:00.123Z"), Duration.ofDays(7), null),
                new Policies(null, null, Duration.ofHours(36)));
        Arbitrary<String> said = texts().filter(t -> !t.isEmpty());
        return Combinators.combine(
                        types,
                        Arbitraries.of(DataType.class),
                        texts(),
                        said.injectNull(0.7),
                        Arbitraries.maps(said, texts()).ofMaxSize(3),
                        said.injectNull(0.7),
                        policies.injectNull(0.7))
                .as((type, dataType, value, description, tags, pattern, policy) -> new Parameter(
                        new ParameterName("/shop/prod/x"),
                        3,
                        9,
                        type,
                        dataType,
                        value,
                        Instant.EPOCH,
                        "eve",
                        "because",
                        description,
                        value.length() % 3 == 0 ? tags : Map.of(),
                        pattern,
                        policy));
    }

    @Provide
    Arbitrary<List<String>> paths() {
        Arbitrary<String> segment = Arbitraries.oneOf(
                        Arbitraries.of(
                                "1", "true", "null", "no", "0x1F", "1.5", "-", "_", "a.b", "host", "flags", "-1", ".5"),
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .withChars("._-09AZ")
                                .ofMinLength(1)
                                .ofMaxLength(6))
                .filter(s -> !s.equals(".") && !s.equals(".."));
        return segment.list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(l -> String.join("/", l))
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    private static List<Parameter> named(String base, List<String> paths, List<Parameter> parameters) {
        List<Parameter> named = new ArrayList<>();
        for (int i = 0; i < Math.min(paths.size(), parameters.size()); i++) {
            Parameter p = parameters.get(i);
            named.add(new Parameter(
                    new ParameterName(base + paths.get(i)),
                    p.version(),
                    p.revision(),
                    p.type(),
                    p.dataType(),
                    p.value(),
                    p.at(),
                    p.by(),
                    p.why(),
                    p.description(),
                    p.tags(),
                    p.allowedPattern(),
                    p.policies()));
        }
        return named;
    }

    /** What must come back: all but the version, and nothing said where nothing was. */
    private static Item expected(Parameter p) {
        return Items.put(
                p.name().text(),
                new PutRequest(
                        String.valueOf(p.value()),
                        p.type() == ParameterType.STRING ? null : p.type(),
                        p.dataType(),
                        null,
                        null,
                        p.description(),
                        p.tags().isEmpty() ? null : p.tags(),
                        p.allowedPattern(),
                        p.policies()));
    }

    private List<Item> readBack(FileKind kind, Prefix prefix, List<Parameter> parameters) throws IOException {
        ExportFile.Written written =
                assertInstanceOf(ExportFile.Written.class, ExportFile.write(kind, prefix, new Listing(7, parameters)));
        Path file = folder.resolve("x." + kind.name().toLowerCase(Locale.ROOT));
        ExportFile.save(file, written.text());
        ImportFile.Result result = ImportFile.readBelow(file, prefix);
        ImportFile.Valid valid = assertInstanceOf(ImportFile.Valid.class, result, () -> result + "\n" + written.text());
        assertEquals(1, valid.plan().items().size());
        return valid.plan().items().getOrDefault(prefix.namespace(), List.of());
    }

    private void comesBack(FileKind kind, Prefix prefix, List<Parameter> parameters) throws IOException {
        List<Item> items = readBack(kind, prefix, parameters);
        // One by one: a failure then shows the one that differs. A value stands in no toString.
        assertEquals(parameters.size(), items.size());
        for (int i = 0; i < items.size(); i++) {
            Item item = expected(parameters.get(i));
            assertEquals(item.value(), items.get(i).value(), () -> "the value of " + item.name());
            assertEquals(item.description(), items.get(i).description());
            assertEquals(item.tags(), items.get(i).tags());
            assertEquals(item.dataType(), items.get(i).dataType(), () -> "the data type of " + item.value());
            assertEquals(item, items.get(i));
        }
    }

    @Property(tries = 400)
    void yaml_ofAnyParameters_comesBack(
            @ForAll("paths") List<String> paths,
            @ForAll @Size(min = 1, max = 8) List<@From("parameters") Parameter> any)
            throws IOException {
        comesBack(FileKind.YAML, Prefix.whole(SPACE), named("/shop/prod/", paths, any));
    }

    @Property(tries = 400)
    void json_ofAnyParameters_comesBack(
            @ForAll("paths") List<String> paths,
            @ForAll @Size(min = 1, max = 8) List<@From("parameters") Parameter> any)
            throws IOException {
        comesBack(FileKind.JSON, Prefix.whole(SPACE), named("/shop/prod/", paths, any));
    }

    @Property(tries = 400)
    void env_ofAnyParameters_bringsBackNamesAndValues(
            @ForAll("paths") List<String> paths,
            @ForAll @Size(min = 1, max = 8) List<@From("parameters") Parameter> any,
            @ForAll boolean deeper)
            throws IOException {
        List<String> flat =
                paths.stream().map(p -> p.replace('/', '-')).distinct().toList();
        Prefix prefix = deeper ? new Prefix(SPACE, "/shop/prod/db") : Prefix.whole(SPACE);
        List<Parameter> parameters = named(prefix + "/", flat, any);
        List<Item> items = readBack(FileKind.ENV, prefix, parameters);
        assertEquals(
                parameters.stream()
                        .map(p -> Item.put(p.name().text(), String.valueOf(p.value()), null))
                        .toList(),
                items);
    }

    @Example
    void everyNastyText_asEveryDataType_comesBack() throws IOException {
        List<Parameter> all = new ArrayList<>();
        for (DataType dataType : DataType.values()) {
            for (String text : NASTY) {
                all.add(new Parameter(
                        new ParameterName("/shop/prod/x" + all.size()),
                        1,
                        1,
                        ParameterType.STRING,
                        dataType,
                        text,
                        Instant.EPOCH,
                        "eve"));
            }
        }
        comesBack(FileKind.YAML, Prefix.whole(SPACE), all);
        comesBack(FileKind.JSON, Prefix.whole(SPACE), all);
        assertEquals(
                all.size(), readBack(FileKind.ENV, Prefix.whole(SPACE), all).size());
    }

    @Example
    void flags_areShownAsAnObjectAndComeBack() throws IOException {
        String name = SPACE.nameAt("flags");
        Parameter flags = new Parameter(
                new ParameterName(name),
                1,
                1,
                ParameterType.STRING,
                DataType.FLAGS,
                "{\"flags\":{\"f\":{\"state\":\"ENABLED\",\"variants\":{\"on\":true}}}}",
                Instant.EPOCH,
                "eve");
        comesBack(FileKind.YAML, Prefix.whole(SPACE), List.of(flags));
        comesBack(FileKind.JSON, Prefix.whole(SPACE), List.of(flags));
        JsonNode marked =
                ExportTree.of(List.of(flags)).values().iterator().next().path(MarkedValue.MARK);
        assertEquals("flags", marked.path("dataType").stringValue());
        assertEquals("ENABLED", marked.at("/value/flags/f/state").stringValue());
    }

    @Example
    void namesWithoutASlash_comeBackToo() throws IOException {
        Prefix root = Prefix.whole(new Namespace("/"));
        List<Parameter> parameters = new ArrayList<>();
        for (String name : List.of("flags", "1", "true", "null", "plain", "-", "0x1F")) {
            parameters.add(new Parameter(
                    new ParameterName(name),
                    1,
                    1,
                    ParameterType.STRING,
                    DataType.JSON,
                    "{\"a\":1}",
                    Instant.EPOCH,
                    "eve"));
        }
        comesBack(FileKind.YAML, root, parameters);
        comesBack(FileKind.JSON, root, parameters);
        comesBack(FileKind.JSON, root, parameters.subList(0, 1));
        comesBack(FileKind.YAML, root, parameters.subList(0, 1));
    }

    @Example
    void value_thatNothingIsSaidOf_standsByItself() {
        List<Parameter> parameters = List.of(
                new Parameter(
                        new ParameterName("/shop/prod/size"),
                        1,
                        1,
                        ParameterType.STRING,
                        DataType.INTEGER,
                        "20",
                        Instant.EPOCH,
                        "eve"),
                new Parameter(
                        new ParameterName("/shop/prod/banner"),
                        1,
                        1,
                        ParameterType.STRING,
                        DataType.TEXT,
                        "20",
                        Instant.EPOCH,
                        "eve",
                        null,
                        "above the fold",
                        Map.of(),
                        null,
                        null));
        assertEquals("""
                {
                  "/shop/prod/size": 20,
                  "/shop/prod/banner": {"$parameter":{"value":"20","description":"above the fold"}}
                }
                """, TreeText.json(parameters));
        assertEquals("""
                # here
                /shop/prod/size: 20
                /shop/prod/banner:
                  $parameter:
                    value: "20"
                    description: "above the fold"
                """, TreeText.yaml("here", parameters));
    }

    @Example
    void env_whenANameHasASlashBelowThePrefix_isRefused() {
        Parameter deep = named(
                        "/shop/prod/",
                        List.of("db/host"),
                        List.of(new Parameter(
                                new ParameterName("x"),
                                1,
                                1,
                                ParameterType.STRING,
                                DataType.TEXT,
                                "s3cret",
                                Instant.EPOCH,
                                "eve")))
                .get(0);
        ExportFile.Refused refused = assertInstanceOf(
                ExportFile.Refused.class,
                ExportFile.write(FileKind.ENV, Prefix.whole(SPACE), new Listing(1, List.of(deep))));
        assertEquals("/shop/prod/db/host", refused.violations().get(0).field());
        assertInstanceOf(
                ExportFile.Refused.class,
                ExportFile.write(FileKind.ENV, new Prefix(SPACE, "/shop/prod/db/host"), new Listing(1, List.of(deep))));
    }
}
