package dev.noticeboard.localstack.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.functions.resource.Resources;
import dev.noticeboard.localstack.integration.FakeCloudFormation.Answered;
import dev.noticeboard.localstack.testing.Await;
import dev.noticeboard.schemas.api.HistoryPage;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Parameters and schemas in stacks, over the real table and the real function, with a stand-in for CloudFormation. */
@ExtendWith(TestCloudParameter.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StackResourcesIT {
    private TestBoard board;
    private FakeCloudFormation stack;

    @BeforeAll
    void start(TestCloud cloud) {
        board = new TestBoard(cloud);
        stack = new FakeCloudFormation(board, "orders");
    }

    @AfterAll
    void stop() {
        stack.close();
        board.close();
    }

    private static Map<String, String> parameter(String name, String value, String... others) {
        Map<String, String> properties =
                new LinkedHashMap<>(Map.of("ServiceToken", "arn", "Name", name, "Value", value));
        for (int i = 0; i < others.length; i += 2) {
            properties.put(others[i], others[i + 1]);
        }
        return properties;
    }

    private String value(String name) {
        Reply<Parameter> reply = board.api().get(new ParameterName(name));
        return reply.fold(p -> String.valueOf(p.value()), refused -> "refused " + refused.status());
    }

    private HistoryPage history(String name) {
        return TestBoard.accepted(board.api().history(new ParameterName(name), 50, null));
    }

    private static Answered ok(Answered answer) {
        assertTrue(answer.done(), answer::reason);
        return answer;
    }

    private static void refused(Answered answer, String... words) {
        assertFalse(answer.done(), answer::reason);
        for (String word : words) {
            assertTrue(answer.reason().contains(word), () -> word + " is not in: " + answer.reason());
        }
    }

    @Test
    void parameter_whenItsStackLives_isMadeChangedRolledBackReplacedAndDeleted() {
        String name = "/stacks/life/db/pool-size";
        board.put("/stacks/life/other", "an agent starts where something was written");
        FakeCloudFormation.Resource resource = stack.resource("PoolSize", Resources.PARAMETER);
        try (ParameterAgent agent =
                ParameterAgent.start(board.pushed("/stacks/life", "host-life").build())) {
            Answered made = ok(resource.create(parameter(name, "50")));
            assertEquals(name, made.physicalId());
            assertEquals("1", made.data().path("Version").asString());
            Await.until("the agent has it", () -> agent.get(name).orElse("").equals("50"));
            ok(resource.update(parameter(name, "60")));
            resource.updateInVain(parameter(name, "70"));
            assertEquals("60", value(name));
            assertEquals(4, history(name).versions().get(0).parameter().version());
            ok(resource.update(parameter("/stacks/life/db/size", "60")));
            assertEquals("refused 404", value(name));
            assertEquals("60", value("/stacks/life/db/size"));
            ok(resource.delete());
            assertEquals("refused 404", value("/stacks/life/db/size"));
            Await.until(
                    "the agent has none",
                    () -> agent.get("/stacks/life/db/size").isEmpty());
        }
        assertTrue(history(name).versions().get(0).parameter().by().endsWith("/PoolSize"));
    }

    @Test
    void parameter_whenChangedByHand_isNeverOverwrittenUnlessAskedFor() {
        String name = "/stacks/drift/x";
        FakeCloudFormation.Resource resource = stack.resource("Drifting", Resources.PARAMETER);
        ok(resource.create(parameter(name, "1")));
        board.put(name, "by hand");
        refused(resource.update(parameter(name, "2")), name, "version 1", "version 2", "OVERWRITE", "KEEP");
        assertEquals("by hand", value(name));
        ok(resource.update(parameter(name, "2", "OnDrift", "KEEP")));
        assertEquals("by hand", value(name));
        ok(resource.update(parameter(name, "3", "OnDrift", "OVERWRITE")));
        assertEquals("3", value(name));
        board.put(name, "again");
        ok(resource.delete());
        assertEquals("again", value(name), "a delete removes only what the stack wrote");
    }

    @Test
    void parameter_whenItExists_isRefusedAndLeftUnlessAdopted() {
        String name = "/stacks/adopt/x";
        board.put(name, "mine");
        FakeCloudFormation.Resource resource = stack.resource("Adopting", Resources.PARAMETER);
        refused(resource.create(parameter(name, "mine")), name, "Adopt");
        assertEquals("mine", value(name));
        ok(resource.create(parameter(name, "mine", "Adopt", "true")));
        ok(resource.delete());
        assertEquals("refused 404", value(name));
    }

    @Test
    void request_whenDeliveredTwice_isCommittedOnce() {
        String name = "/stacks/twice/x";
        Map<String, Object> event =
                stack.event("Create", "Twice", Resources.PARAMETER, parameter(name, "1"), Map.of(), null);
        Answered first = ok(stack.send(event));
        board.put(name, "2");
        assertEquals(first.data(), ok(stack.send(event)).data());
        assertEquals(2, history(name).versions().size());
        assertEquals("2", value(name));
    }

    @Test
    void answer_whenLost_isGivenByARepeatedCallThatWritesNothingMore() {
        String name = "/stacks/lost/x";
        int before = stack.calls();
        stack.lose(6);
        ok(stack.resource("Lost", Resources.PARAMETER).create(parameter(name, "1")));
        assertEquals(2, stack.calls() - before, "four tries of the first call, three of the second");
        assertEquals(1, history(name).versions().size());
    }

    @Test
    void create_whenItsAnswerNeverCame_isUndoneUnderAnIdThatCloudFormationMadeUp() {
        String name = "/stacks/never/x";
        ok(stack.send(stack.event("Create", "Never", Resources.PARAMETER, parameter(name, "1"), Map.of(), null)));
        ok(stack.send(stack.event(
                "Delete", "Never", Resources.PARAMETER, parameter(name, "1"), Map.of(), "orders-Never-1A2B3C")));
        assertEquals("refused 404", value(name));
    }

    @Test
    void properties_whenTheyAreBad_areRefusedByNameWithoutAValue() {
        Answered answer = stack.resource("Bad", Resources.PARAMETER)
                .create(parameter("/stacks//x", "hunter2", "Typo", "1", "DataType", "int"));
        refused(answer, "Name:", "Typo:", "DataType:", "integer");
        assertFalse(answer.reason().contains("hunter2"), answer::reason);
    }

    @Test
    void schema_whenBoundByAStack_holdsForItsParametersToo() {
        FakeCloudFormation.Resource schema = stack.resource("Bounds", Resources.SCHEMA);
        Map<String, String> properties = Map.of(
                "Namespace", "/stacks/schema",
                "Prefix", "/stacks/schema/db",
                "Schema", "{\"type\":\"integer\",\"maximum\":1000}");
        ok(schema.create(properties));
        FakeCloudFormation.Resource resource = stack.resource("Bound", Resources.PARAMETER);
        String name = "/stacks/schema/db/pool-size";
        refused(resource.create(parameter(name, "5000", "DataType", "integer")), name, "maximum");
        ok(resource.create(parameter(name, "500", "DataType", "integer")));
        refused(resource.update(parameter(name, "5000", "DataType", "integer")), "maximum");
        assertEquals("500", value(name));
        ok(schema.delete());
        assertEquals(
                0,
                TestBoard.accepted(board.api().schemas(new Namespace("/stacks/schema")))
                        .schemas()
                        .size());
        ok(resource.update(parameter(name, "5000", "DataType", "integer")));
    }
}
