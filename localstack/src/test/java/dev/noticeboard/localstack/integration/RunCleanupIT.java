package dev.noticeboard.localstack.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.localstack.bootstrap.AwsBootstrap;
import dev.noticeboard.localstack.bootstrap.AwsRunTagging;
import dev.noticeboard.localstack.bootstrap.AwsRuns;
import dev.noticeboard.localstack.bootstrap.BoardNames;
import dev.noticeboard.localstack.bootstrap.RunTag;
import dev.noticeboard.localstack.emulators.AwsClients;
import dev.noticeboard.schemas.name.Namespace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A run makes, finds and deletes only what carries its own tag; what strangers called alike survives. */
@ExtendWith(TestCloudParameter.class)
class RunCleanupIT {
    private static final Namespace NAMESPACE = new Namespace("/cleanup/it");

    private TestCloud run;
    private AwsStranger stranger;
    private AwsRuns runs;
    /** How many tables of a board are found by their tag: one, or none where tables have no tags. */
    private int tables;

    @BeforeEach
    void start(TestCloud shared) {
        run = shared;
        runs = new AwsRuns(shared.clients());
        tables = shared.tagsTables() ? 1 : 0;
        stranger = new AwsStranger(shared.connect());
    }

    @AfterEach
    void removeTheStrangers() {
        stranger.close();
    }

    private static Set<String> names(List<AwsRuns.Thing> things) {
        return things.stream().map(t -> t.kind() + " " + t.name()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void board_whenAnAgentRegistered_carriesTheTagAndTheNameInAllOfItsParts() {
        try (TestBoard board = new TestBoard(run)) {
            board.put(NAMESPACE + "/a", "1");
            board.queueOf(NAMESPACE.text(), "host");
            List<AwsRuns.Thing> made = runs.list(board.table());
            assertEquals(
                    List.of(1L, 7L, (long) tables),
                    List.of(AwsRuns.Kind.values()).stream()
                            .map(k -> made.stream().filter(t -> t.kind() == k).count())
                            .toList(),
                    () -> "topics, queues (6 of all, 1 of the agent) and tables of " + names(made));
            made.forEach(t -> assertEquals(run.run().run(), t.run(), t.toString()));
        }
    }

    /** A name alone deletes nothing: neither one without a tag, nor one with another run's. */
    @Test
    void remove_whenStrangersHaveSimilarNames_leavesThem() {
        String mine = run.newName();
        String theirs = mine + "-x";
        stranger.make(theirs);
        AwsBootstrap.create(run.clients(), BoardNames.of(mine));
        AwsBootstrap.topic(run.clients(), BoardNames.of(mine), NAMESPACE);

        assertEquals(7 + tables, runs.removeBelow(run.run(), mine).size(), "a table, six queues, a topic");
        assertEquals(List.of(), runs.list(mine));
        assertEquals(EnumSet.allOf(AwsRuns.Kind.class), stranger.present(theirs));
        assertEquals(
                2 + tables,
                runs.strangers(run.run()).stream()
                        .filter(t -> t.name().equals(theirs))
                        .count());
    }

    @Test
    void leftovers_whenARunCrashed_areListedAndRemovedByItsId() {
        RunTag crashed = TestCloud.newRun();
        try (AwsClients other = run.connect(new AwsRunTagging(crashed))) {
            AwsBootstrap.create(other, BoardNames.of(crashed.run() + "-1"));
            // And a name as if it were of that run, without its tag.
            String theirs = crashed.run() + "-2";
            stranger.make(theirs);
            assertEquals(
                    6 + tables,
                    runs.list(TestCloud.RUNS).stream()
                            .filter(t -> crashed.run().equals(t.run()))
                            .count());
            List<AwsRuns.Thing> told = new ArrayList<>();
            assertEquals(
                    6 + tables, new AwsRuns(other).remove(crashed, told::add).size());
            assertEquals(6 + tables, told.size());
            assertEquals(List.of(), runs.of(crashed));
            assertEquals(EnumSet.allOf(AwsRuns.Kind.class), stranger.present(theirs));
        }
    }

    @Test
    void clients_whenAskedForANameThatIsNotTheRuns_refuseBeforeTheySend() {
        var e = assertThrows(
                IllegalStateException.class, () -> run.clients().sqs().createQueue(r -> r.queueName("production")));
        assertTrue(String.valueOf(e.getMessage()).contains("production"), e.toString());
        assertThrows(
                IllegalStateException.class,
                () -> run.clients().dynamoDb().deleteTable(r -> r.tableName("noticeboard")));
        assertThrows(
                IllegalStateException.class,
                () -> run.clients().sns().deleteTopic(r -> r.topicArn("arn:aws:sns:us-east-1:000000000000:other")));
    }

    @Test
    void account_whenItIsAnother_isRefusedAndLeftAsItWas() {
        var e = assertThrows(
                IllegalStateException.class, () -> AwsAccount.require(run.clients(), run.run(), "999999999999"));
        assertTrue(String.valueOf(e.getMessage()).contains("999999999999"), e.toString());
        assertTrue(
                runs.of(run.run()).stream()
                        .noneMatch(t -> t.name().equals(run.run().run())),
                "the topic is gone");
    }
}
