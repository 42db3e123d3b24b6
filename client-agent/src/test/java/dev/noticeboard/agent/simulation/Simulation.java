package dev.noticeboard.agent.simulation;

import dev.noticeboard.agent.Guard;
import dev.noticeboard.agent.Scope;
import dev.noticeboard.agent.SnapshotChange;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.sync.Announcer;
import dev.noticeboard.agent.sync.Counters;
import dev.noticeboard.agent.sync.Judge;
import dev.noticeboard.agent.sync.NoticesResult;
import dev.noticeboard.agent.sync.ReadResult;
import dev.noticeboard.agent.sync.Sync;
import dev.noticeboard.schemas.board.ChangeSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * One agent's sync core between a simulated board, a transport that duplicates, reorders, delays and drops, a disk and
 * crashes. Everything happens in one thread, in virtual time, and follows from the seed.
 */
public final class Simulation {
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");
    private static final List<String> GARBAGE = List.of(
            "",
            "not a notice",
            "null",
            "[]",
            "{}",
            "{\"noticeboard\":2,\"namespace\":\"/sim/prod\",\"epoch\":\"e1\",\"revision\":1,\"spreadMillis\":0}",
            "{\"noticeboard\":1,\"namespace\":\"/else/where\",\"epoch\":\"e1\",\"revision\":1,\"spreadMillis\":0}",
            "{\"noticeboard\":1,\"namespace\":\"/sim/prod\",\"epoch\":\"e1\",\"revision\":-1,\"spreadMillis\":0}",
            "{\"noticeboard\":1,\"epoch\":\"e1\",\"revision\":999999,\"spreadMillis\":0}",
            "{\"noticeboard\":1,\"namespace\":\"/sim/prod\",\"epoch\":\"e1\",\"revision\":999999,\"spreadMillis\":0}",
            "{\"noticeboard\":1,\"namespace\":\"/sim/prod\",\"epoch\":\"never\",\"revision\":3,\"spreadMillis\":0}");

    public final Random random;
    public final SimClock clock = new SimClock();
    public final SimBoard board = new SimBoard();
    public final SimReader reader = new SimReader(board);
    public final SimDisk disk = new SimDisk();
    /** Messages on their way. */
    public final List<String> wire = new ArrayList<>();
    /** What the listener was told since the last restart. */
    public final List<SnapshotChange> heard = new ArrayList<>();

    public Counters counters = new Counters();
    public Judge judge = change -> Guard.accept();
    /** Whether the next restart finds the network down. */
    public boolean networkDownAtBoot;
    /** Looked at after every step, and in the midst of them. */
    public Consumer<Simulation> invariant = sim -> {};

    private Sync agent;

    public Simulation(long seed) {
        this.random = new Random(seed);
        this.agent = make();
        reader.meanwhile = () -> invariant.accept(this);
        disk.meanwhile = () -> invariant.accept(this);
    }

    /** Reads that go wrong at this rate, and replicas up to so many commits late. */
    public Simulation withFaults(double rate, int maxLag) {
        SimReader.Fault[] kinds = SimReader.Fault.values();
        reader.faults =
                () -> random.nextDouble() < rate ? kinds[1 + random.nextInt(kinds.length - 1)] : SimReader.Fault.NONE;
        reader.lag = () -> random.nextInt(maxLag + 1);
        return this;
    }

    private Sync make() {
        counters = new Counters();
        heard.clear();
        Announcer announcer = new Announcer(counters);
        announcer.add(Scope.everything(), heard::add, Runnable::run);
        return new Sync(SimBoard.NAMESPACE, reader, disk, change -> judge.ask(change), announcer, counters, clock);
    }

    /** Starts the agent as a process does: what was in memory is gone, what is on disk is not. */
    public void boot() {
        agent = make();
        boolean onDisk = agent.load();
        var faults = reader.faults;
        if (networkDownAtBoot) {
            reader.faults = () -> SimReader.Fault.FAIL;
        }
        try {
            agent.refresh(true);
        } finally {
            reader.faults = faults;
        }
        if (onDisk) {
            agent.serveLoaded();
        }
    }

    /** The agent's core. */
    public Sync agent() {
        return agent;
    }

