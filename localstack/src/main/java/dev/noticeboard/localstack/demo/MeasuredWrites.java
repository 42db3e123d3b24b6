package dev.noticeboard.localstack.demo;

import dev.noticeboard.agent.AgentStatus;
import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.terminal.ProblemText;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Writes the demonstration's own parameter and measures how long it takes to reach the agents. For one thread. */
final class MeasuredWrites {
    /** Longer than anything here takes: reaching it means that a claim does not hold. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BoardApi api;
    private final ParameterName parameter;
    private final DemoFleet fleet;
    private final Deliveries deliveries;

    MeasuredWrites(BoardApi api, ParameterName parameter, DemoFleet fleet, Deliveries deliveries) {
        this.api = api;
        this.parameter = parameter;
        this.fleet = fleet;
        this.deliveries = deliveries;
    }

    /** Writes a value and waits until all these agents have it. */
    Map<String, Deliveries.Delivery> measure(int value, List<String> agents) {
        Map<String, AgentStatus> before = fleet.statuses();
        long sent = System.nanoTime();
        long revision = put(value);
        deliveries.awaitAll(agents, revision, PATIENCE);
        Map<String, Deliveries.Delivery> arrived = new LinkedHashMap<>();
        for (String name : agents) {
            OptionalLong at = deliveries.at(name, revision);
            if (at.isPresent()) {
                var path = pushed(name, Objects.requireNonNull(before.get(name)))
                        ? Deliveries.Path.PUSH
                        : Deliveries.Path.POLL;
                var delivery = new Deliveries.Delivery(name, revision, path, Duration.ofNanos(at.getAsLong() - sent));
                deliveries.settle(delivery);
                arrived.put(name, delivery);
            }
        }
        return arrived;
    }

    /** Whether the one change since then came by push; the agent counts it just after it tells its listeners. */
    private boolean pushed(String name, AgentStatus before) {
        AgentStatus.Counts then = before.counts();
        await(() -> {
            AgentStatus.Counts now = fleet.agent(name).status().counts();
            return now.appliedByPush() + now.appliedByPoll() > then.appliedByPush() + then.appliedByPoll();
        });
        return fleet.agent(name).status().counts().appliedByPush() > then.appliedByPush();
    }

    /** Writes a value. @return the revision that the namespace is at then */
    long put(int value) {
        return accepted(send(value)).revision();
    }

    /** Sends a value that may be refused. */
    Reply<CommitAnswer> send(int value) {
        return api.put(parameter, PutRequest.of(Integer.toString(value), null, DataType.INTEGER, null, "demo"));
    }

    /** The answer of a write that nothing is wrong with. */
    static CommitAnswer accepted(Reply<CommitAnswer> reply) {
        return reply.fold(answer -> answer, refused -> {
            throw new IllegalStateException(String.join("; ", ProblemText.lines(refused)));
        });
    }

    /** Waits for a condition; tells whether it came to hold in time. */
    static boolean await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
        return true;
    }
}
