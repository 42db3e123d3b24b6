package dev.noticeboard.functions.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.noticeboard.functions.api.Apis;
import dev.noticeboard.functions.store.FakeBoardStore;
import dev.noticeboard.schemas.api.ParameterPage;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is answered where retention dropped what it would take. */
class RetentionTest {
    private final FakeBoardStore board = new FakeBoardStore();
    private final Client client = new Client(HandlerFront.of(Apis.over(board)));

    private void drop(String path, long version) {
        board.drop(new ParameterName(client.name(path)), version);
    }

    @Test
    void reads_whenTheVersionIsNotKept_answerGone() {
        client.put("a", "1");
        client.put("a", "2");
        client.put("a", "3");
        drop("a", 1);
        assertEquals("410 gone", client.call("GET", "parameters/a:1").refusal());
        assertEquals(
                "410 gone",
                client.call("GET", "diff/a").query("from", 1).query("to", 2).refusal());
        assertEquals("410 gone", client.call("GET", "list").query("revision", 1).refusal());
        assertEquals(
                "2", client.list("list", c -> c.query("revision", 2)).get(0).value());
        Map<String, ?> item = Map.of("kind", "restore", "name", client.name("a"), "version", 1);
        assertEquals(
                "422 validation-failed",
                client.call("POST", "changesets")
                        .body(Map.of("changes", List.of(item)))
                        .refusal());
    }

    @Test
    void page_whenItsRevisionIsNotKeptAnyMore_answersGone() {
        client.put("a", "1");
        client.put("b", "1");
        String token = client.call("GET", "list")
                .query("limit", 1)
                .as(ParameterPage.class)
                .nextToken();
        assertNotNull(token);
        client.put("b", "2");
        client.put("b", "3");
        drop("b", 1);
        assertEquals(
                "410 gone", client.call("GET", "list").query("nextToken", token).refusal());
    }

    @Test
    void restore_whenOneVersionIsNotKept_writesNothing() {
        client.put("a", "1");
        client.put("b", "1");
        client.put("a", "2");
        client.put("b", "2");
        drop("b", 1);
        assertEquals(
                "410 gone",
                client.call("POST", "restores").body(Map.of("revision", 2)).refusal());
        assertEquals(4, client.revision());
        assertEquals(
                "410 gone",
                client.call("POST", "restores")
                        .query("dryRun", true)
                        .body(Map.of("revision", 2))
                        .refusal());
    }

    @Test
    void compare_whenTheLogOrTheHistoryIsNotKept_answersGone() {
        client.put("a", "1");
        client.put("a", "2");
        client.put("a", "3");
        drop("a", 1);
        assertEquals("410 gone", client.call("GET", "compare").query("from", 1).refusal());
        board.dropLog(client.namespace(), 1);
        assertEquals("410 gone", client.call("GET", "compare").query("from", 0).refusal());
        assertEquals(200, client.call("GET", "compare").query("from", 2).send().status());
    }
}