    /** What is served now. */
    public Optional<Snapshot> served() {
        return agent.served();
    }

    /** Runs this; if the process crashes in it, starts it again. */
    public void survive(Runnable action) {
        try {
            action.run();
        } catch (SimDisk.Crash crash) {
            disk.crash = SimDisk.CrashAt.NOWHERE;
            boot();
        }
    }

    /** Commits a random change set, and lets 0 to 2 copies of its notice go. */
    public ChangeSet commit() {
        Map<String, String> changes = new LinkedHashMap<>();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            changes.put(name, random.nextInt(4) == 0 ? null : "v" + random.nextInt(5));
        }
        return publish(board.commit(changes, random.nextInt(4) > 0, 0), random.nextInt(3));
    }

    /** Lets copies of a change set's notice go. */
    public ChangeSet publish(ChangeSet changeSet, int copies) {
        wire.addAll(Collections.nCopies(copies, SimBoard.notice(changeSet)));
        return changeSet;
    }

    /** Delivers up to five random messages; what is not handled, and some of what is, comes again. */
    public Optional<Duration> deliver() {
        List<String> batch = new ArrayList<>();
        int size = Math.min(wire.size(), 1 + random.nextInt(5));
        for (int i = 0; i < size; i++) {
            batch.add(wire.remove(random.nextInt(wire.size())));
        }
        NoticesResult result;
        try {
            result = agent.onNotices(batch);
        } catch (SimDisk.Crash crash) {
            wire.addAll(batch);
            throw crash;
        }
        for (int i = 0; i < batch.size(); i++) {
            boolean deleteLost = random.nextInt(8) == 0;
            if (!result.handled().contains(i) || deleteLost) {
                wire.add(batch.get(i));
            }
        }
        return result.readWithin();
    }

    /** One read of the board. */
    public ReadResult refresh(boolean consistent) {
        return agent.refresh(consistent);
    }

    /** Something random happens. */
    public void step() {
        clock.advance(Duration.ofMillis(random.nextInt(1000)));
        survive(() -> {
            switch (random.nextInt(14)) {
                case 0, 1, 2, 3 -> commit();
                case 4, 5, 6, 7 -> deliver();
                case 8, 9 -> refresh(false);
                case 10 -> refresh(true);
                case 11 -> wire.add(GARBAGE.get(random.nextInt(GARBAGE.size())));
                case 12 -> crashSomewhere();
                default -> rareEvent();
            }
        });
        invariant.accept(this);
    }

    private void crashSomewhere() {
        networkDownAtBoot = random.nextBoolean();
        switch (random.nextInt(3)) {
            case 0 -> boot();
            case 1 -> disk.crash = SimDisk.CrashAt.BEFORE_SAVE;
            default -> disk.crash = SimDisk.CrashAt.AFTER_SAVE;
        }
    }

    private void rareEvent() {
        long revision = board.revision();
        if (revision < 3 || random.nextInt(3) > 0) {
            return;
        }
        if (random.nextBoolean()) {
            board.restoreTo(revision - 1 - random.nextInt(2));
        } else {
            board.forgetLogUpTo(revision - random.nextInt(3));
        }
    }

    /** Asserts that what is served is, value by value, what the board was at that revision. */
    public void assertServedIsTheBoards() {
        served().ifPresent(s -> assertIsTheBoards(s));
    }

    /** Asserts it of any snapshot. */
    public void assertIsTheBoards(Snapshot s) {
        Map<String, String> truth = board.stateAt(s.epoch(), s.revision());
        if (!truth.equals(s.underPrefix(SimBoard.NAMESPACE.text()))) {
            throw new AssertionError("at revision " + s.revision() + " of " + s.epoch() + " the board was " + truth
                    + ", served is " + s.underPrefix(SimBoard.NAMESPACE.text()));
        }
    }

    /** Everything works from here on: the agent must then be where the board is. */
    public void healAndCatchUp() {
        reader.faults = () -> SimReader.Fault.NONE;
        reader.lag = () -> 0;
        networkDownAtBoot = false;
        disk.crash = SimDisk.CrashAt.NOWHERE;
        agent.refresh(false);
    }
}
