package dev.noticeboard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code flag list}, {@code show}, {@code on}, {@code off} and {@code evaluate} over HTTP. */
class FlagCommandsTest {
    private static final String NS = "/shop/prod";
    private static final String FLAGS = NS + "/flags";
    private static final String OTHERS = NS + "/team/flags";
    /** Not formatted as anything of ours would write it. */
    static final String DOCUMENT = """
            {
              "flags" : {
                "new-checkout": { "state": "ENABLED",   "defaultVariant": "off",
                  "variants": { "on": true, "off": false } },
                "limit": {
                  "state": "DISABLED", "defaultVariant": "low", "variants": {"low": 1.50, "high": 1e2}
                },
                "banner": {
                  "state": "ENABLED", "defaultVariant": "plain", "variants": {"plain": "p", "winter": "w", "gone": "g"},
                  "targeting": {"if": [{"==": [{"var": "country"}, "NZ"]}, "winter", {"$ref": "later"}]}
                }
              },
              "$evaluators": {"later": {"if": [{"ends_with": [{"var": "email"}, "@example.com"]}, "none", null]}},
              "metadata": {"team": "shop"}
            }
            """;

    private final FakeBoard board = new FakeBoard();
    private final Cli cli = new Cli();

    @BeforeEach
    void write() {
        flags(FLAGS, DOCUMENT);
        flags(
                OTHERS,
                "{\"flags\":{\"share\":{\"state\":\"ENABLED\",\"variants\":{\"on\":true,\"off\":false},\"defaultVariant\":\"off\","
                        + "\"targeting\":{\"fractional\":[[\"on\",10],[\"off\",90]]}}}}");
        board.put(NS + "/plain", PutRequest.of("{}", null, DataType.JSON, null, null));
    }

    @AfterEach
    void stop() {
        board.close();
    }

    private void flags(String name, String text) {
        board.put(name, PutRequest.of(text, null, DataType.FLAGS, null, null));
    }

    private String value(String name) {
        return String.valueOf(board.parameter(NS, name).value());
    }

    @Test
    void list_ofANamespace_printsALineForEachFlag() {
        assertEquals(
                List.of(
                        "new-checkout\tENABLED\tboolean\toff\tnone\t" + FLAGS,
                        "limit\tDISABLED\tnumber\tlow\tnone\t" + FLAGS,
                        "banner\tENABLED\tstring\tplain\trule\t" + FLAGS,
                        "share\tENABLED\tboolean\toff\tfractional 10 % on\t" + OTHERS),
                cli.done(board, "flag", "list", NS).outLines());
        assertEquals(1, cli.done(board, "flag", "list", OTHERS).outLines().size());
        cli.interactive = true;
        assertEquals(
                "limit         DISABLED  number   low    none                " + FLAGS,
                cli.done(board, "flag", "list", NS).outLines().get(1));
    }

    @Test
    void list_whenJson_printsALineOfJsonForEachFlag() {
        JsonNode last = Json.tree(
                cli.done(board, "flag", "list", NS, "--json").outLines().get(3));
        assertEquals("share", last.path("key").asString());
        assertEquals("fractional 10 % on", last.path("targeting").asString());
        assertEquals(OTHERS, last.path("parameter").asString());
        assertEquals(1, last.path("version").asInt());
        assertEquals(2, last.path("revision").asInt());
    }

    @Test
    void list_whenAFlagIsWrong_saysSoBesideTheOthers() {
        flags(OTHERS, "{\"flags\":{\"odd\":{\"state\":\"MAYBE\",\"variants\":{\"a\":1,\"b\":\"x\"}}}}");
        Cli.Run run = cli.done(board, "flag", "list", NS);
        assertEquals("odd\tMAYBE\t-\t-\tnone\t" + OTHERS, run.outLines().get(3));
        assertTrue(run.err().startsWith("note: " + OTHERS + ": flag odd: its state is neither"), run.err());
    }

    @Test
    void list_whenThereAreNoFlags_saysWhatIsThere() {
        assertEquals(
                "error: there are no flags in /other/place: no parameter there has the data type flags\n",
                cli.refused(board, "flag", "list", "/other/place").err());
        assertEquals(
                "error: " + NS + "/plain has the data type json, not flags. Put it again with --data-type flags.\n",
                cli.refused(board, "flag", "list", NS + "/plain").err());
    }

