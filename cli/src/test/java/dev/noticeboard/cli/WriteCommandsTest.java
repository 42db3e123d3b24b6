package dev.noticeboard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.api.RestoreRequest;
import dev.noticeboard.schemas.api.SchemaBinding;
import dev.noticeboard.schemas.api.SettingsAnswer;
import dev.noticeboard.schemas.board.Settings;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Violation;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code label}, {@code restore}, {@code settings}, {@code rules} and what is new of {@code schema}. */
class WriteCommandsTest {
    private static final String NAME = "/shop/prod/db/pool-size";
    private static final String SCHEMA = "../examples/pool-size.schema.json";

    private final FakeBoard board = new FakeBoard();
    private final Cli cli = new Cli();

    @AfterEach
    void stop() {
        board.close();
    }

    private Cli.Run done(String... args) {
        return cli.done(board, args);
    }

    private Cli.Run refused(String... args) {
        return cli.refused(board, args);
    }

    private String value(String name) {
        return done("get", name).out().strip();
    }

    @Test
    void label_movesAndGoes() {
        board.commit("/shop/prod", NAME, 3);
        assertEquals(
                "label " + NAME + " stable: version 3, revision 4 of /shop/prod\n",
                done("label", NAME, "stable").out());
        done("label", NAME + ":1", "stable", "--expected-version", "3", "--why", "back");
        assertEquals("value 0", value(NAME + ":stable"));
        assertEquals("back", board.log("/shop/prod").get(4).why());
        Cli.Run lost = refused("label", NAME, "stable", "--expected-version", "3");
        assertTrue(lost.err().contains(NAME + ":stable is at version 1"), lost.err());
        assertEquals(
                "unlabel " + NAME + " label stable version 1 -> 0",
                done("label", "--remove", NAME, "stable", "--dry-run")
                        .outLines()
                        .get(0));
        done("label", "--remove", NAME, "stable", "--expected-version", "1");
        refused("get", NAME + ":stable");
    }

    @Test
    void restore_ofAVersion_putsItAgain() {
        board.commit("/shop/prod", NAME, 3);
        assertEquals(
                "restore " + NAME + ":1: version 4, revision 4 of /shop/prod\n",
                done("restore", NAME + ":1").out());
        assertEquals("value 0", value(NAME));
        done("label", NAME + ":2", "stable");
        done("restore", NAME + ":stable", "--expected-version", "4");
        assertEquals("value 1", value(NAME));
        refused("restore", NAME + ":nowhere");
        refused("restore", NAME + ":1", "--expected-version", "4");
        assertEquals(
                "put " + NAME + " version 5 -> 6 (value)",
                done("restore", NAME + ":1", "--dry-run").outLines().get(0));
    }

    @Test
    void restore_ofARevision_goesOnUntilAllIsDone() {
        for (int i = 0; i < 10; i++) {
            board.commit("/shop/prod", "/shop/prod/k" + i, 1);
        }
        for (int i = 0; i < 10; i++) {
            board.commit("/shop/prod", "/shop/prod/k" + i, 2);
        }
        board.commit("/shop/prod", "/shop/prod/new", 1);
        board.restorePart = 4;
        assertEquals(
                "11 changes, 2 agents to hear of it, on revision 21 of /shop/prod; nothing was written",
                done("restore", "/shop/prod", "--revision", "10", "--dry-run")
                        .outLines()
                        .get(11));

        board.nextIsFine();
        board.next(new FakeBoard.Cut(true));
        Cli.Run run = done("restore", "/shop/prod", "--revision", "10", "--why", "undo");
        assertEquals("restore /shop/prod as of revision 10: 3 change sets, revision 24 of /shop/prod\n", run.out());
        assertTrue(run.err().startsWith("1 of 3 change sets committed\n"), run.err());
        assertEquals(10, board.parameters("/shop/prod").size());
        assertEquals("undo", board.log("/shop/prod").get(23).why());
        assertEquals(
                "restore /shop/prod as of revision 10: already so\n",
                done("restore", "/shop/prod", "--revision", "10").out());
    }

