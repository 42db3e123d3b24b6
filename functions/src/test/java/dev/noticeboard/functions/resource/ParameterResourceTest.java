package dev.noticeboard.functions.resource;

import static dev.noticeboard.functions.resource.StackOf.parameter;
import static dev.noticeboard.functions.store.Fixtures.NS;
import static dev.noticeboard.functions.store.Fixtures.delete;
import static dev.noticeboard.functions.store.Fixtures.done;
import static dev.noticeboard.functions.store.Fixtures.put;
import static dev.noticeboard.functions.store.Fixtures.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.store.FakeBoardStore;
import dev.noticeboard.functions.store.FaultyStore;
import dev.noticeboard.functions.store.Fixtures;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Parameter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A parameter in a stack: who may write over what, and that the stack always gets back to where it was. */
class ParameterResourceTest {
    private static final String NAME = "/billing/prod/db/pool-size";
    private static final String PATH = "db/pool-size";

    private final ManualTime time = new ManualTime();
    private final FakeBoardStore board = new FakeBoardStore();
    private final Committer people = Fixtures.committer(board, time, 1);
    private final Resources resources = StackOf.resources(board, time);
    private final StackOf stack = new StackOf(resources, "orders", "PoolSize", Resources.PARAMETER);

    private Parameter there() {
        return board.parameter(Fixtures.name(PATH)).orElseThrow();
    }

    private List<ChangeSet> log() {
        return board.log(NS, 0, 1000, Long.MAX_VALUE).changeSets();
    }

    private void ok(ResourceAnswer answer) {
        assertTrue(answer.done(), answer::reason);
    }

    private void refused(ResourceAnswer answer, String... words) {
        assertFalse(answer.done(), answer::reason);
        for (String word : words) {
            assertTrue(answer.reason().contains(word), () -> word + " is not in: " + answer.reason());
        }
    }

    private void byHand(String value) {
        done(people.commit(request(put(PATH, value))));
    }

    @Test
    void create_whenThereIsNone_writesAllThatTheTemplateSays() {
        Map<String, Object> wanted = new LinkedHashMap<>(
                parameter(NAME, "50", "DataType", "integer", "Description", "of orders", "AllowedPattern", "^\\d+$"));
        wanted.put("Tags", Map.of("team", "orders"));
        ResourceAnswer answer = stack.create(wanted);
        ok(answer);
        assertEquals(NAME, answer.physicalId());
        assertEquals(Map.of("Version", "1", "Revision", "1"), answer.data());
        assertEquals("50", there().value());
        assertEquals(DataType.INTEGER, there().dataType());
        assertEquals("of orders", there().description());
        assertEquals(Map.of("team", "orders"), there().tags());
        assertEquals("^\\d+$", there().allowedPattern());
        assertEquals("CloudFormation: create of PoolSize in the stack orders", there().why());
        assertEquals("arn:aws:cloudformation:eu-west-1:123456789012:stack/orders/51af3dc0-0d77/PoolSize", there().by());
    }

    @Test
    void create_whenItExists_isRefusedAndItsRollBackDeletesNothing() {
        byHand("50");
        refused(stack.create(parameter(NAME, "50")), NAME, "version 1", "Adopt");
        assertEquals("50", there().value());
        assertEquals(1, there().version());
    }

    @Test
    void create_whenItAdopts_takesItOverAndItsOldStackDeletesItNoMore() {
        ok(stack.create(parameter(NAME, "50")));
        StackOf other = new StackOf(resources, "newer", "Size", Resources.PARAMETER);
        ok(other.create(parameter(NAME, "50", "Adopt", "true")));
        ok(stack.delete());
        assertEquals("50", there().value());
        ok(other.update(parameter(NAME, "60", "Adopt", "true")));
        ok(other.delete());
        assertTrue(there().tombstone());
    }

    @Test
    void update_whenNobodyElseWrote_writesOverItsOwn() {
        ok(stack.create(parameter(NAME, "50", "Description", "x")));
        ok(stack.update(parameter(NAME, "60")));
        assertEquals("60", there().value());
        assertEquals(2, there().version());
        assertEquals(null, there().description(), "what the template says no more is so no more");
    }

    @Test
    void update_whenChangedByHand_failsAndRollsBackToTheHandsValue() {
        ok(stack.create(parameter(NAME, "50")));
        byHand("70");
        refused(stack.update(parameter(NAME, "60")), NAME, "version 1", "version 2", "OVERWRITE", "KEEP");
        assertEquals("70", there().value());
        refused(stack.update(parameter(NAME, "61")), "version 1", "version 2");
        assertEquals("70", there().value());
        ok(stack.update(parameter(NAME, "70")));
        ok(stack.update(parameter(NAME, "80")));
        assertEquals("80", there().value());
    }

    @Test
    void update_whenItFailedOnceAndWentWellThen_isNoRollBack() {
        ok(stack.create(parameter(NAME, "50")));
        byHand("70");
        refused(stack.update(parameter(NAME, "60")), "version 2");
        byHand("60");
        ok(stack.update(parameter(NAME, "60")));
        byHand("75");
        refused(stack.update(parameter(NAME, "80")), "version 4");
    }

    @Test
    void update_whenItOverwrites_writesOverTheHand() {
        ok(stack.create(parameter(NAME, "50", "OnDrift", "OVERWRITE")));
        byHand("70");
        ok(stack.update(parameter(NAME, "60", "OnDrift", "OVERWRITE")));
        assertEquals("60", there().value());
        assertEquals(3, there().version());
    }