    @Test
    void show_printsWhereItIsAndTheDefinition() {
        List<String> lines = cli.done(board, "flag", "show", NS, "limit").outLines();
        assertEquals(
                List.of(
                        "flag: limit",
                        "parameter: " + FLAGS + ", version 1 (revision 1)",
                        "written: 2026-11-22T10:00:00Z by " + FakeSpace.BY,
                        "state: DISABLED",
                        "targeting: none",
                        "{"),
                lines.subList(0, 6));
        assertEquals("}", lines.get(lines.size() - 1));
        assertTrue(lines.contains("  \"defaultVariant\" : \"low\","), lines.toString());
        JsonNode json = Json.tree(
                cli.done(board, "flag", "show", FLAGS, "limit", "--json").out());
        assertEquals("DISABLED", json.at("/definition/state").asString());
    }

    @Test
    void show_whenThereIsNoSuchFlag_namesThoseNear() {
        assertEquals(
                "error: there is no flag new-chekout in " + NS + ". Is it new-checkout?\n",
                cli.refused(board, "flag", "show", NS, "new-chekout").err());
        assertEquals(
                "error: there is no flag zzz in " + NS + ". To see those that are there: flag list " + NS + "\n",
                cli.refused(board, "flag", "show", NS, "zzz").err());
        assertEquals(
                "error: there is no flag banner in " + OTHERS + ". To see those that are there: flag list " + OTHERS
                        + "\n",
                cli.refused(board, "flag", "show", OTHERS, "banner").err());
    }

    @Test
    void show_whenSeveralParametersHaveIt_asksForOne() {
        flags(OTHERS, DOCUMENT);
        assertTrue(cli.refused(board, "flag", "show", NS, "limit")
                .err()
                .contains("flag limit is in several parameters: " + FLAGS + ", " + OTHERS + ". Name the one"));
        cli.done(board, "flag", "show", OTHERS, "limit");
    }

    @Test
    void show_ofAShortName_takesItsNamespace() {
        board.put("plain", PutRequest.of(DOCUMENT, null, DataType.FLAGS, null, null));
        cli.done(board, "flag", "show", "plain", "limit");
        board.put("/shop/x", PutRequest.of(DOCUMENT, null, DataType.FLAGS, null, null));
        cli.done(board, "flag", "show", "/shop/x", "limit", "--namespace", "/shop");
    }

    @Test
    void off_changesTheStateAndNothingElse() {
        Cli.Run run = cli.done(board, "flag", "off", NS, "new-checkout", "--why", "errors");
        assertEquals("flag off new-checkout: version 2, revision 4 of " + NS + "\n", run.out());
        assertEquals(DOCUMENT.replaceFirst("ENABLED", "DISABLED"), value(FLAGS));
        assertEquals("errors", board.log(NS).get(3).why());
        assertEquals(DataType.FLAGS, board.parameter(NS, FLAGS).dataType());
        cli.done(board, "flag", "on", FLAGS, "new-checkout");
        assertEquals(DOCUMENT, value(FLAGS));
    }

    @Test
    void off_whenItIsOff_saysSoAndWritesNothing() {
        Cli.Run run = cli.done(board, "flag", "off", NS, "limit");
        assertEquals("flag off limit: already so, version 1, revision 1 of " + NS + "\n", run.out());
        assertEquals("", run.err());
        assertEquals(3, board.log(NS).size());
        assertFalse(
                Json.tree(cli.done(board, "flag", "off", NS, "limit", "--json").out())
                        .path("changed")
                        .asBoolean());
    }

    @Test
    void off_whenUrgent_asksForThat() {
        cli.done(board, "flag", "off", NS, "new-checkout", "--urgent");
        String body = board.bodies.get(board.bodies.size() - 1);
        assertTrue(Json.tree(body).path("urgent").asBoolean());
        assertEquals(1, Json.tree(body).path("expectedVersion").asInt());
        cli.done(board, "flag", "on", NS, "new-checkout");
        assertTrue(Json.tree(board.bodies.get(board.bodies.size() - 1))
                .path("urgent")
                .isMissingNode());
        assertEquals(2, cli.on(board, "flag", "on", NS, "limit", "--urgent").status());
    }

    /** What the board says of the parameter where a rollout exposes another version of it. */
    private FakeBoard.Answer underRollout() {
        Parameter p = board.parameter(NS, FLAGS);
        Map<String, Object> state = new HashMap<>(Json.toMap(p));
        state.put("staged", Map.of("rollout", "r1", "version", 9, "stage", "candidate"));
        return new FakeBoard.Answer(200, Json.write(state));
    }

