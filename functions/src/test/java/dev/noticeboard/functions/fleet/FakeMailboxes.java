package dev.noticeboard.functions.fleet;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Mailboxes in memory, which can fail or crash between any two of the steps in which they are made and removed. */
public final class FakeMailboxes implements Mailboxes {
    private final Clock clock;
    private final CrashPoint crash;
    private final Map<String, Instant> queues = new TreeMap<>();
    private final Set<String> subscribed = new TreeSet<>();
    private boolean throttled;
    private int stepsLeft = Integer.MAX_VALUE;

    public FakeMailboxes(Clock clock) {
        this(clock, new CrashPoint());
    }

    FakeMailboxes(Clock clock, CrashPoint crash) {
        this.clock = clock;
        this.crash = crash;
    }

    /** After this many steps more every call fails, until told otherwise. */
    public void failAfter(int steps) {
        stepsLeft = steps;
    }

    /** Whether failures are those of a rate limit. */
    public void throttled(boolean value) {
        throttled = value;
    }

    private void step() {
        if (stepsLeft <= 0) {
            throw new MailboxUnavailableException(new IllegalStateException("injected"), throttled);
        }
        stepsLeft--;
    }

    /** The queues there are. */
    public Set<String> queues() {
        return Set.copyOf(queues.keySet());
    }

    /** The queues that are subscribed, whether they exist or not. */
    public Set<String> subscribed() {
        return Set.copyOf(subscribed);
    }

    @Override
    public Mailbox open(Order order) {
        step();
        crash.step("the queue is made", () -> queues.putIfAbsent(order.queueName(), clock.instant()));
        step();
        crash.step("the queue is subscribed", () -> subscribed.add(order.queueName()));
        step();
        String topic = "topic:" + order.namespace();
        return new Mailbox("url:" + order.queueName(), "arn:" + order.queueName(), topic, "sub:" + order.queueName());
    }

    @Override
    public void close(Mailbox mailbox) {
        String queue = mailbox.queueUrl().substring("url:".length());
        step();
        crash.step("the subscription is removed", () -> subscribed.remove(queue));
        step();
        crash.step("the queue is removed", () -> queues.remove(queue));
    }

    @Override
    public void abandon(String queueName) {
        step();
        if (queues.containsKey(queueName)) {
            crash.step("the subscription is removed", () -> subscribed.remove(queueName));
            step();
            crash.step("the queue is removed", () -> queues.remove(queueName));
        }
    }

    @Override
    public void eachQueue(Consumer<String> visitor) {
        List.copyOf(queues.keySet()).forEach(visitor);
    }

    @Override
    public Optional<Instant> made(String queueName) {
        return Optional.ofNullable(queues.get(queueName));
    }
}
