package dev.noticeboard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.flags.Evaluation;
import dev.noticeboard.flags.FlagContext;
import dev.noticeboard.flags.FlagSet;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code flag ramp} over HTTP; a pause is where time goes by, and where the test does what others do. */
class FlagRampTest {
    private static final String NS = "/shop/prod";
    private static final String FLAGS = NS + "/flags";
    private static final String KEY = "new-checkout";
    private static final int USERS = 10_000;

    private final FakeBoard board = new FakeBoard();
    private final Cli cli = new Cli();

    @BeforeEach
    void write() {
        put(FlagCommandsTest.DOCUMENT);
        cli.atPause = () -> cli.now = cli.now.plus(cli.pauses.get(cli.pauses.size() - 1));
    }

    @AfterEach
    void stop() {
        board.close();
    }

    private void put(String text) {
        board.put(FLAGS, PutRequest.of(text, null, DataType.FLAGS, null, null));
    }

    private String value() {
        return String.valueOf(board.parameter(NS, FLAGS).value());
    }

    private List<String> values() {
        return board.of(NS).histories.getOrDefault(FLAGS, List.of()).stream()
                .map(Parameter::value)
                .map(String::valueOf)
                .toList();
    }

    private static String weights(String text) {
        return Json.write(Json.tree(text).at("/flags/" + KEY + "/targeting/fractional"));
    }

    /** The users that have the variant by a document's text. */
    private static Set<Integer> having(String variant, String text, String attribute) {
        FlagSet set = FlagSet.of(Map.of("it", text));
        Set<Integer> users = new HashSet<>();
        for (int user = 0; user < USERS; user++) {
            Evaluation e = set.evaluate(KEY, FlagContext.of(Map.of(attribute, "user-" + user)));
            if (((Evaluation.Resolved) e).variant().equals(variant)) {
                users.add(user);
            }
        }
        return users;
    }

    @ParameterizedTest
    @ValueSource(strings = {"targetingKey", "email"})
    void ramp_whenTheShareGrows_keepsWhoeverHadIt(String by) {
        List<Set<Integer>> having = new ArrayList<>();
        for (String to : List.of("1%", "10%", "100%", "10%", "0%")) {
            cli.done(board, "flag", "ramp", NS, KEY, "--to", to, "--by", by);
            having.add(having("on", value(), by));
        }
        assertTrue(having.get(1).containsAll(having.get(0)));
        assertEquals(USERS, having.get(2).size());
        assertEquals(having.get(1), having.get(3), "down again, the same ones keep it");
        assertEquals(Set.of(), having.get(4));
        // Within four standard deviations of a binomial distribution: the hash, and so the outcome, is the same in each
        // run.
        assertEquals(USERS * 0.01, having.get(0).size(), 4 * Math.sqrt(USERS * 0.01 * 0.99));
        assertEquals(USERS * 0.10, having.get(1).size(), 4 * Math.sqrt(USERS * 0.10 * 0.90));
    }

    @Test
    void ramp_whenTheFlagHasNoTargeting_addsARuleAndNothingElse() {
        Cli.Run run = cli.done(board, "flag", "ramp", FLAGS, KEY, "--to", "12.5%", "--why", "release 42");
        assertEquals("flag ramp new-checkout to 12.5 % on: version 2, revision 2 of " + NS + "\n", run.out());
        assertEquals("release 42", board.log(NS).get(1).why());
        assertEquals(
                FlagCommandsTest.DOCUMENT
                        .replace(
                                "\"variants\": { \"on\": true, \"off\": false } }",
                                "\"variants\": { \"on\": true, \"off\": false },\n"
                                        + "      \"targeting\": {\"fractional\": [[\"on\", 12500], [\"off\", 87500]]} }")
                        .replace("{\"team\": \"shop\"}", "{\"team\": \"shop\", \"bucketing\": \"flagd-v2\"}"),
                value());
    }

    @Test
    void ramp_whenTheFlagHasOne_changesTheWeightsOnly() {
        cli.done(board, "flag", "ramp", NS, KEY, "--to", "1%");
        String before = value();
        cli.done(board, "flag", "ramp", NS, KEY, "--to", "0.125%");
        assertEquals(before.replace("1000]", "125]").replace("99000", "99875"), value());
        Cli.Run again = cli.done(board, "flag", "ramp", NS, KEY, "--to", "0.125%");
        assertEquals(
                "flag ramp new-checkout to 0.125 % on: already so, version 3, revision 3 of " + NS + "\n", again.out());
        assertEquals(3, values().size());
    }