    @Test
    void off_whenItIsOffButUnderRollout_endsTheRolloutIfUrgent() {
        board.nextIsFine();
        board.next(underRollout());
        Cli.Run run = cli.done(board, "flag", "off", NS, "limit");
        assertTrue(run.out().contains("already so"), run.out());
        assertEquals(
                "note: " + FLAGS
                        + " is under rollout, and hosts that are exposed have another version; see rollout status " + NS
                        + "\n",
                run.err());
        board.nextIsFine();
        board.next(underRollout());
        cli.done(board, "flag", "off", NS, "limit", "--urgent");
        JsonNode body = Json.tree(board.bodies.get(board.bodies.size() - 1));
        assertTrue(body.path("urgent").asBoolean());
        assertEquals(DOCUMENT, body.path("value").asString());
    }

    @Test
    void off_whenDryRun_writesNothing() {
        Cli.Run run = cli.done(board, "flag", "off", NS, "new-checkout", "--dry-run");
        assertTrue(run.out().contains("put " + FLAGS + " version 1 -> 2 (value)"), run.out());
        assertEquals(DOCUMENT, value(FLAGS));
    }

    @Test
    void off_whenToldToWait_waitsForTheFleet() {
        Cli.Run run = cli.on(board, "flag", "off", NS, "new-checkout", "--wait", "1ms");
        assertTrue(run.out().contains("revision 4 of " + NS + ": "), run.out() + run.err());
    }

    @Test
    void off_whenAnotherWroteBetween_doesItToWhatIsThere() {
        String theirs = DOCUMENT.replace("\"p\"", "\"other\"");
        board.nextIsFine();
        board.next(stale());
        flags(FLAGS, theirs);
        Cli.Run run = cli.done(board, "flag", "off", NS, "new-checkout");
        assertEquals("flag off new-checkout: version 3, revision 5 of " + NS + "\n", run.out());
        assertEquals(theirs.replaceFirst("ENABLED", "DISABLED"), value(FLAGS));
    }

    /** What the parameter is now, for later. */
    private FakeBoard.Answer stale() {
        return new FakeBoard.Answer(200, Json.write(board.parameter(NS, FLAGS)));
    }

    @Test
    void off_whenItLosesEveryRace_givesUp() {
        FakeBoard.Answer old = stale();
        flags(FLAGS, DOCUMENT + " ");
        board.nextIsFine();
        for (int i = 0; i < 5; i++) {
            board.next(old);
            board.nextIsFine();
        }
        Cli.Run run = cli.refused(board, "flag", "off", NS, "new-checkout");
        assertTrue(run.err().contains(FLAGS + " is at version 2"), run.err());
        assertEquals(11, board.requests.size());
    }

    @Test
    void off_whenTheFlagIsGoneMeanwhile_saysSo() {
        board.nextIsFine();
        FakeBoard.Answer without =
                new FakeBoard.Answer(200, Json.write(board.parameter(NS, FLAGS)).replace("new-checkout", "renamed"));
        board.next(without);
        assertEquals(
                "error: flag new-checkout is no longer in " + FLAGS + "\n",
                cli.refused(board, "flag", "off", NS, "new-checkout").err());
        board.nextIsFine();
        board.next(new FakeBoard.Answer(403, ""));
        cli.refused(board, "flag", "off", NS, "new-checkout");
    }

    @Test
    void off_whenAnAnswerIsLost_isCarriedOutOnce() {
        board.nextIsFine();
        board.nextIsFine();
        board.next(new FakeBoard.Cut(true));
        Cli.Run run = cli.done(board, "flag", "off", NS, "new-checkout");
        assertEquals("flag off new-checkout: version 2, revision 4 of " + NS + "\n", run.out());
        assertTrue(run.err().contains("trying again"), run.err());
        assertEquals(4, board.log(NS).size());
    }

    @Test
    void evaluate_saysValueReasonAndTheRuleThatDecided() {
        Cli.Run run =
                cli.done(board, "flag", "evaluate", NS, "banner", "--targeting-key", "user-1", "--set", "country=NZ");
        assertEquals(
                List.of("value: \"w\"", "variant: winter", "reason: TARGETING_MATCH", "metadata: team=shop"),
                run.outLines().subList(0, 4));
        assertTrue(
                run.out().contains("rule: targeting/if/0: {\"==\":[{\"var\":\"country\"},\"NZ\"]} -> true\n"),
                run.out());
        assertTrue(run.out().endsWith("rule: targeting/if/1: \"winter\" -> \"winter\"\n"), run.out());
    }

