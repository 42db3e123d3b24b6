package dev.noticeboard.bench.jmh;

import dev.noticeboard.bench.Run;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs a class of benchmarks in processes of their own, with the allocation profiler. */
public final class Jmh {
    private static final String ALLOCATION = "gc.alloc.rate.norm";
    private static final TimeValue SHORT = TimeValue.milliseconds(200);

    private Jmh() {}

    /**
     * Runs them as their annotations say, in two processes one after the other; quickly, in one and for a moment.
     *
     * @return what was found of each
     * @throws RunnerException if a benchmark fails
     */
    public static Scores run(Class<?> benchmarks, Run run) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(benchmarks.getName()) + "\\.")
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .forks(run.size(2, 1));
        if (run.quick()) {
            options.warmupIterations(2)
                    .warmupTime(SHORT)
                    .measurementIterations(3)
                    .measurementTime(SHORT);
        }
        run.say("JMH runs %s", benchmarks.getSimpleName());
        Collection<RunResult> results = new Runner(options.build()).run();
        Map<String, Score> scores = new TreeMap<>();
        for (RunResult result : results) {
            Result<?> allocated =
                    Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATION), ALLOCATION);
            Result<?> time = result.getPrimaryResult();
            scores.put(
                    time.getLabel(), new Score(time.getScore(), time.getScoreError(), Math.rint(allocated.getScore())));
        }
        return new Scores(scores);
    }
}
