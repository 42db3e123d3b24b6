package dev.noticeboard.localstack.chaos;

import dev.noticeboard.localstack.emulators.DeliveryFaults;
import dev.noticeboard.localstack.testing.Await;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The promises of design.md section 4, all nine, on the embedded services: agents and a daemon go through storms, in which a
 * seeded dice deletes queues, ends subscriptions, throttles, loses, cuts, garbles and holds up calls of DynamoDB, SQS and the API, drops,
 * doubles, delays and garbles notices, sets clocks, fills and damages disks, restarts agents, stops and kills the daemon; and through
 * calms, at the start of which everybody must be current within the bound of promise 4. Intervals are scaled down 60 times.
 * {@code ChaosIT} and the bench's reliability run are made of it. One thread steers it.
 */
public final class Storms implements AutoCloseable {
    /** The share of hosts that have a guard. */
    static final double GUARDED = 0.2;

    private static final Duration STEP = Duration.ofMillis(50);

    /**
     * How it storms.
     *
     * @param hosts with an agent each, 1 or more
     * @param length of one storm
     * @param writes whether the functions' own calls of DynamoDB fail too, so that writes have unknown outcomes
     * @param seed begins the dice; it repeats the dice, though not the threads
     * @param folder for the hosts' disks and the daemon's log
     */
    public record Options(int hosts, Duration length, boolean writes, long seed, Path folder) {}

    private final Options options;
    private final Random random;
    private final FaultTally tally = new FaultTally();
    private final Surroundings around;
    private final List<Fleet> fleets = new ArrayList<>();
    private Duration slowest = Duration.ZERO;
    private int count;

    /** Starts the services, all fair and nobody there yet. */
    public Storms(Options options) {
        this.options = options;
        this.random = new Random(options.seed());
        this.around = new Surroundings(random, options.writes(), tally);
    }

    /** The API as it fails in storms. */
    public URI faultyApi() {
        return around.faultyApi();
    }

    /** The API of other functions on the same table, which nothing befalls. */
    public URI truth() {
        return around.truth();
    }

    /** Starts agents and daemon, and compares what they serve from now on. The namespace must have its first revision. */
    public void gather(Ledger ledger) {
        fleets.add(new Fleet(around, options, ledger, tally));
    }

    private Fleet fleet() {
        return fleets.get(0);
    }

    /** One storm. */
    public void storm(Runnable everyStep) {
        count++;
        around.storm(random);
        long end = System.nanoTime() + options.length().toNanos();
        boolean killed = false;
        while (System.nanoTime() < end) {
            everyStep.run();
            switch (random.nextInt(10)) {
                case 0 -> around.deleteQueue(random);
                case 1 -> around.unsubscribe(random);
                case 2 -> fleet().setClock(random);
                case 3 -> fleet().diskFull(random);
                case 4 -> fleet().restart(random, false);
                case 5 -> fleet().restart(random, true);
                case 6 -> around.turn(random);
                case 7 -> around.garbleNotice(random);
                case 8 -> fleet().pauseDaemon();
                default -> {
                    if (!killed) {
                        fleet().killDaemon();
                        killed = true;
                    } else {
                        fleet().resumeDaemon();
                    }
                }
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    /**
     * Ends the storm and waits until everybody is current.
     *
     * @param head asked for the newest revision once all is fair
     * @return how long that took
     * @throws AssertionError if somebody is not within the bound
     */
    public Duration calm(LongSupplier head) {
        around.calm();
        Duration took = fleet().calm(head);
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
        return took;
    }

    /** The promises that were broken so far. */
    public List<String> faults() {
        return fleet().faults();
    }

    /** How often something that was served or told was compared. */
    public long checks() {
        return fleets.isEmpty() ? 0 : fleet().checks();
    }

    /** How many storms there were. */
    public int count() {
        return count;
    }

    /** The longest time until all hosts were current after a storm. */
    public Duration slowest() {
        return slowest;
    }

    /** What went wrong on purpose so far. */
    public Map<Fault, Long> injected() {
        Map<Fault, Long> counts = tally.counts();
        DeliveryFaults.Counts notices = around.notices();
        counts.merge(Fault.DROP, notices.dropped(), Long::sum);
        counts.merge(Fault.DUPLICATE, notices.doubled(), Long::sum);
        counts.merge(Fault.DELAY, notices.delayed(), Long::sum);
        return counts;
    }

    /** Ends agents and daemon. */
    public void disperse() {
        fleets.forEach(Fleet::close);
    }

    /**
     * Queues, subscriptions, threads and files: none is left once everybody has gone and the leases have ended.
     *
     * @throws AssertionError naming what is left
     */
    public void awaitNothingLeft() {
        Await.until(
                "the sweeper has removed what was left of the dead",
                Surroundings.LEASE.plus(Surroundings.GRACE).multipliedBy(3),
                around::swept);
        Await.until("no thread of an agent is left", () -> threads().isEmpty());
        List<String> open = openFiles();
        if (!open.isEmpty()) {
            throw new AssertionError("open files: " + open);
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("noticeboard-"))
                .toList();
    }

    /** Files below the hosts' folder that this process holds open; none where the system does not tell. */
    private List<String> openFiles() {
        try (var links = Files.list(Path.of("/proc/self/fd"))) {
            List<String> open = new ArrayList<>();
            for (Path link : links.toList()) {
                try {
                    Path target = Files.readSymbolicLink(link);
                    if (target.startsWith(options.folder()) && !target.endsWith("daemon.log")) {
                        open.add(target.toString());
                    }
                } catch (IOException closedMeanwhile) {
                    // It is not open any more.
                }
            }
            return open;
        } catch (IOException noProc) {
            return List.of();
        }
    }

    /** Stops the services. */
    @Override
    public void close() {
        around.close();
    }
}