    @Test
    void evaluate_whenOnlyTheDefaultIsLeft_isDone() {
        Cli.Run other = cli.done(board, "flag", "evaluate", NS, "banner", "--context", "{\"country\":\"AU\"}");
        assertTrue(other.out().startsWith("value: \"p\"\nvariant: plain\nreason: DEFAULT\n"), other.out());
        assertEquals(
                "value: (the application's own default)\nreason: DISABLED\nmetadata: team=shop\n",
                cli.done(board, "flag", "evaluate", NS, "limit").out());
        assertTrue(cli.done(board, "flag", "evaluate", NS, "new-checkout")
                .out()
                .startsWith("value: false\nvariant: off\nreason: STATIC\n"));
    }

    @Test
    void evaluate_whenItFails_hasStatusOne() {
        String email = "{\"email\":\"a@example.com\"}";
        Cli.Run run = cli.refused(board, "flag", "evaluate", FLAGS, "banner", "--context", email);
        assertTrue(run.out().startsWith("reason: ERROR\n"), run.out());
        assertTrue(run.err().startsWith("error: flag banner: "), run.err());
        assertTrue(run.err().endsWith("(GENERAL)\n"), run.err());
        JsonNode json = Json.tree(cli.refused(board, "flag", "evaluate", FLAGS, "banner", "--context", email, "--json")
                .out());
        assertEquals("GENERAL", json.path("errorCode").asString());
        assertTrue(json.path("value").isMissingNode());
        assertTrue(json.path("steps").size() > 0);
    }

    @Test
    void evaluate_whenJson_printsValueAndSteps() {
        JsonNode json =
                Json.tree(cli.done(board, "flag", "evaluate", NS, "share", "--targeting-key", "user-1", "--json")
                        .out());
        assertTrue(json.path("value").isBoolean());
        assertEquals("TARGETING_MATCH", json.path("reason").asString());
        assertEquals("targeting", json.at("/steps/0/place").asString());
    }

    @Test
    void evaluate_whenTheContextIsInAFile_readsIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("user.json"), "{\"country\":\"NZ\",\"age\":7,\"x\":[1.5,null,{\"y\":true}]}");
        assertTrue(cli.done(board, "flag", "evaluate", NS, "banner", "--context", "@" + file)
                .out()
                .contains("variant: winter"));
        Cli.Run set = cli.done(board, "flag", "evaluate", NS, "banner", "--context", "@" + file, "--set", "country=AU");
        assertTrue(set.out().contains("variant: plain"), set.out());
        int before = board.requests.size();
        Cli.Run missing = cli.refused(board, "flag", "evaluate", NS, "banner", "--context", "@" + folder + "/none");
        assertTrue(missing.err().contains("file-missing"), missing.err());
        assertEquals(before, board.requests.size());
    }

    @Test
    void evaluate_whenAttributesAreSet_takesNumbersAsNumbers() {
        flags(
                OTHERS,
                "{\"flags\":{\"typed\":{\"state\":\"ENABLED\",\"variants\":{\"number\":1,\"text\":2,\"other\":3},"
                        + "\"defaultVariant\":\"other\",\"targeting\":{\"if\":[{\"===\":[{\"var\":\"n\"},7]},\"number\","
                        + "{\"===\":[{\"var\":\"n\"},\"7\"]},\"text\",null]}}}}");
        String[] base = {"flag", "evaluate", NS, "typed", "--set"};
        for (Map.Entry<String, String> each : Map.of(
                        "n=7", "number", "n=\"7\"", "text", "n=x=y", "other", "n=[7]", "other", "n=null", "other")
                .entrySet()) {
            String[] args = Arrays.copyOf(base, base.length + 1);
            args[base.length] = each.getKey();
            assertTrue(cli.done(board, args).out().contains("variant: " + each.getValue() + "\n"), each.getKey());
        }
    }

    @Test
    void put_whenTheValueBeginsWithAnAt_isNotTakenForAFileOfArguments(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("x"), "--help");
        cli.done(board, "put", NS + "/at", "@" + file);
        assertEquals("@" + file, value(NS + "/at"));
    }
}