    @Test
    void update_whenItKeeps_leavesTheHandAndSaysSo() {
        ok(stack.create(parameter(NAME, "50", "OnDrift", "KEEP")));
        byHand("70");
        ResourceAnswer answer = stack.update(parameter(NAME, "60", "OnDrift", "KEEP"));
        ok(answer);
        assertTrue(answer.reason().contains("version 2"), answer::reason);
        assertEquals("70", there().value());
        ok(stack.delete());
        assertEquals("70", there().value());
    }

    @Test
    void update_whenDeletedByHand_isDriftAsWell() {
        ok(stack.create(parameter(NAME, "50")));
        done(people.commit(request(delete(PATH))));
        refused(stack.update(parameter(NAME, "60")), "deleted", "version 2");
        assertTrue(there().tombstone());
        ok(stack.update(parameter(NAME, "60", "OnDrift", "OVERWRITE")));
        assertEquals("60", there().value());
    }

    @Test
    void update_whenAnotherResourceFails_isTakenBackAsANewVersion() {
        ok(stack.create(parameter(NAME, "50")));
        ok(stack.updateInVain(parameter(NAME, "60")));
        assertEquals("50", there().value());
        assertEquals(3, there().version());
        ok(stack.update(parameter(NAME, "65")));
        assertEquals(4, there().version());
    }

    @Test
    void update_whenTheNameChanges_writesTheNewOneFirstAndDeletesTheOldOne() {
        ok(stack.create(parameter(NAME, "50")));
        ok(stack.update(parameter("/billing/prod/db/size", "50")));
        assertTrue(there().tombstone());
        assertEquals(
                "50", board.parameter(Fixtures.name("db/size")).orElseThrow().value());
        assertEquals(List.of("db/pool-size", "db/size", "db/pool-size").size(), log().size());
    }

    @Test
    void update_whenTheNewNameExists_isRefusedAndTheOldOneStays() {
        ok(stack.create(parameter(NAME, "50")));
        done(people.commit(request(put("db/size", "1"))));
        refused(stack.update(parameter("/billing/prod/db/size", "50")), "/billing/prod/db/size", "Adopt");
        assertEquals("50", there().value());
        assertEquals(
                "1", board.parameter(Fixtures.name("db/size")).orElseThrow().value());
    }

    @Test
    void update_whenARenamingIsRolledBack_hasTheOldNameOnly() {
        ok(stack.create(parameter(NAME, "50")));
        ok(stack.updateInVain(parameter("/billing/prod/db/size", "60")));
        assertEquals("50", there().value());
        assertTrue(board.parameter(Fixtures.name("db/size")).orElseThrow().tombstone());
    }

    @Test
    void delete_whenChangedByHand_leavesIt() {
        ok(stack.create(parameter(NAME, "50")));
        byHand("70");
        ResourceAnswer answer = stack.delete();
        ok(answer);
        assertTrue(answer.reason().contains("left"), answer::reason);
        assertEquals("70", there().value());
        assertEquals(Map.of(), board.labels(Fixtures.name(PATH)).versions());
    }

    @Test
    void delete_whenItIsTheStacks_leavesATombstoneAndNoLabel() {
        ok(stack.create(parameter(NAME, "50")));
        ok(stack.delete());
        assertTrue(there().tombstone());
        assertEquals(Map.of(), board.labels(Fixtures.name(PATH)).versions());
        ok(stack.delete());
        assertEquals(2, there().version());
    }

    @Test
    void request_whenDeliveredAgain_isCommittedOnceAndAnsweredAlike() {
        ResourceRequest create = stack.request("Create", parameter(NAME, "50"), Map.of(), null);
        ResourceAnswer first = resources.answer(create);
        byHand("70");
        ResourceAnswer second = resources.answer(create);
        ok(second);
        assertEquals(first.data(), second.data());
        assertEquals("70", there().value());
        assertEquals(2, log().size());
    }

    @Test
    void create_whenItsAnswerWasLost_isUndoneUnderAnIdThatCloudFormationMadeUp() {
        ok(resources.answer(stack.request("Create", parameter(NAME, "50"), Map.of(), null)));
        ok(resources.answer(stack.request("Delete", parameter(NAME, "50"), Map.of(), "orders-PoolSize-1X2Y3Z")));
        assertTrue(there().tombstone());
    }

    @Test
    void commit_whenItsAnswerIsLost_isMadeOnce() {
        Deque<FaultyStore.Fault> script = new ArrayDeque<>(List.of(FaultyStore.Fault.LOST_ANSWER));
        Resources faulty = StackOf.resources(
                new FaultyStore(board, call -> {
                    FaultyStore.Fault next = call.equals("commit") ? script.poll() : null;
                    return next == null ? FaultyStore.Fault.NONE : next;
                }),
                time);
        ok(faulty.answer(stack.request("Create", parameter(NAME, "50"), Map.of(), null)));
        assertEquals(1, log().size());
    }

    @Test
    void properties_whenTheyAreWrong_areEachNamedAndNoValueIsSaid() {
        ResourceAnswer answer = stack.create(parameter(
                "/billing//x", "hunter2", "Type", "Strnig", "OnDrift", "MAYBE", "Adopt", "yes", "Vaule", "1"));
        refused(answer, "Name:", "Type:", "OnDrift:", "Adopt:", "Vaule:");
        assertFalse(answer.reason().contains("hunter2"), answer::reason);
        refused(stack.create(Map.of("Name", NAME)), "Value: the property is missing");
        refused(stack.create(parameter(NAME, "a", "DataType", "integer")), "integer");
        assertEquals(List.of(), log());
    }

    @Test
    void type_whenUnknown_isRefusedWithTheOnesThereAre() {
        StackOf odd = new StackOf(resources, "orders", "Odd", "Custom::Other");
        refused(odd.create(Map.of()), "Custom::Other", Resources.PARAMETER, Resources.SCHEMA);
    }
}
