package dev.noticeboard.bench.flags;

import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.server.Components;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.LDConfig;
import com.launchdarkly.sdk.server.integrations.FileData;
import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.simulation.SimReader;
import dev.noticeboard.flags.Evaluation;
import dev.noticeboard.flags.FlagContext;
import dev.noticeboard.flags.FlagSet;
import dev.noticeboard.openfeature.NoticeboardProvider;
import dev.openfeature.contrib.providers.flagd.Config;
import dev.openfeature.contrib.providers.flagd.FlagdOptions;
import dev.openfeature.contrib.providers.flagd.FlagdProvider;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.ProviderEvaluation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an evaluation costs: ours called directly, beside LaunchDarkly's Java SDK and flagd's Java provider on the same two flags: one
 * that is the same for everybody, and one shared by percentage.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FlagsBench {
    static final String STATIC = "static";
    static final String SHARED = "shared";
    private static final String USER = "user-107";

    private static final String FLAGD = """
            {"flags": {
              "static": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "on"},
              "shared": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
                         "targeting": {"fractional": [["on", 10000], ["off", 90000]]}}}}
            """;

    private static final String LAUNCH_DARKLY = """
            {"flags": {
              "static": {"key": "static", "version": 1, "on": true, "variations": [true, false],
                         "fallthrough": {"variation": 0}, "offVariation": 1, "salt": "static"},
              "shared": {"key": "shared", "version": 1, "on": true, "variations": [true, false], "offVariation": 1, "salt": "shared",
                         "fallthrough": {"rollout": {"variations": [{"variation": 0, "weight": 10000}, {"variation": 1, "weight": 90000}]}}}}}
            """;

    private final FlagSet ours = FlagSet.of(Map.of("flags", FLAGD));
    private final FlagContext context = FlagContext.of(Map.of(FlagContext.TARGETING_KEY, USER));
    private final LDContext ldContext = LDContext.create(USER);
    private final EvaluationContext openFeature = new ImmutableContext(USER);
    private final LDClient launchDarkly;
    private final FlagdProvider flagd;
    private final ParameterAgent agent;
    private final Client client;

    /**
     * Starts the others from files, and fails early where they would not evaluate these flags.
     *
     * @throws IllegalStateException if one did not start
     */
    public FlagsBench() {
        launchDarkly = new LDClient(
                "no-key",
                new LDConfig.Builder()
                        .dataSource(FileData.dataSource().filePaths(file("launchdarkly", LAUNCH_DARKLY)))
                        .events(Components.noEvents())
                        .diagnosticOptOut(true)
                        .startWait(Duration.ofSeconds(10))
                        .build());
        flagd = new FlagdProvider(FlagdOptions.builder()
                .resolverType(Config.Resolver.FILE)
                .deadline(10_000)
                .offlineFlagSourcePath(file("flagd", FLAGD).toString())
                .build());
        try {
            flagd.initialize(new ImmutableContext());
        } catch (Exception e) {
            throw new IllegalStateException("flagd's provider did not start", e);
        }
        SimBoard board = new SimBoard();
        board.commit(Map.of("flags", FLAGD), true, 0);
        agent = ParameterAgent.start(AgentOptions.builder()
                .namespace(SimBoard.NAMESPACE)
                .agentId("bench")
                .boardReader(new SimReader(board))
                .onDemand(Duration.ofHours(1))
                .build());
        OpenFeatureAPI.getInstance().setProviderAndWait(new NoticeboardProvider(agent));
        client = OpenFeatureAPI.getInstance().getClient();
        boolean all = client.getBooleanValue(STATIC, false, openFeature)
                && launchDarkly.boolVariation(STATIC, ldContext, false)
                && flagd.getBooleanEvaluation(STATIC, false, openFeature).getValue()
                && ours.evaluate(STATIC, context) instanceof Evaluation.Resolved
                && launchDarkly.boolVariationDetail(SHARED, ldContext, false).getVariationIndex() >= 0
                && "TARGETING_MATCH"
                        .equals(flagd.getBooleanEvaluation(SHARED, false, openFeature)
                                .getReason());
        if (!all) {
            throw new IllegalStateException("the flags are not as they should be");
        }
    }

    private static Path file(String name, String text) {
        try {
            Path file = Files.createTempFile(name, ".json");
            file.toFile().deleteOnExit();
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends them all. */
    @TearDown
    public void stop() throws IOException {
        launchDarkly.close();
        flagd.shutdown();
        OpenFeatureAPI.getInstance().shutdown();
        agent.close();
    }

    @Benchmark
    public Evaluation staticOfNoticeboard() {
        return ours.evaluate(STATIC, context);
    }

    @Benchmark
    public boolean staticOfLaunchDarkly() {
        return launchDarkly.boolVariation(STATIC, ldContext, false);
    }

    @Benchmark
    public ProviderEvaluation<Boolean> staticOfFlagd() {
        return flagd.getBooleanEvaluation(STATIC, false, openFeature);
    }

    @Benchmark
    public boolean staticOfNoticeboardThroughOpenFeature() {
        return client.getBooleanValue(STATIC, false, openFeature);
    }

    @Benchmark
    public Evaluation sharedOfNoticeboard() {
        return ours.evaluate(SHARED, context);
    }

    @Benchmark
    public boolean sharedOfLaunchDarkly() {
        return launchDarkly.boolVariation(SHARED, ldContext, false);
    }

    @Benchmark
    public ProviderEvaluation<Boolean> sharedOfFlagd() {
        return flagd.getBooleanEvaluation(SHARED, false, openFeature);
    }

    @Benchmark
    public boolean sharedOfNoticeboardThroughOpenFeature() {
        return client.getBooleanValue(SHARED, false, openFeature);
    }
}
