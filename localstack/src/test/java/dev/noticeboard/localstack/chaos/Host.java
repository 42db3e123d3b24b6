package dev.noticeboard.localstack.chaos;

import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.AgentStatus;
import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.WhenNothingToServe;
import dev.noticeboard.agent.snapshot.FileSnapshotStore;
import dev.noticeboard.agent.snapshot.PrefixFilter;
import dev.noticeboard.agent.snapshot.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A host with an agent that is restarted now and then. One thread at a time, but for {@link #look} and {@link #status}. */
final class Host {
    private final String name;
    private final Supplier<AgentOptions.Builder> options;
    private final Path directory;
    private final boolean guarded;
    private final Witness witness;
    private final SkewedClock clock = new SkewedClock();
    private final FullDisk disk = new FullDisk();
    private volatile ParameterAgent agent;
    private boolean diskWasFull;
    private @Nullable Snapshot seen;

    Host(String name, Supplier<AgentOptions.Builder> options, Path directory, Ledger ledger, boolean guarded) {
        this.name = name;
        this.options = options;
        this.directory = directory;
        this.guarded = guarded;
        this.witness = new Witness(name, ledger, guarded);
        this.agent = started();
    }

    private ParameterAgent started() {
        AgentOptions.Builder builder = options.get()
                .agentId(name)
                .snapshotStore(new FileSnapshotStore(directory, Ledger.NAMESPACE, PrefixFilter.ALL, disk))
                .clock(clock)
                .catchUpOnStart(Duration.ofMillis(200))
                .startTimeout(Duration.ofMillis(500))
                .whenNothingToServe(WhenNothingToServe.RETURN)
                .listener(witness::heard);
        if (guarded) {
            builder.guard(Witness::check);
        }
        return ParameterAgent.start(builder.build());
    }

    /** Ends the process, damages a file of it perhaps, and starts it again. Nobody looks meanwhile. */
    synchronized void restart(@Nullable Random damage) {
        agent.close();
        look();
        if (damage != null) {
            damage(damage);
        }
        witness.restarted(damage == null && !diskWasFull);
        agent = started();
        seen = null;
        look();
    }

    /** Cuts a file short at a random byte, or turns one of its bits. */
    private void damage(Random random) {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.sorted().toList();
            Path file = all.get(random.nextInt(all.size()));
            long size = Files.size(file);
            if (size == 0) {
                return;
            }
            long place = (long) (random.nextDouble() * size);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                if (random.nextBoolean()) {
                    channel.truncate(place);
                } else {
                    java.nio.ByteBuffer one = java.nio.ByteBuffer.allocate(1);
                    channel.read(one, place);
                    one.put(0, (byte) (one.get(0) ^ (1 << random.nextInt(8))));
                    one.rewind();
                    channel.write(one, place);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compares what is served with what should be, each snapshot once: none changes. */
    synchronized void look() {
        Snapshot now = agent.snapshot().orElse(null);
        if (now != null && now != seen) {
            witness.saw(now);
            seen = now;
        }
    }

    AgentStatus status() {
        return agent.status();
    }

    void setClock(Duration skew) {
        clock.set(skew);
    }

    void diskFull(boolean full) {
        disk.full(full);
        diskWasFull |= full;
    }

    /** Whether the disk holds what is served: a lease that is still asked for is another matter. */
    boolean saved() {
        String error = status().lastError();
        return error == null || !error.contains("save");
    }

    /** What could not be saved was saved by now. */
    void diskIsFine() {
        disk.full(false);
        diskWasFull = false;
    }

    Witness witness() {
        return witness;
    }

    String name() {
        return name;
    }

    void close() {
        agent.close();
    }
}
