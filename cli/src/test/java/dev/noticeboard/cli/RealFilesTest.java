package dev.noticeboard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Imports files as they stand: the repository's examples, and real configuration that lies beside the checkout. */
class RealFilesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final FakeBoard board = new FakeBoard();
    private final Cli cli = new Cli();

    @AfterEach
    void stop() {
        board.close();
    }

    private static String example(String name) {
        return String.valueOf(ROOT.resolve("examples").resolve(name));
    }

    /** A file of the test data, or a loud skip. */
    private static String data(String name) {
        Path file = ROOT.resolve("../shared/data").resolve(name).normalize();
        String message = "SKIPPED: the test data ../shared/data/" + name + " is not there";
        if (!Files.exists(file)) {
            System.out.println(message);
        }
        assumeTrue(Files.exists(file), message);
        return file.toString();
    }

    private Map<String, Parameter> imported(String namespace, String... args) {
        Cli.Run run = cli.on(board, args);
        assertEquals(0, run.status(), run.err());
        return board.parameters(namespace);
    }

    private String value(String namespace, String name) {
        return String.valueOf(board.parameter(namespace, name).value());
    }

    @Test
    void shopEnv_isWhatItsReadmeSays() throws IOException {
        assertEquals(
                43,
                imported("/shop/staging", "import", example("shop.env"), "--namespace", "/shop/staging")
                        .size());
        assertEquals(
                "http://${CATALOGUE_HOST}:${CATALOGUE_PORT}/v2", value("/shop/staging", "/shop/staging/CATALOGUE_URL"));
        assertEquals("#0a7d5c", value("/shop/staging", "/shop/staging/SHOP_ACCENT_COLOUR"));
        assertEquals("Free delivery above 40 €\nuntil Sunday", value("/shop/staging", "/shop/staging/SHOP_BANNER"));
        assertEquals("Your order #%s", value("/shop/staging", "/shop/staging/MAIL_ORDER_SUBJECT"));
        assertTrue(Files.readString(Path.of(example("README.md"))).contains("43 settings"));
    }

    @Test
    void shopJson_hasEveryDataType() {
        Map<String, Parameter> shop = imported("/shop/prod", "import", example("shop.json"));
        for (DataType type : DataType.values()) {
            assertTrue(shop.values().stream().anyMatch(p -> p.dataType() == type), type.label());
        }
        assertEquals("20", value("/shop/prod", "/shop/prod/db/pool-size"));
    }

    @Test
    void shopYaml_isAppliedOnceAndKeepsItsRules() throws IOException {
        Map<String, Parameter> shop = imported("/shop/prod", "apply", "-f", example("shop.yaml"));
        assertEquals(14, shop.size());
        assertEquals(
                Map.of("team", "orders"),
                board.parameter("/shop/prod", "/shop/prod/db/pool-size").tags());
        assertEquals("2026-09-01", value("/shop/prod", "/shop/prod/db/password-rotation"));
        assertEquals("Free delivery above 40 €\nuntil Sunday\n", value("/shop/prod", "/shop/prod/banner"));
        for (DataType type : DataType.values()) {
            assertTrue(shop.values().stream().anyMatch(p -> p.dataType() == type), type.label());
        }
        Cli.Run again = cli.on(board, "apply", "-f", example("shop.yaml"));
        assertTrue(
                again.out().startsWith("0 to create, 0 to change, 0 to delete; 14 are as the file says"), again.out());

        JsonNode rules = Json.tree(Files.readString(Path.of(example("shop.rules.json"))));
        String needed = rules.at("/allOf/0/then/required/0").stringValue();
        String feature = rules.at("/allOf/0/if/required/0").stringValue();
        assertEquals("true", value("/shop/prod", "/shop/prod/" + feature));
        assertTrue(shop.containsKey("/shop/prod/" + needed), needed);
        assertTrue(Files.readString(Path.of(example("README.md"))).contains("shop.rules.json"));
    }

    @Test
    void otelDemoEnv_isTakenAsItStands() {
        assertEquals(
                138,
                imported("/otel/demo", "import", data("otel-demo.env"), "--namespace", "/otel/demo")
                        .size());
        assertEquals(
                "http://${OTEL_COLLECTOR_HOST}:${OTEL_COLLECTOR_PORT_GRPC}",
                value("/otel/demo", "/otel/demo/OTEL_EXPORTER_OTLP_ENDPOINT"));
        assertEquals("astronomy_password", value("/otel/demo", "/otel/demo/POSTGRES_ASTRONOMY_PASSWORD"));
        assertEquals("", value("/otel/demo", "/otel/demo/API_KEY"));
    }

    @Test
    void otelDemoFlagd_isOneParameter() throws IOException {
        String file = data("otel-demo.flagd.json");
        assertEquals(
                1,
                imported("/otel/demo", "import", file, "--namespace", "/otel/demo")
                        .size());
        assertEquals(Json.tree(Files.readString(Path.of(file))), Json.tree(value("/otel/demo", "/otel/demo/flags")));
        assertEquals(
                DataType.FLAGS,
                board.parameter("/otel/demo", "/otel/demo/flags").dataType());
    }

    @Test
    void awsPublicParameters_keepTheirNames() {
        String space = "/service/global-infrastructure";
        assertEquals(
                53_466,
                imported(space, "import", data("aws-public-parameters.json.gz")).size());
        assertEquals("af-south-1", value(space, space + "/regions/af-south-1"));
        assertEquals(1114, board.log(space).size());
    }
}