    @Test
    void ramp_whenTheFlagHasAnotherRule_refuses() {
        Cli.Run run = cli.refused(board, "flag", "ramp", NS, "banner", "--variant", "winter", "--to", "1%");
        assertTrue(run.err().startsWith("error: flag banner has other targeting than a ramp"), run.err());
        assertEquals(1, values().size());
    }

    @Test
    void ramp_whenTheFlagIsOff_saysSo() {
        Cli.Run run = cli.done(board, "flag", "ramp", NS, "limit", "--to", "1%");
        assertEquals("note: flag limit is off; its ramp holds once it is on\n", run.err());
        assertEquals("flag ramp limit to 1 % high: version 2, revision 2 of " + NS + "\n", run.out());
    }

    @Test
    void ramp_whenDryRun_writesNothing() {
        cli.done(board, "flag", "ramp", NS, KEY, "--to", "1%", "--dry-run");
        assertEquals(1, values().size());
    }

    @Test
    void ramp_overATime_writesStepsAtEvenTimes() {
        Cli.Run run = cli.done(board, "flag", "ramp", NS, KEY, "--over", "1h", "--steps", "5");
        assertEquals(
                List.of(
                        "[[\"on\",20000],[\"off\",80000]]",
                        "[[\"on\",40000],[\"off\",60000]]",
                        "[[\"on\",60000],[\"off\",40000]]",
                        "[[\"on\",80000],[\"off\",20000]]",
                        "[[\"on\",100000],[\"off\",0]]"),
                values().stream().skip(1).map(FlagRampTest::weights).toList());
        assertEquals(IntStream.range(0, 4).mapToObj(i -> Duration.ofMinutes(15)).toList(), cli.pauses);
        assertEquals(
                "flag ramp new-checkout to 20 % on (step 1 of 5): version 2, revision 2 of " + NS,
                run.outLines().get(0));
        assertEquals(5, run.outLines().size());
        assertEquals(
                "new-checkout: 0 % on now, 100 % in 5 steps, 15m apart. Ctrl-C leaves it where it is.\n", run.err());
    }

    @Test
    void ramp_overATime_isContainedStepByStep() {
        cli.done(board, "flag", "ramp", NS, KEY, "--over", "10s");
        Set<Integer> before = Set.of();
        for (String text : values().subList(1, 11)) {
            Set<Integer> now = having("on", text, "targetingKey");
            assertTrue(now.containsAll(before));
            before = now;
        }
        assertEquals(USERS, before.size());
    }

    @Test
    void ramp_downOverATime_goesDown() {
        cli.done(board, "flag", "ramp", NS, KEY, "--to", "100%");
        cli.done(board, "flag", "ramp", NS, KEY, "--over", "1m", "--steps", "2", "--to", "0%");
        assertEquals("[[\"on\",50000],[\"off\",50000]]", weights(values().get(2)));
        assertEquals("[[\"on\",0],[\"off\",100000]]", weights(value()));
    }

    @Test
    void ramp_whenItIsThereAlready_isDone() {
        cli.done(board, "flag", "ramp", NS, KEY, "--to", "100%");
        Cli.Run run = cli.done(board, "flag", "ramp", NS, KEY, "--over", "1h");
        assertTrue(run.out().contains("already so"), run.out());
        assertEquals(List.of(), cli.pauses);
    }

    @Test
    void ramp_whenInterrupted_saysHowToGoOnAndDoes() {
        cli.pausesAllowed = 1;
        Cli.Run run = cli.refused(board, "flag", "ramp", NS, KEY, "--over", "1h", "--steps", "5", "--why", "it's 42");
        assertEquals("[[\"on\",40000],[\"off\",60000]]", weights(value()));
        assertTrue(
                run.err()
                        .endsWith(
                                "error: the ramp stopped after step 2 of 5, at 40 % on, and the flag stays so. To go on:"
                                        + " flag ramp " + NS
                                        + " new-checkout --to 100% --over 30m --steps 3 --variant on --from off"
                                        + " --why 'it'\\''s 42'\n"),
                run.err());
        cli.pausesAllowed = Integer.MAX_VALUE;
        cli.done(board, "flag", "ramp", NS, KEY, "--to", "100%", "--over", "30m", "--steps", "3");
        assertEquals(
                List.of("20000", "40000", "60000", "80000", "100000"),
                values().stream()
                        .skip(1)
                        .map(v -> weights(v).replaceAll("^[^0-9]+|\\].*$", ""))
                        .toList());
    }

    @Test
    void ramp_whenOneStepIsLeft_goesOnWithoutATime() {
        cli.pausesAllowed = 0;
        Cli.Run run =
                cli.refused(board, "flag", "ramp", FLAGS, KEY, "--over", "1h", "--steps", "2", "--by", "user email");
        assertTrue(run.err().endsWith(" --to 100% --variant on --from off --by 'user email'\n"), run.err());
    }

