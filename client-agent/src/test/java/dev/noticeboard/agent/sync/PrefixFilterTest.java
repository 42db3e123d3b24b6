package dev.noticeboard.agent.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.Guard;
import dev.noticeboard.agent.Scope;
import dev.noticeboard.agent.SnapshotChange;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.simulation.SimReader;
import dev.noticeboard.agent.snapshot.FileSnapshotStore;
import dev.noticeboard.agent.snapshot.PrefixFilter;
import dev.noticeboard.agent.snapshot.SnapshotStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that keeps a part of its namespace holds no more of it, in memory, before its guards or on disk. */
class PrefixFilterTest {
    private final SimBoard board = new SimBoard();
    private final List<SnapshotChange> heard = new ArrayList<>();
    private final List<String> offered = new ArrayList<>();

    @TempDir
    Path folder;

    private static PrefixFilter below(String... prefixes) {
        return PrefixFilter.of(SimBoard.NAMESPACE, List.of(prefixes));
    }

    private Sync agent(PrefixFilter filter) {
        Announcer announcer = new Announcer(new Counters());
        announcer.add(Scope.everything(), heard::add, Runnable::run);
        Sync sync = new Sync(
                SimBoard.NAMESPACE,
                filter,
                HostIdentity.UNNAMED,
                new SimReader(board),
                new FileSnapshotStore(folder, SimBoard.NAMESPACE, filter),
                change -> {
                    change.changes().forEach(c -> offered.add(c.name().text()));
                    return Guard.accept();
                },
                announcer,
                new Counters(),
                Clock.systemUTC());
        sync.load();
        return sync;
    }

    private static Set<String> names(Sync sync) {
        return sync.served().orElseThrow().values().keySet();
    }

    @Test
    void agent_withAPrefix_keepsWhatLiesBelowItAndMovesOnWithTheRest() throws Exception {
        board.commit(Map.of("db/url", "secret-a", "db", "b", "dbx", "secret-c", "web/port", "secret-d"), true, 0);
        Sync sync = agent(below("/sim/prod/db"));
        sync.refresh(true);
        assertEquals(Set.of("/sim/prod/db", "/sim/prod/db/url"), names(sync));

        // Inline, by reference, and outside only.
        board.commit(Map.of("db/user", "x", "web/port", "secret-e"), true, 0);
        board.commit(Map.of("db/url", "y", "web/host", "secret-f"), false, 0);
        board.commit(Map.of("web/port", "secret-g"), true, 0);
        assertEquals(new ReadResult.AtHead(4), sync.refresh(false));
        assertEquals(Set.of("/sim/prod/db", "/sim/prod/db/url", "/sim/prod/db/user"), names(sync));
        assertEquals("y", sync.served().orElseThrow().get("/sim/prod/db/url").orElseThrow());
        assertTrue(offered.stream().noneMatch(n -> n.contains("web")), offered.toString());
        assertTrue(heard.stream()
                .flatMap(c -> c.changes().stream())
                .noneMatch(c -> c.name().text().contains("web")));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(text.contains("web"), file + " names what is not kept");
            }
        }
    }

    @Test
    void notice_byReferenceWithNothingToKeep_isAppliedWithoutARead() {
        board.commit(Map.of("db/url", "a"), true, 0);
        Sync sync = agent(below("/sim/prod/db"));
        sync.refresh(true);
        // The log's entry and the notice hold names and versions only; none of them is kept.
        var changeSet = board.commit(Map.of("web/page", "large"), false, 0);
        var byReference = new dev.noticeboard.schemas.board.ChangeSet(
                changeSet.namespace(),
                changeSet.epoch(),
                changeSet.revision(),
                changeSet.id(),
                changeSet.at(),
                changeSet.by(),
                null,
                false,
                0,
                List.of(new dev.noticeboard.schemas.board.Change.Put(
                        SimBoard.name("web/page"),
                        1,
                        dev.noticeboard.schemas.board.ParameterType.STRING,
                        dev.noticeboard.schemas.board.DataType.TEXT,
                        null)));
        NoticesResult result = sync.onNotices(List.of(SimBoard.notice(byReference)));
        assertEquals(Set.of(0), result.handled());
        assertEquals(2, sync.served().orElseThrow().revision());
    }

    @Test
    void restart_withANarrowerFilter_takesItFromWhatIsThere_andWithAWiderOneReadsAnew() {
        board.commit(Map.of("db/url", "a", "web/port", "b", "web/tls/key", "c"), true, 0);
        agent(PrefixFilter.ALL).refresh(true);

        Sync narrower = agent(below("/sim/prod/web"));
        assertTrue(narrower.serveLoaded());
        assertEquals(Set.of("/sim/prod/web/port", "/sim/prod/web/tls/key"), names(narrower));
        board.commit(Map.of("web/port", "d"), true, 0);
        narrower.refresh(true);

        SnapshotStore wider = new FileSnapshotStore(folder, SimBoard.NAMESPACE, below("/sim/prod/web", "/sim/prod/db"));
        assertInstanceOf(SnapshotStore.Loaded.Nothing.class, wider.load(), "a part must not look like the whole");
        Sync whole = agent(PrefixFilter.ALL);
        assertFalse(whole.serveLoaded());
        whole.refresh(true);
        assertEquals(Set.of("/sim/prod/db/url", "/sim/prod/web/port", "/sim/prod/web/tls/key"), names(whole));
        Sync deeper = agent(below("/sim/prod/web/tls"));
        assertTrue(deeper.serveLoaded());
        assertEquals(Set.of("/sim/prod/web/tls/key"), names(deeper));
    }

    @Test
    void filter_ofAnotherNamespace_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> below("/other/prod/db"));
    }
}
