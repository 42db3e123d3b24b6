package dev.noticeboard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.api.SchemaBinding;
import dev.noticeboard.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code schema bind}, {@code list} and {@code remove} over HTTP. */
class SchemaCommandTest {
    private static final String SCHEMA = "../examples/pool-size.schema.json";

    private final FakeBoard board = new FakeBoard();
    private final Cli cli = new Cli();

    @AfterEach
    void stop() {
        board.close();
    }

    @Test
    void bind_whenAccepted_isListedAndRemoved() {
        Cli.Run bound = cli.on(board, "schema", "bind", "/shop/prod/db/pool-size", SCHEMA, "--why", "1 to 1000");
        assertEquals("1 to 1000", board.log("/shop/prod").get(0).why());
        assertEquals("schema bind /shop/prod/db/pool-size: revision 1 of /shop/prod\n", bound.out(), bound.err());

        Cli.Run listed = cli.on(board, "schema", "list", "/shop/prod");
        assertTrue(listed.out().startsWith("/shop/prod/db/pool-size\t1\t{"), listed.out());
        SchemaBinding binding = Json.readStrict(
                cli.on(board, "schema", "list", "/shop/prod", "--json").out(), SchemaBinding.class);
        assertEquals(1000, binding.schema().get("maximum").intValue());

        assertEquals(
                0, cli.on(board, "schema", "remove", "/shop/prod/db/pool-size").status());
        assertEquals("", cli.on(board, "schema", "list", "/shop/prod").out());
        assertEquals(
                1, cli.on(board, "schema", "remove", "/shop/prod/db/pool-size").status());
    }

    @Test
    void bind_whenThePrefixIsTwoSegments_isTheNamespaces() {
        cli.on(board, "schema", "bind", "/shop/prod", SCHEMA);
        assertEquals("PUT /namespaces/shop/prod/schemas", board.requests.get(0));
        cli.on(board, "schema", "bind", "/shop/prod", SCHEMA, "--namespace", "/shop");
        assertEquals("PUT /namespaces/shop/~/schemas/prod", board.requests.get(1));
        cli.on(board, "schema", "bind", "/", SCHEMA);
        assertEquals("PUT /namespaces/~/~/schemas", board.requests.get(2));
        cli.on(board, "schema", "bind", "plain", SCHEMA);
        assertEquals("PUT /namespaces/~/~/schemas/plain", board.requests.get(3));
    }

    @Test
    void bind_whenTheFileIsNoJson_sendsNothing(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("s.json"), "{\"type\": }");
        Cli.Run run = cli.on(board, "schema", "bind", "/shop/prod", file.toString());
        assertEquals(1, run.status());
        assertTrue(run.err().contains("json-grammar") && run.err().contains("line 1"), run.err());
        Cli.Run missing = cli.on(board, "schema", "bind", "/shop/prod", "nowhere.json", "--json");
        assertEquals(
                "file-missing",
                Json.tree(missing.err()).at("/violations/0/rule").stringValue());
        assertTrue(board.requests.isEmpty());
    }
}
