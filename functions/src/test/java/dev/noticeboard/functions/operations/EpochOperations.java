package dev.noticeboard.functions.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.api.ChangesPage;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.DryRun;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Beginning a new epoch (design.md section 1), on whatever board. */
public abstract class EpochOperations {
    private Client client;

    /** A client of an empty namespace. */
    protected abstract Client newClient();

    @BeforeEach
    void connect() {
        client = newClient();
    }

    private ChangesPage log() {
        return client.call("GET", "changes").as(ChangesPage.class);
    }

    @Test
    void epoch_whenRenewed_isAnotherFromTheNextRevisionOn() {
        client.put("a", "1");
        CommitAnswer before = client.put("a", "2");
        CommitAnswer renewed = client.call("POST", "epoch")
                .body(Map.of("why", "restored from last night"))
                .commit();
        assertEquals(3, renewed.revision());
        assertNotEquals(before.epoch(), renewed.epoch());
        assertEquals(List.of(), renewed.parameters());
        ChangesPage log = log();
        ChangeSet entry = log.changeSets().get(2);
        assertEquals(renewed.epoch(), log.epoch());
        assertEquals(renewed.epoch(), entry.epoch());
        assertEquals("restored from last night", entry.why());
        assertEquals(List.of(new Change.RenewEpoch(String.valueOf(before.epoch()))), entry.changes());
        assertTrue(entry.spreadMillis() > 0, "every agent reads all of it: no herd (promise 8)");
        assertEquals(before.epoch(), log.changeSets().get(1).epoch(), "what was written before keeps its own");
    }

    @Test
    void values_whenTheEpochIsRenewed_stayAndGoOnInTheNewOne() {
        client.put("a", "1");
        client.call("PUT", "schemas").body("{\"maxLength\":3}").commit();
        client.call("PUT", "labels/a").body(Map.of("label", "live")).commit();
        CommitAnswer renewed = client.call("POST", "epoch").body("{}").commit();
        assertEquals("1", client.value("a"));
        assertEquals("1", client.value("a:live"));
        CommitAnswer next = client.put("a", "2");
        assertEquals(5, next.revision());
        assertEquals(2, next.parameters().get(0).version());
        assertEquals(renewed.epoch(), next.epoch());
        assertEquals(
                "422 validation-failed",
                client.call("PUT", "parameters/a").body(Map.of("value", "long")).refusal());
    }

    @Test
    void epoch_whenRenewedTwice_isAnotherEachTimeUnlessTheKeyIsTheSame() {
        client.put("a", "1");
        CommitAnswer first = renew("k1");
        assertEquals(first, renew("k1"));
        CommitAnswer second = renew("k2");
        assertNotEquals(first.epoch(), second.epoch());
        assertEquals(3, second.revision());
    }

    private CommitAnswer renew(String key) {
        return client.call("POST", "epoch")
                .header("Idempotency-Key", key)
                .body("{}")
                .commit();
    }

    @Test
    void epoch_whenNothingWasEverWritten_staysAbsent() {
        CommitAnswer nothing = client.call("POST", "epoch").body("{}").commit();
        assertFalse(nothing.changed());
        assertNull(nothing.epoch());
        assertEquals(0, client.revision());
    }

    @Test
    void epoch_whenTriedOnly_staysAsItIs() {
        CommitAnswer before = client.put("a", "1");
        DryRun run = client.call("POST", "epoch").body("{}").dryRun();
        assertEquals(List.of(new DryRun.Item("renew-epoch", null, 1, 2, List.of(), null)), run.changes());
        assertEquals(before.epoch(), log().epoch());
        assertEquals(1, log().revision());
    }

    @Test
    void epoch_whenTheRequestIsWrong_staysAsItIs() {
        client.put("a", "1");
        assertEquals(
                "400 malformed-body",
                client.call("POST", "epoch").body("{\"epoch\":\"mine\"}").refusal());
        assertEquals(
                "400 invalid-request",
                client.call("POST", "epoch")
                        .body(Map.of("why", "w".repeat(1025)))
                        .refusal());
        assertEquals(1, log().revision());
    }
}
