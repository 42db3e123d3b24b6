package dev.noticeboard.agent.sync;

import dev.noticeboard.agent.AgentStatus;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens in an agent. Thread-safe. */
public final class Counters {

    /** What is counted; {@link AgentStatus.Counts} says what each means. */
    public enum Event {
        APPLIED_BY_PUSH,
        APPLIED_BY_POLL,
        DUPLICATE,
        GAP,
        REJECTED_NOTICE,
        UNCONFIRMED_EPOCH,
        HOLE,
        SNAPSHOT,
        FAILED_READ,
        RECEIVE_FAILURE,
        REGISTRATION_FAILURE,
        GUARD_VETO,
        LISTENER_FAILURE,
        DISK_FAILURE
    }

    private final Map<Event, LongAdder> adders = new EnumMap<>(Event.class);
    private final LongAdder pushNanos = new LongAdder();

    /** All at zero. */
    public Counters() {
        for (Event event : Event.values()) {
            adders.put(event, new LongAdder());
        }
    }

    /** It happened once more. */
    public void count(Event event) {
        add(event, 1);
    }

    /** It happened so many times more. */
    public void add(Event event, long times) {
        adder(event).add(times);
    }

    /** So many change sets were applied this long after their notice was received. */
    public void pushed(long changeSets, long nanos) {
        pushNanos.add(changeSets * nanos);
    }

    /** The sum, over all change sets applied by push, of the nanoseconds from the notice's receipt until it was served. */
    public long pushNanos() {
        return pushNanos.sum();
    }

    /** How often it happened. */
    public long of(Event event) {
        return adder(event).sum();
    }

    private LongAdder adder(Event event) {
        LongAdder adder = adders.get(event);
        if (adder == null) {
            throw new IllegalStateException("not counted: " + event);
        }
        return adder;
    }

    /** All of them, each read once. */
    public AgentStatus.Counts read() {
        return new AgentStatus.Counts(
                of(Event.APPLIED_BY_PUSH),
                of(Event.APPLIED_BY_POLL),
                of(Event.DUPLICATE),
                of(Event.GAP),
                of(Event.REJECTED_NOTICE),
                of(Event.UNCONFIRMED_EPOCH),
                of(Event.HOLE),
                of(Event.SNAPSHOT),
                of(Event.FAILED_READ),
                of(Event.RECEIVE_FAILURE),
                of(Event.REGISTRATION_FAILURE),
                of(Event.GUARD_VETO),
                of(Event.LISTENER_FAILURE),
                of(Event.DISK_FAILURE));
    }
}
