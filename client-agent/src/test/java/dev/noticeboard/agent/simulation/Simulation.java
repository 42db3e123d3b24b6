package dev.noticeboard.agent.simulation;

import dev.noticeboard.agent.Guard;
import dev.noticeboard.agent.Scope;
import dev.noticeboard.agent.SnapshotChange;
import dev.noticeboard.agent.snapshot.PrefixFilter;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.sync.Announcer;
import dev.noticeboard.agent.sync.Counters;
import dev.noticeboard.agent.sync.HostIdentity;
import dev.noticeboard.agent.sync.Judge;
import dev.noticeboard.agent.sync.NoticesResult;
import dev.noticeboard.agent.sync.ReadResult;
import dev.noticeboard.agent.sync.Sync;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.rollout.Bucket;
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
    private static final Map<String, String> CANARY = Map.of("ring", "canary");
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
    public final SimBoard board;
    public final SimReader reader;
    public final SimDisk disk = new SimDisk();
    /** Messages on their way. */
    public final List<String> wire = new ArrayList<>();
    /** What the listener was told since the last restart. */
    public final List<SnapshotChange> heard = new ArrayList<>();

    /** Who the agent is; its tags may change while it does not run. */
    public HostIdentity host;

    public Counters counters = new Counters();
    public Judge judge = change -> Guard.accept();
    /** Whether the next restart finds the network down. */
    public boolean networkDownAtBoot;
    /** Looked at after every step, and in the midst of them. */
    public Consumer<Simulation> invariant = sim -> {};

    /** The host's tags from the next start on. */
    public Map<String, String> nextTags = Map.of();

    private Sync agent;

    public Simulation(long seed) {
        this(seed, new SimBoard());
    }

    /** @param board which others may write to as well */
    public Simulation(long seed, SimBoard board) {
        this.random = new Random(seed);
        this.board = board;
        this.reader = new SimReader(board);
        this.host = new HostIdentity("host-" + seed % 7, Map.of());
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
        return new Sync(
                SimBoard.NAMESPACE,
                PrefixFilter.ALL,
                host,
                reader,
                disk,
                change -> judge.ask(change),
                announcer,
                counters,
                clock);
    }

    /** Starts the agent as a process does: what was in memory is gone, what is on disk is not. */
    public void boot() {
        host = new HostIdentity(host.agentId(), nextTags);
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

    /** Commits a random change set, a move of a rollout too, and lets 0 to 2 copies of its notice go. */
    public ChangeSet commit() {
        ChangeSet made = random.nextInt(3) == 0
                ? moveRollout()
                : board.commit(changes(random.nextInt(4), random.nextInt(8) > 0), random.nextInt(4) > 0, 0);
        return publish(made, random.nextInt(3));
    }

    /** @param free whether parameters under rollout are left out, as functions do */
    private Map<String, String> changes(int size, boolean free) {
        Map<String, String> changes = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            if (!free || !board.underRollout(name)) {
                changes.put(name, random.nextInt(4) == 0 ? null : "v" + random.nextInt(5));
            }
        }
        return changes;
    }

    private ChangeSet moveRollout() {
        List<Rollout> open = board.openRollouts();
        Map<String, String> changes = changes(2, true);
        List<Rollout> back = board.rollingBack();
        if (!back.isEmpty() && random.nextInt(3) == 0) {
            return board.settle(back.get(0).id());
        }
        if (open.isEmpty() || (open.size() < 3 && random.nextInt(4) == 0)) {
            boolean inline = random.nextInt(4) > 0;
            return changes.isEmpty() ? board.commit(changes, true, 0) : board.start(changes, inline);
        }
        Rollout r = open.get(random.nextInt(open.size()));
        return switch (random.nextInt(9)) {
            case 0 -> board.complete(r.id());
            case 1 -> board.withdraw(r.id(), Rollout.State.ROLLING_BACK);
            case 2 -> board.withdraw(r.id(), Rollout.State.ABORTED);
            case 3 -> {
                String full = r.candidates().get(0).name().text();
                yield board.urgent(Map.of(full.substring(full.lastIndexOf('/') + 1), "v" + random.nextInt(5)));
            }
            case 4 -> board.nudge(r.id(), r.state(), r.pausedAt() == null);
            case 5 -> board.nudge(r.id(), Rollout.State.ADVANCING, false);
            default -> openStep(r);
        };
    }

    private ChangeSet openStep(Rollout r) {
        List<Map<String, String>> tags = new ArrayList<>(r.tags());
        if (random.nextInt(3) == 0) {
            tags.add(CANARY);
        }
        int share = r.share() + random.nextInt(Bucket.BUCKETS - r.share() + 1);
        return board.open(r.id(), share, tags);
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
        // Whatever starts the agent again, this is who it then is.
        nextTags = random.nextInt(3) == 0 ? CANARY : Map.of();
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
            restoreFromBackup(revision - 1 - random.nextInt(2));
        } else {
            board.forgetLogUpTo(revision - random.nextInt(3));
        }
    }

    /** As docs/restore.md has it: agents read the older copy for a while, then its epoch is renewed. */
    private void restoreFromBackup(long earlier) {
        if (!board.rewind(earlier)) {
            return;
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            // A crash is the agent's: the epoch is renewed all the same, and nothing is written before.
            survive(() -> {
                if (random.nextBoolean()) {
                    deliver();
                } else {
                    refresh(random.nextBoolean());
                }
            });
            invariant.accept(this);
        }
        publish(board.renewEpoch(random.nextBoolean() ? 0 : 10_000), random.nextInt(3));
    }

    /** Asserts that what is served is, value by value, what the board was at that revision. */
    public void assertServedIsTheBoards() {
        served().ifPresent(s -> assertIsTheBoards(s));
    }

    /** Asserts it of any snapshot. */
    public void assertIsTheBoards(Snapshot s) {
        Map<String, String> truth = truth(s);
        if (!truth.equals(s.underPrefix(SimBoard.NAMESPACE.text()))) {
            throw new AssertionError("at revision " + s.revision() + " of " + s.epoch() + " the board was " + truth
                    + ", served is " + s.underPrefix(SimBoard.NAMESPACE.text()));
        }
    }

    /** What this host should have as of a snapshot's revision. */
    public Map<String, String> truth(Snapshot s) {
        return board.stateAt(s.epoch(), s.revision(), host);
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
