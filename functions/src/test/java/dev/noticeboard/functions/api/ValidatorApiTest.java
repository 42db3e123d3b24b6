package dev.noticeboard.functions.api;

import static dev.noticeboard.functions.api.Calls.as;
import static dev.noticeboard.functions.api.Calls.event;
import static dev.noticeboard.functions.api.Calls.problem;
import static dev.noticeboard.functions.api.Calls.refusal;
import static dev.noticeboard.functions.store.Fixtures.present;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.store.FakeBoardStore;
import dev.noticeboard.functions.store.FaultyStore;
import dev.noticeboard.functions.store.FaultyStore.Fault;
import dev.noticeboard.functions.store.Fixtures;
import dev.noticeboard.functions.validate.ChangeValidator.Proposal;
import dev.noticeboard.functions.validate.ChangeValidator.Verdict;
import dev.noticeboard.functions.validate.SchemaRules;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.DryRun;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.name.Violation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A namespace whose settings name a validator function, through the API. */
class ValidatorApiTest {
    private static final String NS = "/namespaces/billing/prod";
    private static final String A = NS + "/parameters/a";
    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:check";

    private final ManualTime time = new ManualTime();
    private final FakeBoardStore board = new FakeBoardStore();
    /** What happens just before each of the next commits arrives. */
    private final Deque<Runnable> beforeCommits = new ArrayDeque<>();

    private final List<Proposal> asked = new ArrayList<>();
    private final List<String> functions = new ArrayList<>();
    private Verdict verdict = new Verdict.Accepted();

    private final FaultyStore store = new FaultyStore(board, call -> {
        if (call.equals("commit") && !beforeCommits.isEmpty()) {
            beforeCommits.pop().run();
        }
        return Fault.NONE;
    });
    private final Committer others = Fixtures.committer(board, time, 2);
    private final Calls calls = new Calls(Apis.over(
            store,
            new Committer(
                    store,
                    new SchemaRules(),
                    (function, proposal) -> {
                        functions.add(function);
                        asked.add(proposal);
                        return verdict;
                    },
                    Fixtures.SETTINGS,
                    time,
                    time,
                    new Random(1)),
            time));

    private static Verdict refusing(String message) {
        return new Verdict.Refused(List.of(new Violation(
                "/billing/prod/a", "validator:odd", message, "Use an even one.", "/billing/prod/a", null, null)));
    }

    private APIGatewayProxyResponseEvent put(String value) {
        return calls.send("PUT", A, "{\"value\":\"" + value + "\",\"why\":\"load\"}");
    }

    private long revision() {
        return board.head(Fixtures.NS).orElseThrow().revision();
    }

    @BeforeEach
    void configure() {
        assertEquals(
                1,
                as(
                                calls.send(
                                        "PUT",
                                        NS + "/settings",
                                        "{\"whyRequired\":false,\"validator\":\"" + FUNCTION + "\"}"),
                                CommitAnswer.class)
                        .revision());
        assertEquals(List.of(), asked);
    }

    @Test
    void put_whenAccepted_isWrittenAfterTheFunctionSawIt() {
        assertEquals(2, as(put("1"), CommitAnswer.class).revision());
        assertEquals(List.of(FUNCTION), functions);
        Proposal seen = asked.get(0);
        assertEquals(Fixtures.NS, seen.namespace());
        assertEquals(Calls.CALLER, seen.by());
        assertEquals("load", seen.why());
        assertEquals("1", seen.changes().get(0).value());
        as(calls.send("DELETE", A, null), CommitAnswer.class);
        assertNull(asked.get(1).changes().get(0).value());
    }

    @Test
    void put_whenRefused_tellsTheFunctionsMessage() {
        verdict = refusing("1 is odd");
        APIGatewayProxyResponseEvent answer = put("1");
        assertEquals("422 validation-failed", refusal(answer));
        Violation violation = present(problem(answer).violations()).get(0);
        assertEquals("1 is odd", violation.message());
        assertEquals("validator:odd", violation.rule());
        assertEquals(1, revision());
    }

    @Test
    void put_whenTheFunctionIsUnavailable_writesNothingAndSaysWhen() {
        verdict = new Verdict.Unavailable("does not exist");
        APIGatewayProxyResponseEvent answer = put("1");
        assertEquals("503 validator-unavailable", refusal(answer));
        assertTrue(problem(answer).detail().contains("The namespace's validator function does not exist. "));
        assertTrue(answer.getHeaders().containsKey("Retry-After"));
        assertEquals(1, revision());
        assertTrue(board.parameter(Fixtures.name("a")).isEmpty());
        assertEquals(1, asked.size());
    }

    @Test
    void put_whenARaceIsLost_isJudgedOnce() {
        beforeCommits.add(() -> others.commit(Fixtures.request(Fixtures.bind("/billing/prod/x", "{}"))));
        CommitAnswer answer = as(put("1"), CommitAnswer.class);
        assertEquals(3, answer.revision());
        assertEquals(1, answer.retries());
        assertEquals(1, asked.size());
    }

    @Test
    void put_whenTheProposalChangedInARace_isJudgedAgain() {
        as(put("1"), CommitAnswer.class);
        asked.clear();
        beforeCommits.add(() -> {
            // Another board's function accepted it; here it is the data type that counts.
            Committer accepting = new Committer(
                    board,
                    new SchemaRules(),
                    (function, proposal) -> new Verdict.Accepted(),
                    Fixtures.SETTINGS,
                    time,
                    time,
                    new Random(3));
            Fixtures.done(accepting.commit(Fixtures.request(Fixtures.put("a", "5", DataType.INTEGER))));
        });
        CommitAnswer answer = as(put("2"), CommitAnswer.class);
        assertEquals(4, answer.revision());
        assertEquals(
                List.of(DataType.TEXT, DataType.INTEGER),
                asked.stream().map(p -> p.changes().get(0).dataType()).toList());
    }

    @Test
    void put_whenItChangesNothing_isNotJudged() {
        as(put("1"), CommitAnswer.class);
        asked.clear();
        as(put("1"), CommitAnswer.class);
        assertEquals(List.of(), asked);
    }

    @Test
    void settingsLabelsAndSchemas_whenChanged_areNotJudged() {
        as(put("1"), CommitAnswer.class);
        asked.clear();
        verdict = refusing("never");
        as(calls.send("PUT", NS + "/labels/a", "{\"label\":\"prod\"}"), CommitAnswer.class);
        as(calls.send("PUT", NS + "/schemas/x", "{}"), CommitAnswer.class);
        as(calls.send("PUT", NS + "/settings", "{\"whyRequired\":false}"), CommitAnswer.class);
        assertEquals(List.of(), asked);
        as(put("2"), CommitAnswer.class);
        assertEquals(List.of(), asked, "nobody is named any more");
    }

    @Test
    void dryRun_whenTried_asksToo() {
        verdict = refusing("1 is odd");
        DryRun tried = as(
                calls.send(event("PUT", A, "{\"value\":\"1\"}").withQueryStringParameters(Map.of("dryRun", "true"))),
                DryRun.class);
        assertEquals("1 is odd", tried.violations().get(0).message());
        assertEquals(1, asked.size());
        verdict = new Verdict.Unavailable("does not exist");
        assertEquals(
                "503 validator-unavailable",
                refusal(calls.send(
                        event("PUT", A, "{\"value\":\"1\"}").withQueryStringParameters(Map.of("dryRun", "true")))));
        assertEquals(1, revision());
    }
}
