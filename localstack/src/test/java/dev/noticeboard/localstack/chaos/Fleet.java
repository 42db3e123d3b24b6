package dev.noticeboard.localstack.chaos;

import dev.noticeboard.agent.AgentStatus;
import dev.noticeboard.localstack.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** The hosts with their agents and a daemon, all held to the promises from when they start. One thread at a time steers it. */
final class Fleet implements AutoCloseable {
    /** A minute, scaled down 60 times. */
    static final Duration POLL = Duration.ofSeconds(1);
    /** One read: what the SDK's call may take, retries included. */
    static final Duration READ = Duration.ofSeconds(10);

    private static final Duration DAEMON_STARTS = Duration.ofSeconds(60);

    private final List<Host> hosts = new ArrayList<>();
    private final DaemonProcess daemon;
    private final FaultTally tally;
    private final AtomicBoolean done = new AtomicBoolean();
    private final CompletableFuture<Void> looking;
    private boolean stopped;

    Fleet(Surroundings around, Storms.Options options, Ledger ledger, FaultTally tally) {
        this.tally = tally;
        for (int i = 0; i < options.hosts(); i++) {
            String name = "host-" + i;
            Path directory = options.folder().resolve(name);
            hosts.add(new Host(
                    name,
                    () -> around.agent().pollInterval(POLL),
                    directory,
                    ledger,
                    i < options.hosts() * Storms.GUARDED));
        }
        List<String> arguments = new ArrayList<>(around.daemonArguments());
        arguments.addAll(List.of(
                "--agent-id",
                "daemon",
                "--directory",
                options.folder().resolve("daemon").toString(),
                "--keep-lease",
                "--poll-interval",
                Long.toString(POLL.toSeconds())));
        daemon = new DaemonProcess(arguments, options.folder().resolve("daemon.log"));
        looking = CompletableFuture.runAsync(this::look);
    }

    private void look() {
        while (!done.get()) {
            hosts.forEach(Host::look);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private Host any(Random random) {
        return hosts.get(random.nextInt(hosts.size()));
    }

    void setClock(Random random) {
        any(random).setClock(Duration.ofSeconds(random.nextInt(7200) - 3600));
        tally.add(Fault.DISTURB);
    }

    void diskFull(Random random) {
        any(random).diskFull(random.nextBoolean());
        tally.add(Fault.DISTURB);
    }

    /** Restarts an agent, with a file of it damaged meanwhile or as it is. */
    void restart(Random random, boolean damaged) {
        any(random).restart(damaged ? random : null);
        tally.add(damaged ? Fault.CORRUPT : Fault.DISTURB);
    }

    void killDaemon() {
        resumeDaemon();
        daemon.killed();
        tally.add(Fault.KILL);
    }

    void pauseDaemon() {
        if (!stopped) {
            daemon.pause();
            stopped = true;
            tally.add(Fault.PAUSE);
        }
    }

    void resumeDaemon() {
        if (stopped) {
            daemon.resume();
            stopped = false;
        }
    }

    /**
     * Promises 4 and 9: everybody is current within a poll interval and a read, whatever was lost before.
     *
     * @param head the newest revision when it became calm
     * @return how long it took until all hosts were
     */
    Duration calm(LongSupplier head) {
        resumeDaemon();
        hosts.forEach(h -> h.diskFull(false));
        long revision = head.getAsLong();
        long from = System.nanoTime();
        for (Host host : hosts) {
            Await.until(
                    host.name() + " is current (4.4, 4.9)",
                    POLL.plus(READ),
                    () -> host.status().revision() >= revision);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        daemon.await(revision, DAEMON_STARTS);
        for (Host host : hosts) {
            Await.until(
                    host.name() + " says so, and has saved it",
                    POLL.plus(READ),
                    () -> host.status().state() == AgentStatus.State.CURRENT && host.saved());
            host.diskIsFine();
        }
        return took;
    }

    List<String> faults() {
        List<String> faults = new ArrayList<>(daemon.faults());
        hosts.forEach(h -> faults.addAll(h.witness().faults()));
        return faults;
    }

    long checks() {
        return daemon.checks()
                + hosts.stream().mapToLong(h -> h.witness().checks()).sum();
    }

    /**
     * Ends all.
     *
     * @throws AssertionError if looking itself met what must not be, such as a revision that nobody wrote
     */
    @Override
    public void close() {
        done.set(true);
        resumeDaemon();
        try {
            looking.join();
        } catch (CompletionException e) {
            throw new AssertionError(String.valueOf(e.getCause()), e);
        } finally {
            daemon.close();
            hosts.parallelStream().forEach(Host::close);
        }
    }
}
