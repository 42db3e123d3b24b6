package dev.noticeboard.bench.reads;

import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.Handle;
import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.StalenessPolicy;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.simulation.SimReader;
import dev.noticeboard.agent.snapshot.Value;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a read of the snapshot costs, beside what an application would have by hand: an immutable map of the JDK in a volatile field, which
 * somebody else replaces. 1,000 parameters in 20 groups.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ReadsBench {
    private static final int PARAMETERS = 1000;
    private static final int GROUPS = 20;
    private static final String NAME = "/sim/prod/group-7/pool-size-107";

    private final ParameterAgent agent = agent(StalenessPolicy.serve());
    private final ParameterAgent strict = agent(StalenessPolicy.fail(Duration.ofHours(1)));
    private final Handle<Integer> handle = agent.parameter(NAME).asInteger();
    private final Handle<Integer> strictHandle = strict.parameter(NAME).asInteger();

    private volatile Map<String, String> byHand = Map.of();
    private volatile Map<String, Integer> parsedByHand = Map.of();
    private volatile SortedMap<String, String> sortedByHand = new TreeMap<>();

    private static ParameterAgent agent(StalenessPolicy staleness) {
        SimBoard board = new SimBoard();
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < PARAMETERS; i++) {
            values.put("group-" + i % GROUPS + "/pool-size-" + i, "" + i);
        }
        board.commit(values, true, 0);
        return ParameterAgent.start(AgentOptions.builder()
                .namespace(SimBoard.NAMESPACE)
                .agentId("bench")
                .boardReader(new SimReader(board))
                .staleness(staleness)
                .onDemand(Duration.ofHours(1))
                .build());
    }

    /** Fails early where the benchmarks would measure the wrong thing. */
    @Setup
    public void check() {
        sortedByHand = agent.underPrefix("/sim/prod");
        byHand = Map.copyOf(sortedByHand);
        parsedByHand = byHand.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> Integer.valueOf(e.getValue())));
        if (handle.get() != 107
                || !underPrefix().equals(underPrefixByHand())
                || agent.underPrefix("/sim/prod/group-7").size() != PARAMETERS / GROUPS) {
            throw new IllegalStateException("the board is not as it should be");
        }
    }

    /** Ends both agents. */
    @TearDown
    public void close() {
        agent.close();
        strict.close();
    }

    /** A typed handle: the usual read. */
    @Benchmark
    public Integer handleGet() {
        return handle.get();
    }

    /** Parsed when the map was made. */
    @Benchmark
    public @Nullable Integer handleGetByHand() {
        return parsedByHand.get(NAME);
    }

    /** The same, with the clock looked at for the staleness policy. */
    @Benchmark
    public Integer handleGetWithStalenessLimit() {
        return strictHandle.get();
    }

    /** By name, parsed each time. */
    @Benchmark
    public Optional<Integer> getInteger() {
        return agent.getInteger(NAME);
    }

    /** By name, parsed each time. */
    @Benchmark
    public Optional<Integer> getIntegerByHand() {
        return Optional.ofNullable(byHand.get(NAME)).map(Integer::valueOf);
    }

    /** By name, as it is. */
    @Benchmark
    public Optional<Value> find() {
        return agent.find(NAME);
    }

    /** By name, as it is. */
    @Benchmark
    public Optional<String> findByHand() {
        return Optional.ofNullable(byHand.get(NAME));
    }

    /** 50 of the 1,000 parameters, in order. */
    @Benchmark
    public SortedMap<String, String> underPrefix() {
        return agent.underPrefix("/sim/prod/group-7");
    }

    /** The same of a sorted map, copied as ours is. */
    @Benchmark
    public SortedMap<String, String> underPrefixByHand() {
        return new TreeMap<>(sortedByHand.subMap("/sim/prod/group-7/", "/sim/prod/group-70"));
    }
}
