package dev.noticeboard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.board.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code export}, and {@code import} of what it wrote. */
class ExportCommandTest {
    private final FakeBoard board = new FakeBoard();
    private final Cli cli = new Cli();

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void fill() {
        done(
                "put",
                "/shop/prod/db/host",
                "db.internal",
                "--description",
                "the orders database",
                "--tag",
                "team=orders");
        done("put", "/shop/prod/db/port", "5432", "--data-type", "integer");
        done("put", "/shop/prod/banner", " Free delivery\n\"above\" 40 € ", "--expires-at", "2027-01-31T12:00:00Z");
        done("put", "/shop/prod/countries", "DE,AT", "--type", "StringList");
    }

    @AfterEach
    void stop() {
        board.close();
    }

    private Cli.Run done(String... args) {
        return cli.done(board, args);
    }

    private static void same(Map<String, Parameter> expected, Map<String, Parameter> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, p) -> {
            Parameter q = actual.get(name);
            assertEquals(p.value(), q == null ? null : q.value());
            assertEquals(p.type(), q == null ? null : q.type());
            assertEquals(p.dataType(), q == null ? null : q.dataType());
            assertEquals(p.metadata(), q == null ? null : q.metadata());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "json"})
    void export_isReadBackToTheSameParameters(String format) {
        board.page = 2;
        Path file = folder.resolve("shop." + format);
        Cli.Run run = done("export", "/shop/prod", "-o", file.toString());
        assertEquals("4 parameters of revision 4 are in " + file + "\n", run.err());
        try (FakeBoard other = new FakeBoard()) {
            assertEquals(0, cli.on(other, "import", file.toString()).status());
            same(board.parameters("/shop/prod"), other.parameters("/shop/prod"));
        }
        Cli.Run again = done("apply", "-f", file.toString(), "--prefix", "/shop/prod", "--prune", "--yes");
        assertTrue(
                again.out().startsWith("0 to create, 0 to change, 0 to delete; 4 are as the file says"), again.out());
    }

    @Test
    void export_withoutAFormat_isYamlOnStandardOutput() {
        assertEquals("""
                # /shop/prod/db as of revision 4
                /shop/prod/db/host:
                  $parameter:
                    value: "db.internal"
                    description: "the orders database"
                    tags:
                      team: "orders"
                /shop/prod/db/port: 5432
                """, done("export", "/shop/prod/db").out());
    }

    @Test
    void export_ofARevision_isAsItWas() {
        assertEquals(
                "{\n  \"/shop/prod/db/host\": {\"$parameter\":{\"value\":\"db.internal\",\"description\":\"the orders"
                        + " database\",\"tags\":{\"team\":\"orders\"}}}\n}\n",
                done("export", "/shop/prod", "--format", "json", "--revision", "1")
                        .out());
        board.of("/shop/prod").kept = 2;
        assertEquals(1, cli.on(board, "export", "/shop/prod", "--revision", "1").status());
    }

    @Test
    void export_toEnv_saysWhatItLeavesOut() throws IOException {
        Path file = folder.resolve("db.env");
        Cli.Run run = done("export", "/shop/prod/db", "-o", file.toString());
        assertEquals(
                "warning: an .env file leaves out the type or data type of 1 parameters: read back where they do not exist,"
                        + " they are text\n"
                        + "warning: an .env file leaves out the description, tags, allowed pattern or policies of 1 parameters\n"
                        + "2 parameters of revision 4 are in " + file + "\n",
                run.err());
        assertEquals(
                "# /shop/prod/db as of revision 4; read it back with --prefix /shop/prod/db\n"
                        + "host=db.internal\nport=5432\n",
                Files.readString(file));
        assertTrue(done("apply", "-f", file.toString(), "--prefix", "/shop/prod/db")
                .out()
                .startsWith("0 to create, 0 to change, 0 to delete; 2 are"));
    }

    @Test
    void export_toEnv_whenANameHasNoKey_writesNothing() {
        Path file = folder.resolve("x.env");
        Cli.Run run = cli.on(board, "export", "/shop/prod", "-o", file.toString());
        assertEquals(1, run.status());
        assertTrue(run.err().contains("/shop/prod/db/host: does not lie directly below /shop/prod"), run.err());
        assertFalse(run.err().contains("db.internal"));
        assertFalse(Files.exists(file));
    }

    @Test
    void export_whenTheFileCannotBeWritten_saysSo() {
        Cli.Run run = cli.on(
                board,
                "export",
                "/shop/prod",
                "-o",
                folder.resolve("no/such/folder.yaml").toString());
        assertEquals(1, run.status());
        assertTrue(run.err().contains("cannot be written: NoSuchFileException"), run.err());
    }

    @Test
    void export_whenALaterPageIsRefused_writesNothing() {
        board.page = 2;
        board.nextIsFine();
        board.next(new FakeBoard.Answer(403, ""));
        Path file = folder.resolve("x.yaml");
        assertEquals(
                1, cli.on(board, "export", "/shop/prod", "-o", file.toString()).status());
        assertFalse(Files.exists(file));
    }
}
