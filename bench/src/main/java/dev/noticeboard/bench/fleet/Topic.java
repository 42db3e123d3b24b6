package dev.noticeboard.bench.fleet;

import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.schemas.board.ChangeSet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The way of a notice: out of the stream to the publish function, to the topic, into the queues of those that are subscribed. For one thread. */
final class Topic {
    private static final double NANOS = 1e9;

    private final VirtualTime time;
    private final Aws aws;
    private final Bill bill;
    private final RandomGenerator random;
    private final IntPredicate subscribed;
    private List<FleetHost> hosts = List.of();
    private boolean down;
    private long free;
    private @Nullable String parked;

    Topic(VirtualTime time, Aws aws, Bill bill, RandomGenerator random, IntPredicate subscribed) {
        this.time = time;
        this.aws = aws;
        this.bill = bill;
        this.random = random;
        this.subscribed = subscribed;
    }

    /** Who may be subscribed. */
    void hosts(List<FleetHost> all) {
        hosts = all;
    }

    /** A change set was committed. An urgent one is also published early, as its stream's copy will be. */
    void committed(ChangeSet made, boolean urgent) {
        String notice = SimBoard.notice(made);
        if (urgent) {
            time.after(Aws.FUNCTION.draw(random), () -> publish(notice));
        }
        time.after(Aws.STREAM.draw(random) + Aws.FUNCTION.draw(random), () -> publish(notice));
    }

    /** SNS is lost, or is back: then the re-drive publishes the newest that was parked. */
    void down(boolean lost) {
        down = lost;
        String newest = parked;
        if (!lost && newest != null) {
            parked = null;
            time.after(Aws.FUNCTION.draw(random), () -> publish(newest));
        }
    }

    private void publish(String notice) {
        // One publication, however many of the fleet are simulated.
        if (down || !aws.take(Quota.PUBLISH, aws.share())) {
            parked = notice;
            return;
        }
        bill.published(notice.getBytes(StandardCharsets.UTF_8).length);
        double rate = Quota.FAN_OUT.perSecond() * aws.share();
        long begin = Math.max(time.nanos(), free);
        int rank = 0;
        for (FleetHost host : hosts) {
            if (subscribed.test(host.number())) {
                long turn = begin - time.nanos() + (long) (NANOS * ++rank / rate);
                time.after(turn + Aws.TOPIC.draw(random), () -> deliver(host, notice));
            }
        }
        free = begin + (long) (NANOS * rank / rate);
    }

    private void deliver(FleetHost host, String notice) {
        aws.take(Quota.FAN_OUT, 1);
        bill.delivered();
        time.after(Aws.QUEUE.draw(random), () -> host.receive(notice));
    }
}
