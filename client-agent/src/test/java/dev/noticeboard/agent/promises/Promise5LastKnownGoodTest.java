package dev.noticeboard.agent.promises;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.simulation.SimReader;
import dev.noticeboard.agent.simulation.SimReader.Fault;
import dev.noticeboard.agent.simulation.Simulation;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.sync.Announcer;
import dev.noticeboard.agent.sync.Counters;
import dev.noticeboard.agent.sync.Judge;
import dev.noticeboard.agent.sync.ReadResult;
import dev.noticeboard.agent.sync.Sync;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Namespace;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * design.md section 4.5: a failed, empty, partial or malformed read never replaces a value; only a tombstone, or a
 * complete consistent snapshot, removes one.
 */
class Promise5LastKnownGoodTest {

    @Property(tries = 120)
    void values_whenHalfOfAllReadsGoWrong_areAlwaysThoseOfTheBoard(@ForAll long seed) {
        Simulation sim = new Simulation(seed).withFaults(0.5, 4);
        sim.invariant = Simulation::assertServedIsTheBoards;
        sim.boot();
        for (int i = 0; i < 100; i++) {
            sim.step();
        }
    }

    @Property(tries = 120)
    void values_whenEveryReadGoesWrong_stayTheVeryObject(@ForAll long seed, @ForAll Fault fault) {
        Simulation sim = new Simulation(seed);
        for (int i = 0; i < 5; i++) {
            sim.commit();
        }
        sim.boot();
        Snapshot before = sim.served().orElseThrow();
        sim.commit();
        sim.board.restoreTo(sim.random.nextBoolean() ? 3 : 99);
        sim.board.forgetLogUpTo(sim.random.nextInt(8));
        sim.reader.faults = () -> fault == Fault.NONE || fault == Fault.PARTIAL ? Fault.FAIL : fault;
        for (int i = 0; i < 5; i++) {
            assertInstanceOf(ReadResult.Failed.class, sim.refresh(sim.random.nextBoolean()));
        }
        assertSame(before, sim.served().orElseThrow());
        assertEquals(5, sim.counters.of(Counters.Event.FAILED_READ));
    }

    @Example
    void snapshot_whenItLacksANameOfTheSameEpoch_isRefusedAsPartial() {
        SimBoard board = new SimBoard();
        boolean[] partial = {false};
        SimReader whole = new SimReader(board);
        var reader = new dev.noticeboard.agent.sync.BoardReader() {
            @Override
            public LogAnswer readLog(Namespace namespace, long afterRevision, boolean consistent) {
                return whole.readLog(namespace, afterRevision, consistent);
            }

            @Override
            public java.util.Optional<dev.noticeboard.schemas.board.Head> readHead(Namespace namespace) {
                return whole.readHead(namespace);
            }

            @Override
            public List<Parameter> readAll(Namespace namespace) {
                List<Parameter> all = whole.readAll(namespace);
                return partial[0] ? all.subList(1, all.size()) : all;
            }

            @Override
            public List<dev.noticeboard.schemas.board.Rollout> readRollouts(Namespace namespace) {
                return whole.readRollouts(namespace);
            }

            @Override
            public List<Parameter> readVersions(Namespace namespace, java.util.Collection<VersionKey> keys) {
                return whole.readVersions(namespace, keys);
            }
        };
        board.commit(Map.of("a", "1", "b", "1"), true, 0);
        Judge accept = change -> dev.noticeboard.agent.Guard.accept();
        Sync sync = new Sync(
                SimBoard.NAMESPACE,
                reader,
                null,
                accept,
                new Announcer(new Counters()),
                new Counters(),
                java.time.Clock.systemUTC());
        sync.refresh(true);
        board.commit(Map.of("b", "2"), true, 0);
        board.forgetLogUpTo(2);
        partial[0] = true;
        assertInstanceOf(ReadResult.Failed.class, sync.refresh(false));
        assertEquals("1", sync.served().orElseThrow().get("/sim/prod/a").orElseThrow());
        partial[0] = false;
        assertInstanceOf(ReadResult.AtHead.class, sync.refresh(false));
        assertEquals("2", sync.served().orElseThrow().get("/sim/prod/b").orElseThrow());
    }

    @Example
    void value_whenItsTombstoneArrives_isRemoved() {
        Simulation sim = new Simulation(1);
        sim.board.commit(Map.of("a", "1"), true, 0);
        sim.boot();
        sim.board.commit(java.util.Collections.singletonMap("a", null), true, 0);
        sim.refresh(false);
        assertTrue(sim.served().orElseThrow().get("/sim/prod/a").isEmpty());
    }
}
