package dev.noticeboard.functions.publish;

import static dev.noticeboard.functions.store.Fixtures.NS;
import static dev.noticeboard.functions.store.Fixtures.put;
import static dev.noticeboard.functions.store.Fixtures.request;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.store.FakeBoardStore;
import dev.noticeboard.functions.store.Fixtures;
import dev.noticeboard.functions.store.Outcome;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Notice;
import dev.noticeboard.schemas.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EarlyPublisherTest {
    private final ManualTime time = new ManualTime();
    private final FakeBoardStore board = new FakeBoardStore();
    private final Committer committer = Fixtures.committer(board, time, 1);
    private final List<String> published = new ArrayList<>();
    private final Publisher publisher =
            new Publisher((namespace, message) -> published.add(message), Duration.ofSeconds(10), time, new Random(1));

    private Outcome.Done commit() {
        return (Outcome.Done) committer.commit(request(put("a", "1")));
    }

    @Test
    void publish_whenTheEntryIsAtHand_readsNothing() {
        Outcome.Done done = commit();
        ChangeSet entry = Fixtures.present(done.committed());
        new EarlyPublisher(new FakeBoardStore(), publisher).publish(NS, entry.revision(), entry);
        assertEquals(List.of(Json.write(Notice.inline(entry))), published);
    }

    @Test
    void publish_whenTheEntryIsNotAtHand_publishesWhatTheLogHolds() {
        Outcome.Done done = commit();
        new EarlyPublisher(board, publisher).publish(NS, done.answer().revision(), null);
        assertEquals(List.of(Json.write(Notice.inline(Fixtures.present(done.committed())))), published);
    }

    @Test
    void commit_whenItChangesNothing_hasNothingToPublish() {
        commit();
        assertEquals(null, commit().committed());
    }
}