    @Test
    void restore_whenItStops_saysThatItGoesOnWhenRunAgain() {
        board.commit("/shop/prod", "/shop/prod/a", 1);
        board.commit("/shop/prod", "/shop/prod/b", 1);
        board.restorePart = 1;
        board.nextIsFine();
        board.next(new FakeBoard.Answer(403, ""));
        Cli.Run run = refused("restore", "/shop/prod", "--revision", "0");
        assertTrue(run.err().contains("1 change set of it committed. Run it again to go on."), run.err());
        List<String> lines =
                done("restore", "/shop/prod", "--revision", "0", "--json").outLines();
        assertTrue(Json.readStrict(lines.get(0), RestoreRequest.Answer.class).done());
        assertEquals(0, board.parameters("/shop/prod").size());
    }

    @Test
    void restore_whenTheBoardDoesNotGoOn_ends() {
        String stuck =
                "{\"namespace\":\"/a/b\",\"id\":\"i\",\"revision\":1,\"parts\":3,\"committed\":[],\"done\":false,"
                        + "\"resume\":\"i\"}";
        for (int i = 0; i < 3; i++) {
            board.next(new FakeBoard.Answer(200, stuck));
        }
        assertTrue(refused("restore", "/a/b", "--revision", "1").err().contains("does not go on"));
        assertEquals(3, board.requests.size());
    }

    @Test
    void settings_areChangedOneByOneAndShown() {
        assertEquals(
                "never set", done("settings", "show", "/shop/prod").outLines().get(5));
        done("settings", "set", "/shop/prod", "--keep-versions", "100", "--keep-days", "30");
        assertEquals(
                "settings set /shop/prod: revision 2 of /shop/prod\n",
                done("settings", "set", "/shop/prod", "--keep-days", "none", "--validator", "arn:aws:lambda:x")
                        .out());
        SettingsAnswer answer =
                Json.readStrict(done("settings", "show", "/shop/prod", "--json").out(), SettingsAnswer.class);
        assertEquals(new SettingsAnswer(2, new Settings(false, 100, null, "arn:aws:lambda:x")), answer);
        assertEquals(
                List.of(
                        "why-required: false",
                        "keep-versions: 100",
                        "keep-days: none",
                        "validator: arn:aws:lambda:x",
                        "require-strategy: none",
                        "set at revision 2"),
                done("settings", "show", "/shop/prod").outLines());
        assertTrue(board.requests.contains("PUT /namespaces/shop/prod/settings?expectedVersion=0"));
        assertEquals(
                "set-settings",
                done("settings", "set", "/shop/prod", "--why-required", "true", "--dry-run")
                        .outLines()
                        .get(0));
    }

    @Test
    void settings_whenAnotherSetThemBetween_areNotOverwritten() {
        board.nextIsFine();
        cli.atPause = () -> new Cli().on(board, "settings", "set", "/shop/prod", "--keep-days", "7");
        board.next(new FakeBoard.Answer(503, ""));
        Cli.Run run = refused("settings", "set", "/shop/prod", "--keep-versions", "3");
        assertTrue(run.err().contains("settings is at version 1 (revision 1)"), run.err());
    }

    @Test
    void rules_areBoundShownAndRemoved() {
        assertEquals(
                "rules bind /shop/prod: revision 1 of /shop/prod\n",
                done("rules", "bind", "/shop/prod", SCHEMA, "--expected-version", "0")
                        .out());
        assertEquals(
                1000,
                Json.tree(done("rules", "show", "/shop/prod").out())
                        .get("maximum")
                        .intValue());
        assertEquals(
                "*",
                Json.readStrict(done("rules", "show", "/shop/prod", "--json").out(), SchemaBinding.class)
                        .prefix());
        Cli.Run lost = refused("rules", "bind", "/shop/prod", SCHEMA, "--expected-version", "0");
        assertTrue(lost.err().contains("* is at version 1"), lost.err());
        assertEquals(
                "remove-schema *",
                done("rules", "remove", "/shop/prod", "--dry-run").outLines().get(0));
        done("rules", "remove", "/shop/prod");
        refused("rules", "show", "/shop/prod");
    }

    @Test
    void bind_whenStoredValuesBreakIt_isRefusedUnlessForced() {
        board.brokenBySchema = new Violation(
                "schema", "maximum", "must be at most 1000", "Lower it.", NAME, "", "/shop/prod/db#/maximum");
        Cli.Run run = refused("schema", "bind", "/shop/prod/db", SCHEMA);
        assertTrue(
                run.err().contains("[parameter " + NAME + ", place the whole value, schema /shop/prod/db#/maximum]"),
                run.err());
        done("schema", "bind", "/shop/prod/db", SCHEMA, "--force");
        assertTrue(board.requests.contains("PUT /namespaces/shop/prod/schemas/db?force=true"));
    }
}
