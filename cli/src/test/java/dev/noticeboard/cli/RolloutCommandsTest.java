package dev.noticeboard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.api.DryRun;
import dev.noticeboard.schemas.api.RolloutRequest;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Rollout.State;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code rollout start}, {@code status} and the commands that move one (design, section 5), over HTTP. */
class RolloutCommandsTest {
    private static final String NS = "/shop/prod";
    private static final String CANARY = "canary-1-10-100";
    private static final String FIRST = FakeRollouts.id(1);

    private final FakeBoard board = new FakeBoard();
    private final Cli cli = new Cli();

    @TempDir
    Path folder;

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

    private void start(String... names) {
        for (String name : names) {
            done("rollout", "start", NS + "/" + name + "=s3cret", "--strategy", CANARY);
        }
    }

    private FakeRollouts rollouts() {
        return board.of(NS).rollouts;
    }

    private RolloutRequest sent() {
        return Json.readStrict(board.bodies.get(board.bodies.size() - 1), RolloutRequest.class);
    }

    @Test
    void start_whenNamed_sendsThemAllAndSaysHowToFollow() {
        Cli.Run run = done(
                "rollout", "start", NS + "/db/a=x=y", NS + "/db/b=", "--delete", NS + "/db/c", "--strategy", CANARY);
        assertEquals(
                "start rollout " + FIRST + " of " + NS + ": 3 parameters by canary-1-10-100 in 3 steps, revision 1\n",
                run.out());
        assertEquals("to follow it: rollout watch " + NS + " " + FIRST + "\n", run.err());
        assertEquals(List.of("POST /namespaces/shop/prod/rollouts/under/db"), board.requests);
        assertEquals(1, board.idempotencyKeys.size());
        assertEquals(
                List.of("PUT /shop/prod/db/a", "PUT /shop/prod/db/b", "DELETE /shop/prod/db/c"),
                sent().changes().stream().map(Object::toString).toList());
        assertEquals("x=y", sent().changes().get(0).value());
        assertEquals("", sent().changes().get(1).value());
    }

    @Test
    void start_whenOneIsNamed_takesItsTypesAndItsReason() {
        done("rollout", "start", NS + "/a=1", "--data-type", "integer", "--why", "load", "--strategy", CANARY);
        assertEquals(DataType.INTEGER, sent().changes().get(0).dataType());
        assertEquals("load", sent().why());
        assertEquals(CANARY, sent().strategy());
    }

    @Test
    void start_whenTheAnswerIsLost_isCarriedOutOnce() {
        board.next(new FakeBoard.Cut(true));
        start("a");
        assertEquals(1, rollouts().all.size());
        assertEquals(board.idempotencyKeys.get(0), board.idempotencyKeys.get(1));
    }

    @Test
    void start_whenDryRun_startsNothing() {
        Cli.Run run = done("rollout", "start", NS + "/a=1", "--strategy", CANARY, "--dry-run");
        assertEquals("candidate-put /shop/prod/a version 0 -> 1", run.outLines().get(0));
        assertTrue(rollouts().all.isEmpty());
        DryRun json = Json.readStrict(
                done("rollout", "start", NS + "/a=1", "--strategy", CANARY, "--dry-run", "--json")
                        .out(),
                DryRun.class);
        assertEquals(new Namespace(NS), json.namespace());
    }

    @Test
    void start_whenFromAFile_sendsWhatDiffersFromTheBoard() throws Exception {
        done("put", NS + "/db/a", "1");
        done("put", NS + "/db/b", "2");
        Path file = Files.writeString(folder.resolve("shop.yaml"), "db/a: '1'\ndb/b: '3'\ndb/c: '4'\n");
        Cli.Run run = done("rollout", "start", "-f", file.toString(), "--prefix", NS, "--strategy", CANARY);
        assertTrue(run.out().contains("1 to create, 1 to change, 0 to delete; 1 are as the file says"), run.out());
        assertEquals(
                List.of("/shop/prod/db/b", "/shop/prod/db/c"),
                sent().changes().stream().map(c -> c.name()).toList());
        assertEquals(
                1L, sent().changes().get(0).expectedVersion(), "it holds for the version that the plan was made on");
        Path same = Files.writeString(folder.resolve("same.yaml"), "db/a: '1'\n");
        int before = rollouts().all.size();
        done("rollout", "start", "-f", same.toString(), "--prefix", NS, "--strategy", CANARY);
        assertEquals(before, rollouts().all.size(), "nothing differs");
    }

