package dev.noticeboard.functions.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.api.Apis;
import dev.noticeboard.functions.store.FakeBoardStore;
import dev.noticeboard.functions.store.FaultyStore;
import dev.noticeboard.functions.store.FaultyStore.Fault;
import dev.noticeboard.schemas.api.ChangesPage;
import dev.noticeboard.schemas.api.DryRun;
import dev.noticeboard.schemas.board.ChangeSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The change feed while it waits, and whom a change would reach. */
class FeedTest {
    private final FakeBoardStore board = new FakeBoardStore();
    private final ManualTime time = new ManualTime();
    private Runnable beforeHead = () -> {};
    private final Client client = new Client(HandlerFront.of(Apis.over(
            new FaultyStore(board, call -> {
                if (call.equals("head")) {
                    beforeHead.run();
                }
                return Fault.NONE;
            }),
            time)));

    private ChangesPage feed(String route, long after) {
        return client.call("GET", route)
                .query("after", after)
                .query("waitSeconds", 20)
                .as(ChangesPage.class);
    }

    @Test
    void feed_whenSomethingHappensWhileItWaits_answersAtOnce() {
        client.put("a", "1");
        Instant start = time.instant();
        Instant event = start.plusSeconds(5);
        beforeHead = () -> {
            if (!time.instant().isBefore(event)) {
                beforeHead = () -> {};
                client.put("a", "2");
            }
        };
        ChangesPage page = feed("changes", 1);
        assertEquals(
                List.of(2L), page.changeSets().stream().map(ChangeSet::revision).toList());
        assertEquals(Duration.ofSeconds(5), Duration.between(start, time.instant()));
    }

    @Test
    void feed_whenNothingHappens_endsAfterItsTime() {
        client.put("a", "1");
        Instant start = time.instant();
        assertEquals(List.of(), feed("changes", 1).changeSets());
        assertEquals(Duration.ofSeconds(20), Duration.between(start, time.instant()));
    }

    @Test
    void feedBelowAPrefix_whenOnlyOthersChange_leadsPastThem() {
        client.put("a", "1");
        ChangesPage page = feed("changes/under/db", 0);
        assertEquals(1, page.changeSets().size());
        assertEquals(List.of(), page.changeSets().get(0).changes());
    }

    @Test
    void dryRun_whenAsked_countsTheLiveAgents() {
        DryRun run =
                client.call("PUT", "parameters/a").body(Map.of("value", "1")).dryRun();
        assertEquals(Apis.AGENTS, run.liveAgents());
    }
}