    /** What somebody else does after the second step. */
    private Cli.Run meanwhile(Runnable deed) {
        cli.atPause = () -> {
            cli.now = cli.now.plus(Duration.ofHours(1));
            if (cli.pauses.size() == 2) {
                deed.run();
            }
        };
        return cli.on(board, "flag", "ramp", NS, KEY, "--over", "1h", "--steps", "5");
    }

    private void stoppedAtTheirs(Cli.Run run, String theirs) {
        assertEquals(1, run.status());
        assertEquals(theirs, value(), "what they wrote stands");
        assertTrue(
                run.err()
                        .contains("error: somebody else has changed flag new-checkout (version 4 of " + FLAGS + ", by "
                                + FakeSpace.BY
                                + ")\nerror: the ramp stopped after step 2 of 5, at 40 % on. To go on all"),
                run.err());
    }

    @Test
    void ramp_whenSomebodySwitchesTheFlagOff_stops() {
        Cli.Run run = meanwhile(() -> put(value().replaceFirst("ENABLED", "DISABLED")));
        stoppedAtTheirs(run, values().get(2).replaceFirst("ENABLED", "DISABLED"));
    }

    @Test
    void ramp_whenSomebodyMovesTheShare_stops() {
        Cli.Run run = meanwhile(() -> put(value().replace("40000", "0").replace("60000", "100000")));
        assertEquals("[[\"on\",0],[\"off\",100000]]", weights(value()));
        stoppedAtTheirs(run, value());
    }

    @Test
    void ramp_whenSomebodyChangesAnotherFlag_goesOnOnTopOfThat() {
        Cli.Run run = meanwhile(() -> put(value().replace("\"p\"", "\"other\"")));
        assertEquals(0, run.status(), run.err());
        assertEquals("[[\"on\",100000],[\"off\",0]]", weights(value()));
        assertTrue(value().contains("\"plain\": \"other\""));
    }

    @Test
    void ramp_whenSomebodyIsFasterAtAStep_readsAgain() {
        Cli.Run run = meanwhile(() -> {
            board.next(new FakeBoard.Answer(200, Json.write(board.parameter(NS, FLAGS))));
            put(value().replace("\"p\"", "\"other\""));
        });
        assertEquals(0, run.status(), run.err());
        assertTrue(value().contains("\"plain\": \"other\""));
    }

    @Test
    void ramp_whenTheBoardIsBusyOrGoneForAWhile_isRetried() {
        Cli.Run run = meanwhile(() -> {
            board.next(new FakeBoard.Answer(503, ""));
            board.cutNextGet();
            board.nextIsFine();
            board.next(new FakeBoard.Answer(429, ""));
            board.next(new FakeBoard.Cut(true));
        });
        assertEquals(0, run.status(), run.err());
        assertEquals(6, values().size(), "each step once");
    }

    @Test
    void ramp_whenTheBoardRefuses_saysWhyAndWhereItIs() {
        Cli.Run run = meanwhile(() -> board.next(new FakeBoard.Answer(403, "")));
        assertEquals(1, run.status());
        assertTrue(run.err().contains("HTTP 403"), run.err());
        assertTrue(
                run.err().contains("the ramp stopped after step 2 of 5, at 40 % on, and the flag stays so."),
                run.err());
    }

    @Test
    void ramp_whenTheBoardIsGone_saysWhereItIs() {
        Cli.Run run = meanwhile(board::close);
        assertEquals(3, run.status());
        assertTrue(run.err().contains("the ramp stopped after step 2 of 5, at 40 % on"), run.err());
    }

    @Test
    void ramp_whenOnATerminal_showsTheTimeLeft() {
        cli.interactive = true;
        Cli.Run run = cli.done(board, "flag", "ramp", NS, KEY, "--over", "90s", "--steps", "2");
        assertEquals(90, cli.pauses.size());
        assertTrue(run.err().contains("\r\u001b[Knew-checkout: 50 % on; 100 % in 1m30s\r\u001b[K"), run.err());
        assertTrue(run.err().contains("100 % in 1s"), run.err());
        assertTrue(run.err().endsWith("\r\u001b[K"), "the line is cleared");
    }

    @Test
    void ramp_whenJson_printsAnAnswerForEachStep() {
        cli.interactive = true;
        Cli.Run run = cli.done(board, "flag", "ramp", NS, KEY, "--over", "10s", "--steps", "2", "--json");
        assertEquals(
                List.of(2L, 3L),
                run.outLines().stream()
                        .map(l -> Json.readStrict(l, CommitAnswer.class).revision())
                        .toList());
        assertFalse(run.err().contains("\u001b["));
    }
}