    @Test
    void start_whenTheFileHasTooMany_sendsNothing() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 48; i++) {
            text.append("k").append(i).append("=v\n");
        }
        Path file = Files.writeString(folder.resolve("shop.env"), text);
        Cli.Run run = refused("rollout", "start", "-f", file.toString(), "--prefix", NS, "--strategy", CANARY);
        assertTrue(run.err().contains("up to 47 changes, and this would have 48"), run.err());
        assertTrue(rollouts().all.isEmpty());
    }

    @Test
    void start_whenTheStrategyIsAFile_sendsItInline() throws Exception {
        Path file = Files.writeString(
                folder.resolve("ring.json"),
                "{\"steps\":[{\"tags\":{\"ring\":\"canary\"}},{\"percent\":0.5},{\"percent\":100}],\"bakeSeconds\":90}");
        Cli.Run run = done("rollout", "start", NS + "/a=1", "--strategy-file", file.toString());
        assertTrue(run.out().contains("1 parameter by its own strategy in 3 steps"), run.out());
        assertEquals(3, Objects.requireNonNull(sent().inlineStrategy()).stages().size());
        String details = done("rollout", "status", NS, FIRST).out();
        assertTrue(
                details.contains("strategy: ring=canary for 1m30s, ring=canary or 0.5 % for 1m30s, 100 % for 10m\n"),
                details);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"stepz\":[]}               | stepz: is an unknown field",
                "{                            | is not well-formed JSON at line 1",
                "{\"bakeSeconds\":1}          | there must be either steps or growth",
                "{\"steps\":[{\"percent\":\"1\"}]} | steps[0].percent: is missing or is not",
            })
    void start_whenTheStrategyIsNone_saysWhereAndSendsNothing(String text, String expected) throws Exception {
        Path file = Files.writeString(folder.resolve("bad.json"), text);
        Cli.Run run = refused("rollout", "start", NS + "/a=1", "--strategy-file", file.toString());
        assertTrue(run.err().contains("the strategy in " + file + " cannot be read; nothing was sent"), run.err());
        assertTrue(run.err().contains(expected), run.err());
        assertTrue(board.requests.isEmpty());
    }

    @Test
    void writes_whenUnderRollout_areRefusedWithItsIdUnlessUrgent() {
        start("a", "b", "c");
        Cli.Run run = refused("put", NS + "/a", "2");
        assertTrue(run.err().contains("it is under rollout " + FIRST + " (under-rollout)"), run.err());
        refused("delete", NS + "/b");
        done("put", NS + "/a", "2", "--urgent");
        assertEquals(State.ABORTED, rollouts().get(FIRST).state());
        done("delete", NS + "/b", "--urgent");
        assertTrue(board.requests.get(board.requests.size() - 1).endsWith("/parameters/b?urgent=true"));
        done("put", NS + "/c", "2", "--urgent", "--label", "stable");
        assertTrue(rollouts().all.values().stream().noneMatch(Rollout::open));
    }

    @Test
    void apply_whenUrgent_endsRolloutsOfWhatItChanges() throws Exception {
        start("a");
        Path file = Files.writeString(folder.resolve("stop.yaml"), "a: off\n");
        refused("apply", "-f", file.toString(), "--prefix", NS);
        done("apply", "-f", file.toString(), "--prefix", NS, "--urgent");
        assertEquals(State.ABORTED, rollouts().get(FIRST).state());
    }

    @Test
    void status_whenSeveralAreOpen_printsALineEach() {
        start("a");
        done("rollout", "start", NS + "/b=1", NS + "/c=1", NS + "/d=1", "--strategy", CANARY);
        rollouts().open(FIRST, 2, null);
        Cli.Run run = done("rollout", "status", NS);
        assertEquals(
                List.of(
                        FakeRollouts.id(2) + "\tadvancing\t0 of 3\tnobody yet\t" + CANARY + "\t1970-01-01T00:00:02Z\t"
                                + FakeSpace.BY + "\t/shop/prod/b, /shop/prod/c and 1 more",
                        FIRST + "\tbaking\t2 of 3\t10 %\t" + CANARY + "\t1970-01-01T00:00:01Z\t" + FakeSpace.BY
                                + "\t/shop/prod/a"),
                run.outLines());
        assertEquals(
                FIRST,
                Json.readStrict(done("rollout", "status", NS, "aaa1", "--json").out(), Rollout.class)
                        .id());
        board.page = 1;
        assertEquals(2, done("rollout", "status", NS, "--json").outLines().size(), "all pages");
        assertFalse(run.out().contains("s3cret"));
    }

    @Test
    void status_whenNoneIsOpen_saysSoAndTellsOfEndedOnesIfAsked() {
        Cli.Run none = done("rollout", "status", NS);
        assertEquals("", none.out());
        assertEquals("no rollout is open in /shop/prod\n", none.err());
        start("a", "b", "c", "d", "e", "f", "g");
        rollouts().all.keySet().forEach(id -> rollouts().conduct(id, State.COMPLETE, "well", null));
        assertEquals("", done("rollout", "status", NS).out());
        List<String> lines = done("rollout", "status", NS, "--all").outLines();
        assertEquals(5, lines.size(), "the last few");
        assertTrue(lines.get(0).startsWith(FakeRollouts.id(7)), "the newest first");
    }

    @Test
    void status_whenOfOne_tellsItsStepsAndWhy() {
        done("put", NS + "/a", "1");
        cli.now = FakeFleet.AT;
        rollouts().now = FakeFleet.AT.minusSeconds(150);
        done(
                "rollout",
                "start",
                NS + "/a=2",
                NS + "/n=1",
                "--delete",
                NS + "/a2",
                "--strategy",
                CANARY,
                "--why",
                "a\nb");
        rollouts().open(FIRST, 1, null);
        rollouts().open(FIRST, 2, FakeRollouts.WELL);
        String text = done("rollout", "status", NS, FIRST).out();
        assertEquals(
                List.of(
                        "rollout " + FIRST + " of /shop/prod: baking, step 2 of 3, 10 %",
                        "strategy: canary-1-10-100: 1 % for 10m, 10 % for 10m, 100 % for 10m",
                        "started: 2026-11-24T09:57:31Z by " + FakeSpace.BY + " (a\\nb)",
                        "parameter: /shop/prod/a version 2 (stable 1)",
                        "parameter: /shop/prod/n version 1 (new)",
                        "parameter: /shop/prod/a2 version 1, which deletes it (new)",
                        "step 1: [x] 1 % for 10m",
                        "step 2: [>] 10 % for 10m, 7m30s of 10m left",
                        "step 3: [ ] 100 % for 10m",
                        "cohort: 2 agents",
                        "  2026-11-24T09:57:30Z  advancing  before the first of 3 steps  started  by " + FakeSpace.BY
                                + ", revision 2",
                        "  2026-11-24T09:57:30Z  baking  step 1 of 3, 1 %  step 1 is open  by conductor, revision 3",
                        "  2026-11-24T09:57:30Z  baking  step 2 of 3, 10 %  step 2 is open (cohort 2: 2 applied, 0 vetoed,"
                                + " 0 unhealthy, 0 silent)  by conductor, revision 4"),
                text.lines().toList());
        rollouts().conduct(FIRST, State.ROLLED_BACK, "vetoed", FakeRollouts.VETOED);
        String failed = done("rollout", "status", NS, "aaa1").out();
        assertTrue(failed.contains("step 2: [!] 10 % for 10m\n"), failed);
        assertTrue(failed.contains("1 vetoed, 0 unhealthy, 0 silent, in alarm: errors)"), failed);
    }

    @Test
    void moves_whenOneIsOpen_needNoId() {
        start("a");
        rollouts().open(FIRST, 1, null);
        assertEquals(
                "pause rollout " + FIRST + " of /shop/prod: baking, paused, step 1 of 3, 1 %, revision 3\n",
                done("rollout", "pause", NS, "--why", "lunch").out());
        assertEquals("lunch", last().reason());
        done("rollout", "resume", NS, "aaa1");
        done("rollout", "advance", NS, FIRST);
        assertEquals(State.ADVANCING, last().state());
        Rollout moved =
                Json.readStrict(done("rollout", "complete", NS, "--json").out(), Rollout.class);
        assertEquals(State.COMPLETE, moved.state());
        start("b");
        done("rollout", "abort", NS);
        assertEquals(State.ABORTED, rollouts().get(FakeRollouts.id(2)).state());
        assertTrue(board.requests.contains("POST /namespaces/shop/prod/rollouts/" + FIRST + "/pause"));
    }

    private Rollout.Transition last() {
        List<Rollout.Transition> all = rollouts().get(FIRST).transitions();
        return all.get(all.size() - 1);
    }

    @Test
    void moves_whenItIsNotClearWhichOne_moveNothing() {
        Cli.Run none = refused("rollout", "abort", NS);
        assertTrue(none.err().contains("error: no rollout is open in /shop/prod"), none.err());
        assertTrue(none.err().contains("rollout status /shop/prod --all"), none.err());
        start("a", "b");
        Cli.Run several = refused("rollout", "abort", NS);
        assertTrue(several.err().contains("2 rollouts are open in /shop/prod; say which"), several.err());
        assertTrue(several.err().contains("  " + FIRST + "  advancing, before the first of 3 steps  /shop/prod/a"));
        assertTrue(refused("rollout", "abort", NS, "aaa").err().contains("2 rollouts are called aaa in /shop/prod"));
        assertTrue(refused("rollout", "abort", NS, "b").err().contains("no rollout is called b in /shop/prod"));
        assertTrue(refused("rollout", "abort", NS, FakeRollouts.id(9)).err().contains("not-found, HTTP 404"));
        assertTrue(rollouts().all.values().stream().allMatch(Rollout::open));
        done("rollout", "abort", NS, "aaa1");
        assertFalse(rollouts().get(FIRST).open());
    }

    @Test
    void move_whenItIsNotLegalNow_saysWhereTheRolloutIs() {
        start("a");
        done("rollout", "pause", NS, "--why", "lunch");
        Cli.Run run = refused("rollout", "pause", NS);
        assertTrue(run.err().contains("(rollout-moved, HTTP 409)"), run.err());
        assertTrue(
                run.err()
                        .contains("  it is advancing, paused, before the first of 3 steps since 1970-01-01T00:00:00Z:"
                                + " lunch (" + FakeSpace.BY + ", revision 2)"),
                run.err());
        done("rollout", "abort", NS);
        assertTrue(refused("rollout", "resume", NS, "aaa1").err().contains("it is aborted"));
    }

    @Test
    void watch_ofAllChanges_tellsWhatRolloutsDid() {
        done("put", NS + "/a", "1");
        start("a");
        done("rollout", "start", "--delete", NS + "/b", "--strategy", CANARY);
        rollouts().open(FIRST, 1, FakeRollouts.WELL);
        rollouts().conduct(FIRST, State.ROLLING_BACK, "it failed", FakeRollouts.VETOED);
        rollouts().conduct(FakeRollouts.id(2), State.COMPLETE, "well", null);
        cli.pausesAllowed = 0;
        Cli.Run run = done("watch", NS, "--after", "3");
        assertEquals(
                List.of(
                        "  move-rollout " + FIRST
                                + " baking, step 1, 1 %: step 1 is open (cohort 2: 2 applied, 0 vetoed,"
                                + " 0 unhealthy, 0 silent)",
                        "  move-rollout " + FIRST
                                + " rolling-back, step 1, 1 %: it failed (cohort 2: 1 applied, 1 vetoed,"
                                + " 0 unhealthy, 0 silent, in alarm: errors)",
                        "  withdraw /shop/prod/a version 2, stable is 1 (rollout " + FIRST + ")",
                        "  move-rollout " + FakeRollouts.id(2) + " complete, step 0, 0 %: well",
                        "  promote /shop/prod/b version 1 (rollout " + FakeRollouts.id(2) + ")"),
                run.outLines().stream().filter(l -> l.startsWith("  ")).toList());
    }

    @Test
    void historyAndDetails_ofAParameterUnderRollout_tellWhatIsNotServed() {
        done("put", NS + "/a", "1");
        List<Parameter> versions = board.of(NS).histories.getOrDefault(NS + "/a", List.of());
        Parameter stable = versions.get(0);
        versions.clear();
        versions.add(staged(stable, 2, Parameter.Stage.WITHDRAWN));
        versions.add(staged(stable, 3, Parameter.Stage.CANDIDATE));
        versions.add(staged(stable, 4, Parameter.Stage.PROMOTED));
        versions.add(stable.marked(3, new Parameter.Staged(FIRST, 3, Parameter.Stage.CANDIDATE)));
        assertEquals(
                List.of("1 -", "4 -", "3 (candidate)", "2 (withdrawn)"),
                done("history", NS + "/a").outLines().stream()
                        .map(l -> l.split("\t", -1))
                        .map(cells -> cells[0] + " " + cells[4])
                        .toList());
        String details = done("get", NS + "/a", "--details").out();
        assertTrue(details.contains("under rollout: version 3 is the candidate of rollout " + FIRST + "\n"), details);
    }

    private static Parameter staged(Parameter p, long version, Parameter.Stage stage) {
        return new Parameter(
                        p.name(),
                        version,
                        version,
                        p.type(),
                        p.dataType(),
                        p.value(),
                        p.at(),
                        p.by(),
                        null,
                        null,
                        p.tags(),
                        null,
                        null)
                .marked(0, new Parameter.Staged(FIRST, version, stage));
    }

    @Test
    void settings_ofStrategies_areStoredAndShownAndTakenAway() throws Exception {
        Path file = Files.writeString(
                folder.resolve("ring.json"),
                "{\"growth\":{\"kind\":\"linear\",\"percent\":50},\"bakeSeconds\":60,\"finalBakeSeconds\":0,"
                        + "\"minAgents\":3,\"maxVetoedPercent\":2.50,\"bakeByTimeOnly\":true,\"alarms\":[\"errors\"],"
                        + "\"minReportedPercent\":90,\"maxUnhealthyPercent\":10}");
        done("settings", "set", NS, "--strategy", "fast=" + file, "--strategy", "slow=" + file, "--keep-days", "7");
        done("settings", "set", NS, "--strategy", "slow=none", "--require-strategy", "fast");
        List<String> shown = done("settings", "show", NS).outLines();
        assertEquals("keep-days: 7", shown.get(2));
        assertEquals("require-strategy: fast", shown.get(4));
        assertEquals(
                "strategy fast: 50 % for 1m, 100 % for 0s; by time alone where no agent has a lease; at least 3 agents a"
                        + " step; at least 90 % reported; up to 2.5 % vetoed; up to 10 % unhealthy; alarms errors",
                shown.get(5));
        assertEquals("set at revision 2", shown.get(6));
        done("settings", "set", NS, "--keep-days", "8");
        assertEquals(
                "require-strategy: fast",
                done("settings", "show", NS).outLines().get(4),
                "the rest stays");
        start("a");
        done("settings", "set", NS, "--strategy", "none", "--require-strategy", "none");
        assertEquals(6, done("settings", "show", NS).outLines().size());
        int before = board.requests.size();
        Cli.Run bad = refused("settings", "set", NS, "--strategy", "x=" + folder.resolve("none.json"));
        assertTrue(bad.err().contains("there is no file"), bad.err());
        assertEquals(before, board.requests.size(), "nothing was sent");
    }
}
