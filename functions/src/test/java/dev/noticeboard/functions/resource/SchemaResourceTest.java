package dev.noticeboard.functions.resource;

import static dev.noticeboard.functions.resource.StackOf.schema;
import static dev.noticeboard.functions.store.Fixtures.NS;
import static dev.noticeboard.functions.store.Fixtures.bind;
import static dev.noticeboard.functions.store.Fixtures.done;
import static dev.noticeboard.functions.store.Fixtures.put;
import static dev.noticeboard.functions.store.Fixtures.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.store.FakeBoardStore;
import dev.noticeboard.functions.store.Fixtures;
import dev.noticeboard.schemas.board.BoundSchema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A schema in a stack: as a parameter, but known by who bound it and by its text. */
class SchemaResourceTest {
    private static final String PREFIX = "/billing/prod/db";
    private static final String SMALL = "{\"type\":\"integer\",\"maximum\":100}";
    private static final String LARGE = "{\"type\":\"integer\",\"maximum\":1000}";
    private static final String HANDS = "{\"type\":\"integer\",\"maximum\":7}";

    private final ManualTime time = new ManualTime();
    private final FakeBoardStore board = new FakeBoardStore();
    private final Committer people = Fixtures.committer(board, time, 1);
    private final Resources resources = StackOf.resources(board, time);
    private final StackOf stack = new StackOf(resources, "orders", "Bounds", Resources.SCHEMA);

    private List<String> bound() {
        return board.schemas(NS).stream().map(BoundSchema::schema).toList();
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

    private void byHand() {
        done(people.commit(request(bind(PREFIX, HANDS))));
    }

    @Test
    void schema_whenItLivesWithItsStack_isBoundChangedAndUnbound() {
        ResourceAnswer answer = stack.create(schema(PREFIX, SMALL));
        ok(answer);
        assertEquals(PREFIX, answer.physicalId());
        assertEquals(Map.of("Revision", "1"), answer.data());
        assertEquals(List.of(SMALL), bound());
        ok(stack.update(schema(PREFIX, LARGE)));
        assertEquals(List.of(LARGE), bound());
        ok(stack.updateInVain(schema(PREFIX, SMALL)));
        assertEquals(List.of(LARGE), bound());
        ok(stack.delete());
        assertEquals(List.of(), bound());
    }

    @Test
    void rules_whenBoundByAStack_holdForTheWholeNamespace() {
        ok(stack.create(schema(BoundSchema.RULES, "{\"minProperties\":0}")));
        assertEquals(BoundSchema.RULES, board.schemas(NS).get(0).prefix());
        ok(stack.delete());
        assertEquals(List.of(), bound());
    }

    @Test
    void create_whenOneIsBound_isRefusedAndItsRollBackUnbindsNothing() {
        byHand();
        refused(stack.create(schema(PREFIX, HANDS)), PREFIX, "revision 1", "Adopt");
        assertEquals(List.of(HANDS), bound());
        ok(stack.create(schema(PREFIX, SMALL, "Adopt", "true")));
        assertEquals(List.of(SMALL), bound());
    }

    @Test
    void update_whenChangedByHand_failsOverwritesOrKeeps() {
        ok(stack.create(schema(PREFIX, SMALL)));
        byHand();
        refused(stack.update(schema(PREFIX, LARGE)), PREFIX, "revision 2", "OVERWRITE");
        assertEquals(List.of(HANDS), bound());
        ok(stack.update(schema(PREFIX, LARGE, "OnDrift", "KEEP")));
        assertEquals(List.of(HANDS), bound());
        ok(stack.update(schema(PREFIX, LARGE, "OnDrift", "OVERWRITE")));
        assertEquals(List.of(LARGE), bound());
    }

    @Test
    void delete_whenChangedByHand_leavesIt() {
        ok(stack.create(schema(PREFIX, SMALL)));
        byHand();
        ok(stack.delete());
        assertEquals(List.of(HANDS), bound());
    }

    @Test
    void prefix_whenItChanges_movesTheSchema() {
        ok(stack.create(schema(PREFIX, SMALL)));
        ok(stack.update(schema("/billing/prod/pool", SMALL)));
        assertEquals(
                List.of("/billing/prod/pool"),
                board.schemas(NS).stream().map(BoundSchema::prefix).toList());
    }

    @Test
    void schema_whenStoredValuesBreakIt_isRefusedUnlessForced() {
        done(people.commit(request(put("db/pool-size", "text"))));
        ResourceAnswer answer = stack.create(schema(PREFIX, SMALL));
        refused(answer, "db/pool-size");
        assertFalse(answer.reason().contains("text\""), answer::reason);
        ok(stack.create(schema(PREFIX, SMALL, "Force", "true")));
    }

    @Test
    void properties_whenTheyAreWrong_areNamed() {
        refused(stack.create(schema("/orders/prod/x", SMALL)), "Prefix:", "/orders/prod/x");
        refused(stack.create(schema(PREFIX, "{\"type\":")), "Schema");
        refused(stack.create(Map.of("Prefix", PREFIX)), "Namespace: the property is missing", "Schema: the property");
    }
}
