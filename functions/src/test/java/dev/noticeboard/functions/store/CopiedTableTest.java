package dev.noticeboard.functions.store;

import static dev.noticeboard.functions.store.Fixtures.NS;
import static dev.noticeboard.functions.store.Fixtures.done;
import static dev.noticeboard.functions.store.Fixtures.key;
import static dev.noticeboard.functions.store.Fixtures.put;
import static dev.noticeboard.functions.store.Fixtures.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.validate.ChangeValidator;
import dev.noticeboard.functions.validate.SchemaRules;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.board.Head;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A head that was written to another table: no revision is made before its epoch is renewed, by whomever. */
class CopiedTableTest {
    private final ManualTime time = new ManualTime();
    private final FakeBoardStore board = new FakeBoardStore();
    private final Committer before = committer("noticeboard");
    private final Committer restored = committer("noticeboard-restored");

    private Committer committer(@Nullable String table) {
        CommitSettings settings = new CommitSettings(
                Fixtures.SETTINGS.budget(), Fixtures.SETTINGS.spread(), Fixtures.SETTINGS.answersKept(), table);
        return new Committer(board, new SchemaRules(), ChangeValidator.none(), settings, time, time, new Random(3));
    }

    private Head head() {
        return board.head(NS).orElseThrow();
    }

    @Test
    void write_whenTheTableIsACopy_isRefusedUntilTheEpochIsRenewed() {
        CommitAnswer first = done(before.commit(request(put("a", "1"))));
        assertEquals("noticeboard", head().table());
        for (WriteRequest.Manner manner : WriteRequest.Manner.values()) {
            assertInstanceOf(
                    Outcome.Copied.class, restored.commit(request(put("a", "2")).in(manner)), manner.toString());
        }
        assertInstanceOf(Outcome.Copied.class, restored.commit(request(put("a", "1"))), "what changes nothing, too");
        assertInstanceOf(Outcome.Copied.class, restored.tryOut(request(put("a", "2"))));
        assertEquals(1, head().revision());

        CommitAnswer renewed = done(restored.commit(request(key("k", "h"), new Wish.RenewEpoch(""))));
        assertEquals(2, renewed.revision());
        assertNotEquals(first.epoch(), renewed.epoch());
        assertEquals("noticeboard-restored", head().table());
        assertEquals(3, done(restored.commit(request(put("a", "2")))).revision());
        assertInstanceOf(Outcome.Copied.class, before.commit(request(put("a", "3"))), "the way back is a copy as well");
    }

    @Test
    void write_whenTheRenewalIsTriedOnly_staysRefused() {
        done(before.commit(request(put("a", "1"))));
        Outcome.Tried tried = assertInstanceOf(Outcome.Tried.class, restored.tryOut(request(new Wish.RenewEpoch(""))));
        assertEquals(List.of(), tried.violations());
        assertInstanceOf(Outcome.Copied.class, restored.commit(request(put("a", "2"))));
    }

    @Test
    void namespace_whenItIsNew_belongsToTheTableThatItIsWrittenTo() {
        done(restored.commit(request(put("a", "1"))));
        assertEquals("noticeboard-restored", head().table());
    }

    /** Older writers did not say where they wrote: such a head gets the name with the next write. */
    @Test
    void head_whenAnOlderWriterMadeIt_countsAsWrittenHere() {
        Committer older = committer(null);
        done(older.commit(request(put("a", "1"))));
        assertNull(head().table());
        done(before.commit(request(put("a", "2"))));
        assertEquals("noticeboard", head().table());
        done(older.commit(request(put("a", "3"))));
        assertEquals("noticeboard", head().table(), "who does not know leaves what is there");
        assertFalse(done(before.commit(request(put("a", "3")))).changed());
    }
}
