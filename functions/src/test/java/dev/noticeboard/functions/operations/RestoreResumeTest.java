package dev.noticeboard.functions.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.api.Apis;
import dev.noticeboard.functions.store.FakeBoardStore;
import dev.noticeboard.functions.store.FaultyStore;
import dev.noticeboard.functions.store.FaultyStore.Fault;
import dev.noticeboard.schemas.api.RestoreRequest;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.RestorePart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A restore that one request does not finish. */
class RestoreResumeTest {
    private final FakeBoardStore board = new FakeBoardStore();
    private final ManualTime time = new ManualTime();
    private Fault fault = Fault.NONE;
    private Duration commitTakes = Duration.ZERO;
    private final Client client = new Client(HandlerFront.of(Apis.over(
            new FaultyStore(board, call -> {
                if (call.equals("commit")) {
                    time.pause(commitTakes);
                    return fault;
                }
                return Fault.NONE;
            }),
            time)));

    private long prepare() {
        write("old");
        long then = client.revision();
        write("new");
        return then;
    }

    private void write(String value) {
        for (int from = 0; from < 100; from += 20) {
            client.call("POST", "changesets")
                    .body(Map.of(
                            "changes",
                            IntStream.range(from, from + 20)
                                    .mapToObj(i -> Map.of("kind", "put", "name", client.name("p" + i), "value", value))
                                    .toList()))
                    .commit();
        }
    }

    private RestoreRequest.Answer restore(long revision, @Nullable String resume) {
        Map<String, Object> body = new HashMap<>(Map.of("revision", revision));
        if (resume != null) {
            body.put("resume", resume);
        }
        return client.call("POST", "restores").body(body).as(RestoreRequest.Answer.class);
    }

    @Test
    void restore_whenTimeIsUp_goesOnWithItsToken() {
        long then = prepare();
        commitTakes = Duration.ofSeconds(9);
        List<RestoreRequest.Answer> answers = new ArrayList<>();
        String resume = null;
        do {
            RestoreRequest.Answer answer = restore(then, resume);
            answers.add(answer);
            resume = answer.resume();
        } while (resume != null);
        assertEquals(3, answers.size());
        assertTrue(answers.get(2).done());
        String id = answers.get(0).id();
        List<RestorePart> parts = new ArrayList<>();
        for (RestoreRequest.Answer answer : answers) {
            assertEquals(3, answer.parts());
            assertEquals(1, answer.committed().size());
            ChangeSet entry = board.changeSet(
                            client.namespace(), answer.committed().get(0).revision())
                    .orElseThrow();
            parts.add(entry.restore());
        }
        assertEquals(
                List.of(
                        new RestorePart(id, then, 1, 3),
                        new RestorePart(id, then, 2, 3),
                        new RestorePart(id, then, 3, 3)),
                parts);
        assertTrue(client.values().values().stream().allMatch("old"::equals));
    }

    @Test
    void restore_whenItFailedHalfWay_isFinishedByTheNext() {
        long then = prepare();
        commitTakes = Duration.ofSeconds(9);
        RestoreRequest.Answer first = restore(then, null);
        assertFalse(first.done());
        fault = Fault.THROTTLED;
        String token = first.resume();
        assertNotNull(token);
        assertEquals(
                "429 busy",
                client.call("POST", "restores")
                        .body(Map.of("revision", then, "resume", token))
                        .refusal());
        fault = Fault.NONE;
        commitTakes = Duration.ZERO;
        RestoreRequest.Answer again = restore(then, null);
        assertTrue(again.done());
        assertEquals(2, again.committed().size());
        assertTrue(client.values().values().stream().allMatch("old"::equals));
    }

    @Test
    void restore_whenTheTokenIsOfAnotherRevision_isRefused() {
        long then = prepare();
        commitTakes = Duration.ofSeconds(9);
        String token = restore(then, null).resume();
        assertNotNull(token);
        assertEquals(
                "400 invalid-request",
                client.call("POST", "restores")
                        .body(Map.of("revision", then - 1, "resume", token))
                        .refusal());
        assertEquals(
                "400 invalid-request",
                client.call("POST", "restores/under/db")
                        .body(Map.of("revision", then, "resume", token))
                        .refusal());
    }
}
